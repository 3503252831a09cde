'use server';

import { toResult } from '@/app/action-result';
import { getCtx } from '@/app/session';
import type { Ctx } from '@/lib/access/server/context';
import { approveRaise } from '@/lib/budgets/server/approve-raise';
import { archiveBudget } from '@/lib/budgets/server/archive-budget';
import { budgetDays } from '@/lib/budgets/server/budget-days';
import { budgetDenials } from '@/lib/budgets/server/budget-denials';
import { budgetTree } from '@/lib/budgets/server/budget-tree';
import { closeExecutiveReview } from '@/lib/budgets/server/close-executive-review';
import { createBudget } from '@/lib/budgets/server/create-budget';
import { createDefaultBudgets } from '@/lib/budgets/server/create-default-budgets';
import { declineRaise } from '@/lib/budgets/server/decline-raise';
import { editBudget } from '@/lib/budgets/server/edit-budget';
import { endRaise } from '@/lib/budgets/server/end-raise';
import { getBudget } from '@/lib/budgets/server/get-budget';
import { liftKillSwitch } from '@/lib/budgets/server/lift-kill-switch';
import { listKillSwitches } from '@/lib/budgets/server/list-kill-switches';
import { markReviewed } from '@/lib/budgets/server/mark-reviewed';
import { previewBudget } from '@/lib/budgets/server/preview-budget';
import { requestRaise } from '@/lib/budgets/server/request-raise';
import { startKillSwitch } from '@/lib/budgets/server/start-kill-switch';
import { withdrawRaise } from '@/lib/budgets/server/withdraw-raise';
import { readBudgetInbox } from './inbox';

type Input<F extends (ctx: Ctx, input: never) => unknown> = Parameters<F>[1];

export const readBudgetTree = async () => toResult(async () => budgetTree(await getCtx(), {}));

export const readBudget = async (budgetId: string) =>
  toResult(async () => getBudget(await getCtx(), { budgetId }));

export const readBudgetDays = async (budgetId: string, day: string | null) =>
  toResult(async () => budgetDays(await getCtx(), { budgetId, ...(day && { day }) }));

export const readDenials = async (budgetId: string, day: string | null, before: string | null) =>
  toResult(async () =>
    budgetDenials(await getCtx(), { budgetId, ...(day && { day }), ...(before && { before }) }),
  );

export const readInbox = async () => toResult(async () => readBudgetInbox(await getCtx()));

export const readStops = async () => toResult(async () => listKillSwitches(await getCtx(), {}));

export const preview = async (input: Input<typeof previewBudget>) =>
  toResult(async () => previewBudget(await getCtx(), input));

export const setBudget = async (input: Input<typeof createBudget>) =>
  toResult(async () => createBudget(await getCtx(), input));

export const setDefaultBudgets = async (input: Input<typeof createDefaultBudgets>) =>
  toResult(async () => createDefaultBudgets(await getCtx(), input));

export const changeBudget = async (input: Input<typeof editBudget>) =>
  toResult(async () => editBudget(await getCtx(), input));

export const reviewBudget = async (budgetId: string) =>
  toResult(async () => markReviewed(await getCtx(), { budgetId }));

export const endBudget = async (budgetId: string, reason: string) =>
  toResult(async () => archiveBudget(await getCtx(), { budgetId, reason }));

export const askRaise = async (input: Input<typeof requestRaise>) =>
  toResult(async () => requestRaise(await getCtx(), input));

export const allowRaise = async (input: Input<typeof approveRaise>) =>
  toResult(async () => approveRaise(await getCtx(), input));

export const refuseRaise = async (requestId: string, note: string) =>
  toResult(async () => declineRaise(await getCtx(), { requestId, note }));

export const takeBackRaise = async (requestId: string) =>
  toResult(async () => withdrawRaise(await getCtx(), { requestId }));

export const cutRaiseShort = async (requestId: string, note: string) =>
  toResult(async () => endRaise(await getCtx(), { requestId, note }));

export const decideReview = async (reviewId: string, outcome: 'stop' | 'continue', note: string) =>
  toResult(async () => closeExecutiveReview(await getCtx(), { reviewId, outcome, note }));

export const startStop = async (input: Input<typeof startKillSwitch>) =>
  toResult(async () => startKillSwitch(await getCtx(), input));

export const liftStop = async (killSwitchId: string, reason: string) =>
  toResult(async () => liftKillSwitch(await getCtx(), { killSwitchId, reason }));
