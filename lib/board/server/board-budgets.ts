import type { Ctx } from '../../access/server/context';
import type { BudgetNode } from '../../budgets/budget-dto';
import { amountText, ownText } from '../../budgets/own-unit';
import type { BudgetState } from '../../budgets/pace';
import { budgetTree } from '../../budgets/server/budget-tree';
import { type PastCounter, readPastCounters } from '../../budgets/server/past-counters';
import { loadPlaces, namesOf } from '../../budgets/server/places';
import { shareText } from '../arithmetic';
import type { Board, BoardBudget } from '../board';
import { wholeMonth } from '../board-months';
import { isHeld, judgedIn } from './month-budgets';

/** Where the budgets stood that a month is judged by, and the organisation's own envelope of a month. */
export async function readBoardBudgets(
  ctx: Ctx,
  month: string,
  { today, timeZone }: { today: string; timeZone: string },
): Promise<Pick<Board, 'budgets' | 'envelope'>> {
  const isRunning = today < wholeMonth(month).to;
  const [counters, places, states] = await Promise.all([
    readPastCounters(ctx.db, wholeMonth(month), { now: ctx.now, timeZone }),
    loadPlaces(ctx.db),
    isRunning ? statesNow(ctx) : new Map<string, BudgetState>(),
  ]);
  const judged = counters.filter(({ period }) => judgedIn(period, today) === month);
  const envelope = judged.find(
    ({ budget }) =>
      budget.scope.kind === 'organisation' && budget.unit === 'currency' && budget.period === 'month',
  );
  return {
    budgets: judged.map((counter): BoardBudget => {
      const { budget, limitAmount, limit, spent, reserved } = counter;
      const { department, team, workflow, key } = namesOf(budget.scope, places);
      const id = budget.id.toString();
      return {
        id,
        name: budget.name,
        scope: [department, team, workflow, key].filter((name) => name !== null).join(' · '),
        unit: budget.unit,
        currency: budget.currency,
        limit: amountText(limitAmount),
        spent: ownText(spent, budget),
        reserved: ownText(reserved, budget),
        used: limit > 0n ? shareText(spent, limit) : '0.000000',
        state: states.get(id) ?? stateAtEnd(counter),
      };
    }),
    envelope:
      envelope?.budget.currency == null
        ? null
        : { amount: amountText(envelope.limitAmount), currency: envelope.budget.currency },
  };
}

/** A period that is over has only what was spent against its limit. */
const stateAtEnd = (counter: PastCounter): BudgetState => (isHeld(counter) ? 'on_track' : 'exceeded');

/** How each budget stands now, by its id. */
async function statesNow(ctx: Ctx): Promise<Map<string, BudgetState>> {
  const { roots } = await budgetTree(ctx, {});
  const states = new Map<string, BudgetState>();
  const visit = (node: BudgetNode): void => {
    for (const { id, position } of node.budgets) states.set(id, position.state);
    node.children.forEach(visit);
  };
  roots.forEach(visit);
  return states;
}
