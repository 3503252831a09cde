import type { ReactNode } from 'react';
import { AreaMessages } from '@/app/area-messages';
import { BudgetActionsProvider } from '@/components/budgets/actions-context';
import { BudgetTabs } from '@/components/budgets/budget-tabs';
import { QueryProvider } from '@/components/shell/query-provider';
import {
  allowRaise,
  askRaise,
  changeBudget,
  cutRaiseShort,
  decideReview,
  endBudget,
  liftStop,
  preview,
  readBudget,
  readBudgetDays,
  readBudgetTree,
  readDenials,
  readInbox,
  readStops,
  refuseRaise,
  reviewBudget,
  setBudget,
  setDefaultBudgets,
  startStop,
  takeBackRaise,
} from './actions';
import { budgetAttention } from './attention';
import { budgetsContext } from './budgets-context';

const ACTIONS = {
  ...{ readTree: readBudgetTree, readDetail: readBudget, readDays: readBudgetDays, readDenials },
  ...{ readInbox, readStops, preview },
  ...{ create: setBudget, createReadyMade: setDefaultBudgets, edit: changeBudget },
  ...{ review: reviewBudget, archive: endBudget },
  ...{
    askRaise,
    approveRaise: allowRaise,
    declineRaise: refuseRaise,
    withdrawRaise: takeBackRaise,
    endRaise: cutRaiseShort,
  },
  ...{ closeReview: decideReview, startStop, liftStop },
};

export default async function BudgetsLayout({ children }: { children: ReactNode }) {
  const { ctx } = await budgetsContext();
  const attention = await budgetAttention(ctx);
  return (
    <AreaMessages of={['budgets', 'errors']}>
      <BudgetTabs waiting={attention.waiting} stops={attention.stops} />
      <QueryProvider>
        <BudgetActionsProvider actions={ACTIONS}>{children}</BudgetActionsProvider>
      </QueryProvider>
    </AreaMessages>
  );
}
