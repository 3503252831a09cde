'use server';

import { toResult } from '@/app/action-result';
import { getCtx } from '@/app/session';
import type { PlanLineInput } from '@/components/forecast/plan/actions';
import { draftPlan } from '@/lib/forecasting/server/draft-plan';
import { removePlanLine } from '@/lib/forecasting/server/remove-plan-line';
import { savePlanLine } from '@/lib/forecasting/server/save-plan-line';

export const saveLine = async (input: PlanLineInput) =>
  toResult(async () => savePlanLine(await getCtx(), input));

export const removeLine = async (lineId: string) =>
  toResult(async () => removePlanLine(await getCtx(), { lineId }));

export const draftLines = async () => toResult(async () => draftPlan(await getCtx(), {}));
