'use server';

import { toResult } from '@/app/action-result';
import { getCtx } from '@/app/session';
import type { Ctx } from '@/lib/access/server/context';
import { archiveOutcome } from '@/lib/outcomes/server/archive-outcome';
import { changeOutcomeDefinition } from '@/lib/outcomes/server/change-outcome-definition';
import { correctOutcomes } from '@/lib/outcomes/server/correct-outcomes';
import { defineOutcome } from '@/lib/outcomes/server/define-outcome';
import { enterOutcomes } from '@/lib/outcomes/server/enter-outcomes';
import { importOutcomes } from '@/lib/outcomes/server/import-outcomes';
import { listOutcomes } from '@/lib/outcomes/server/list-outcomes';
import { previewOutcomeImport } from '@/lib/outcomes/server/preview-outcome-import';
import { setOutcomeValue } from '@/lib/outcomes/server/set-outcome-value';
import type { Period } from '@/lib/time/days';

type Input<F extends (ctx: Ctx, input: never) => unknown> = Parameters<F>[1];

export const readEntries = async (workflow: string, period: Period, cursor: string | null) =>
  toResult(async () => listOutcomes(await getCtx(), { workflow, period, cursor }));

export const define = async (input: Input<typeof defineOutcome>) =>
  toResult(async () => defineOutcome(await getCtx(), input));

export const changeDefinition = async (input: Input<typeof changeOutcomeDefinition>) =>
  toResult(async () => changeOutcomeDefinition(await getCtx(), input));

export const archive = async (input: Input<typeof archiveOutcome>) =>
  toResult(async () => archiveOutcome(await getCtx(), input));

export const setValue = async (input: Input<typeof setOutcomeValue>) =>
  toResult(async () => setOutcomeValue(await getCtx(), input));

export const enter = async (input: Input<typeof enterOutcomes>) =>
  toResult(async () => enterOutcomes(await getCtx(), input));

export const correct = async (input: Input<typeof correctOutcomes>) =>
  toResult(async () => correctOutcomes(await getCtx(), input));

export const previewFile = async (input: Input<typeof previewOutcomeImport>) =>
  toResult(async () => previewOutcomeImport(await getCtx(), input));

export const importFile = async (input: Input<typeof importOutcomes>) =>
  toResult(async () => importOutcomes(await getCtx(), input));
