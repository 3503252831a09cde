import type { Ctx } from '../../access/server/context';
import type { BudgetNode, BudgetRow } from '../../budgets/budget-dto';
import { budgetTree } from '../../budgets/server/budget-tree';
import { type Currency, isCurrency } from '../../money/currency';
import { moneyToString, parseMoney, sumMoney } from '../../money/money';
import { type Envelope, inDollars } from '../envelope';

/**
 * The monthly budget of money that bounds what the reader sees: the organisation's, or for a reader of own teams theirs
 * together; or that of one department. The tightest where a place has several. Null: there is none, or the teams' are in several currencies.
 */
export async function readEnvelope(ctx: Ctx, departmentId?: string): Promise<Envelope | null> {
  const { roots } = await budgetTree(ctx, {});
  const places = departmentId === undefined ? roots : departmentsIn(roots, departmentId);
  const bounds = places.map(monthlyOf);
  const [first] = bounds;
  const currency = first?.currency ?? null;
  if (currency === null || !isCurrency(currency) || bounds.some((one) => one?.currency !== currency))
    return null;
  return together(
    bounds.filter((one) => one !== null),
    currency,
  );
}

const departmentsIn = (nodes: readonly BudgetNode[], departmentId: string): BudgetNode[] =>
  nodes.flatMap(({ scope, children, ...node }) =>
    scope.kind === 'department' && scope.departmentId === departmentId
      ? [{ ...node, scope, children }]
      : departmentsIn(children, departmentId),
  );

function monthlyOf({ budgets }: BudgetNode): BudgetRow | null {
  const monthly = budgets.filter(
    ({ unit, period, users }) => unit === 'currency' && period === 'month' && !users,
  );
  return monthly.reduce<BudgetRow | null>(
    (least, one) =>
      least && parseMoney(least.position.limit) <= parseMoney(one.position.limit) ? least : one,
    null,
  );
}

function together(rows: readonly BudgetRow[], currency: Currency): Envelope {
  const limits = rows.map(({ position, planRate }) => ({
    limit: parseMoney(position.limit),
    rate: planRate ?? '1',
  }));
  return {
    budgets: rows.map(({ name }) => name),
    currency,
    monthly: moneyToString(sumMoney(limits.map(({ limit }) => limit))),
    monthlyUsd: moneyToString(sumMoney(limits.map(({ limit, rate }) => inDollars(limit, rate)))),
  };
}
