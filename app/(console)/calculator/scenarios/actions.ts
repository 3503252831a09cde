'use server';

import { toResult } from '@/app/action-result';
import { getCtx } from '@/app/session';
import type { Ctx } from '@/lib/access/server/context';
import { dimensionValues } from '@/lib/attribution/server/dimension-values';
import { archiveScenario } from '@/lib/calculator/server/archive-scenario';
import { commentScenario } from '@/lib/calculator/server/comment-scenario';
import { duplicateScenario } from '@/lib/calculator/server/duplicate-scenario';
import { getScenario } from '@/lib/calculator/server/get-scenario';
import { listScenarios } from '@/lib/calculator/server/list-scenarios';
import { renameScenario } from '@/lib/calculator/server/rename-scenario';
import { restoreScenario } from '@/lib/calculator/server/restore-scenario';
import { saveScenario } from '@/lib/calculator/server/save-scenario';
import { updateScenario } from '@/lib/calculator/server/update-scenario';
import { withdrawComment } from '@/lib/calculator/server/withdraw-comment';
import { workloadFromActuals } from '@/lib/calculator/server/workload-from-actuals';
import { keepInitiative } from '@/lib/savings/server/keep-initiative';
import { listInitiatives } from '@/lib/savings/server/list-initiatives';
import { addDays } from '@/lib/time/days';
import { dayOf } from '@/lib/time/period';
import { consoleZone } from './scenarios-context';

type Input<F extends (ctx: Ctx, input: never) => unknown> = Parameters<F>[1];

export const readScenarios = async (show: 'current' | 'archived') =>
  toResult(async () => listScenarios(await getCtx(), { show }));

export const readScenario = async (scenarioId: string) =>
  toResult(async () => getScenario(await getCtx(), { scenarioId }));

export const save = async (input: Input<typeof saveScenario>) =>
  toResult(async () => saveScenario(await getCtx(), input));

export const update = async (input: Input<typeof updateScenario>) =>
  toResult(async () => updateScenario(await getCtx(), input));

export const rename = async (input: Input<typeof renameScenario>) =>
  toResult(async () => renameScenario(await getCtx(), input));

export const duplicate = async (input: Input<typeof duplicateScenario>) =>
  toResult(async () => duplicateScenario(await getCtx(), input));

export const archive = async (scenarioId: string) =>
  toResult(async () => archiveScenario(await getCtx(), { scenarioId }));

export const restore = async (scenarioId: string) =>
  toResult(async () => restoreScenario(await getCtx(), { scenarioId }));

export const comment = async (scenarioId: string, body: string) =>
  toResult(async () => commentScenario(await getCtx(), { scenarioId, body }));

export const withdraw = async (commentId: string) =>
  toResult(async () => withdrawComment(await getCtx(), { commentId }));

export const readActuals = async (input: Input<typeof workloadFromActuals>) =>
  toResult(async () => workloadFromActuals(await getCtx(), input));

export const keep = async (input: Input<typeof keepInitiative>) =>
  toResult(async () => keepInitiative(await getCtx(), input));

export const readInitiatives = async (scenarioId: string | null) =>
  toResult(async () => listInitiatives(await getCtx(), { scenarioId }));

/** Workflows with usage in the last days, most calls first. */
export const readWorkflows = async (days: number) =>
  toResult(async () => {
    const ctx = await getCtx();
    const to = dayOf(ctx.now, await consoleZone());
    const period = { from: addDays(to, -days), to };
    const { values } = await dimensionValues(ctx, {
      query: { period, measures: ['requests'], currency: 'USD' },
      dimension: 'workflow',
    });
    return values.flatMap(({ value, label, requests }) =>
      value === null ? [] : [{ workflow: value, label: label ?? value, calls: requests }],
    );
  });
