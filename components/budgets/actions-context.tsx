'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { ActionResult } from '@/lib/action-result';
import type {
  BudgetDays,
  BudgetDetail,
  BudgetPreview,
  BudgetReviewDto,
  BudgetTree,
  DenialPage,
  KillSwitchDto,
  RaiseRequestDto,
} from '@/lib/budgets/budget-dto';
import type {
  ApproveRaiseInput,
  CreateBudgetInput,
  DefaultBudgetsInput,
  EditBudgetInput,
  KillSwitchInput,
  PreviewBudgetInput,
  RaiseRequestInput,
} from '@/lib/budgets/budget-input';

/** What waits for a decision, and what was decided. */
export interface BudgetInbox {
  requests: RaiseRequestDto[];
  reviews: { review: BudgetReviewDto; budget: { id: string; name: string } }[];
}

type Done = Promise<ActionResult<unknown>>;
type Read<T> = Promise<ActionResult<T>>;

/** The server actions of the area, handed to its components by the page. */
export interface BudgetActions {
  readTree: () => Read<BudgetTree>;
  readDetail: (budgetId: string) => Read<BudgetDetail>;
  readDays: (budgetId: string, day: string | null) => Read<BudgetDays>;
  readInbox: () => Read<BudgetInbox>;
  readStops: () => Read<KillSwitchDto[]>;
  readDenials: (budgetId: string, day: string | null, before: string | null) => Read<DenialPage>;
  preview: (input: PreviewBudgetInput) => Read<BudgetPreview>;
  create: (input: CreateBudgetInput) => Done;
  createReadyMade: (input: DefaultBudgetsInput) => Done;
  edit: (input: EditBudgetInput) => Done;
  review: (budgetId: string) => Done;
  archive: (budgetId: string, reason: string) => Done;
  askRaise: (input: RaiseRequestInput) => Done;
  approveRaise: (input: ApproveRaiseInput) => Done;
  declineRaise: (requestId: string, note: string) => Done;
  withdrawRaise: (requestId: string) => Done;
  endRaise: (requestId: string, note: string) => Done;
  closeReview: (reviewId: string, outcome: 'stop' | 'continue', note: string) => Done;
  startStop: (input: KillSwitchInput) => Done;
  liftStop: (killSwitchId: string, reason: string) => Done;
}

const Context = createContext<BudgetActions | null>(null);

export function BudgetActionsProvider({
  actions,
  children,
}: {
  actions: BudgetActions;
  children: ReactNode;
}) {
  return <Context.Provider value={actions}>{children}</Context.Provider>;
}

export function useBudgetActions(): BudgetActions {
  const actions = useContext(Context);
  if (!actions) throw new Error('BudgetActionsProvider is missing above this component.');
  return actions;
}
