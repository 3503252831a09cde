'use server';

import { toResult } from '@/app/action-result';
import { getCtx } from '@/app/session';
import type { Ctx } from '@/lib/access/server/context';
import { addGoldenSet } from '@/lib/evaluation/server/add-golden-set';
import { archiveGoldenSet } from '@/lib/evaluation/server/archive-golden-set';
import { compareRuns } from '@/lib/evaluation/server/compare-runs';
import { getRun } from '@/lib/evaluation/server/get-run';
import { giveSampleConsent } from '@/lib/evaluation/server/give-sample-consent';
import { importEvaluation } from '@/lib/evaluation/server/import-evaluation';
import { listGoldenSets } from '@/lib/evaluation/server/list-golden-sets';
import { previewGoldenSet } from '@/lib/evaluation/server/preview-golden-set';
import { previewResults } from '@/lib/evaluation/server/preview-results';
import { resumeEvaluation } from '@/lib/evaluation/server/resume-evaluation';
import { startEvaluation } from '@/lib/evaluation/server/start-evaluation';
import { stopEvaluation } from '@/lib/evaluation/server/stop-evaluation';
import { withdrawSampleConsent } from '@/lib/evaluation/server/withdraw-sample-consent';

type Input<F extends (ctx: Ctx, input: never) => unknown> = Parameters<F>[1];

export const readSets = async () => toResult(async () => listGoldenSets(await getCtx(), {}));

export const readRun = async (runId: string) => toResult(async () => getRun(await getCtx(), { runId }));

export const previewSet = async (input: Input<typeof previewGoldenSet>) =>
  toResult(async () => previewGoldenSet(await getCtx(), input));

export const addSet = async (input: Input<typeof addGoldenSet>) =>
  toResult(async () => addGoldenSet(await getCtx(), input));

export const archiveSet = async (setId: string) =>
  toResult(async () => archiveGoldenSet(await getCtx(), { setId }));

export const previewImport = async (input: Input<typeof previewResults>) =>
  toResult(async () => previewResults(await getCtx(), input));

export const importResults = async (input: Input<typeof importEvaluation>) =>
  toResult(async () => importEvaluation(await getCtx(), input));

export const startRun = async (input: Input<typeof startEvaluation>) =>
  toResult(async () => startEvaluation(await getCtx(), input));

export const stopRun = async (runId: string) =>
  toResult(async () => stopEvaluation(await getCtx(), { runId }));

export const resumeRun = async (input: Input<typeof resumeEvaluation>) =>
  toResult(async () => resumeEvaluation(await getCtx(), input));

export const compareTwo = async (input: Input<typeof compareRuns>) =>
  toResult(async () => compareRuns(await getCtx(), input));

export const giveConsent = async (input: Input<typeof giveSampleConsent>) =>
  toResult(async () => giveSampleConsent(await getCtx(), input));

export const withdrawConsent = async (teamId: string, reason: string) =>
  toResult(async () => withdrawSampleConsent(await getCtx(), { teamId, reason }));
