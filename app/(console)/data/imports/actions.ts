'use server';

import { toResult } from '@/app/action-result';
import { getCtx } from '@/app/session';
import { cancelImport } from '@/lib/usage/server/cancel-import';
import { listImports } from '@/lib/usage/server/list-imports';
import { previewImport } from '@/lib/usage/server/preview-import';
import { resumeImport } from '@/lib/usage/server/resume-import';
import { startImport } from '@/lib/usage/server/start-import';
import { runInBackground } from './recorder';

export const readImports = async () => listImports(await getCtx(), {});

export const previewAction = async (input: Parameters<typeof previewImport>[1]) =>
  toResult(async () => previewImport(await getCtx(), input));

export const startAction = async (input: Parameters<typeof startImport>[1]) =>
  toResult(async () => {
    const { importId } = await startImport(await getCtx(), input);
    await runInBackground(importId);
  });

export const resumeAction = async (input: { importId: string }) =>
  toResult(async () => {
    const { importId } = await resumeImport(await getCtx(), input);
    await runInBackground(importId);
  });

export const cancelAction = async (input: { importId: string }) =>
  toResult(async () => cancelImport(await getCtx(), input));
