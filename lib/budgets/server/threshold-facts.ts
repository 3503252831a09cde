import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { AlertFacts, BudgetFacts } from '../../alerts/alert';
import { convert } from '../../money/currency';
import { moneyOf, moneyToString, parseMoney } from '../../money/money';
import { addDays, type Period } from '../../time/days';
import { dayOf } from '../../time/period';
import { type Budget, limitAt } from '../budget';
import { TOKEN_UNIT } from '../budget-units';
import { exhaustionDay } from '../pace';
import type { BudgetConfig } from './budget-config';
import { sumUsage, usageRows } from './usage-sums';

/** A budget's counter as it stands. */
export interface CounterStanding {
  budget: Budget;
  /** The user of a per-user budget, else 0. */
  subjectId: bigint;
  period: Period;
  /** Ledger units, reservations left out. */
  spent: bigint;
}

const budgetFacts = ({ id, name, unit, currency, period }: Budget): BudgetFacts => ({
  id: id.toString(),
  name,
  unit,
  currency,
  period,
});

/** Ledger units in the budget's own currency at its plan rate, or as whole tokens: a decimal string. */
function ownUnits(budget: Pick<Budget, 'unit' | 'planRate'>, units: bigint): string {
  if (budget.unit === 'tokens') return (units / TOKEN_UNIT).toString();
  const amount = moneyOf(units);
  return moneyToString(budget.planRate === null ? amount : convert(amount, budget.planRate));
}

/** The limit in force as its owner wrote it; a raise's at the plan rate. */
const ownLimit = (budget: Budget, now: Date): string =>
  limitAt(budget, now) === budget.limit && budget.unit === 'currency'
    ? moneyToString(moneyOf(budget.limitAmount))
    : ownUnits(budget, limitAt(budget, now));

type ThresholdFacts = Extract<AlertFacts, { kind: 'budget_threshold' }>;

/** What an alert about this counter says beside its threshold. */
export async function thresholdFacts(
  tx: Tx,
  now: Date,
  config: BudgetConfig,
  standing: CounterStanding,
): Promise<Omit<ThresholdFacts, 'kind' | 'percent' | 'action' | 'cause'>> {
  const { budget, subjectId, period, spent } = standing;
  return {
    budget: budgetFacts(budget),
    subject: subjectId === 0n ? null : await pseudonymOf(tx, subjectId),
    spent: ownUnits(budget, spent),
    limit: ownLimit(budget, now),
    periodFrom: period.from,
    periodTo: period.to,
    exhaustedOn: await exhaustedOn(tx, now, config, standing),
    drivers: await topDrivers(tx, config, standing),
  };
}

async function pseudonymOf(tx: Tx, userId: bigint): Promise<string | null> {
  const [row] = await tx.execute<{ pseudonym: string }>(
    sql`select pseudonym from usage_users where id = ${userId}`,
  );
  return row?.pseudonym ?? null;
}

async function exhaustedOn(
  tx: Tx,
  now: Date,
  config: BudgetConfig,
  { budget, subjectId, period, spent }: CounterStanding,
): Promise<string | null> {
  const today = dayOf(now, config.timeZone);
  if (today < period.from || today >= period.to) return null;
  const days = { from: today, to: addDays(today, 1) };
  const sums = await sumUsage(tx, config, { ...budget, period: 'day' }, days, [subjectId]);
  const spentToday = sums.reduce((sum, one) => sum + one.spent, 0n);
  // Only what `exhaustionDay` reads: whole days, whatever the hour.
  const time = { elapsedMs: 0, totalMs: 1, blockedAt: null };
  return exhaustionDay({ period, today, limit: limitAt(budget, now), spent, spentToday, ...time });
}

/** The workflow and model pairs that spent most in the period, largest first; by tokens in a budget of tokens. */
async function topDrivers(
  tx: Tx,
  config: BudgetConfig,
  { budget, subjectId, period }: CounterStanding,
): Promise<ThresholdFacts['drivers']> {
  const measure = sql.identifier(budget.unit === 'tokens' ? 'tokens' : 'cost');
  const rows = await tx.execute<
    Record<'workflow' | 'model' | 'cost' | 'tokens' | 'share', string | null>
  >(sql`
    select workflow, m.name as model, cost::numeric(38,12)::text as cost, tokens::text as tokens,
      trim_scale(round(coalesce(${measure} / nullif(whole, 0), 0), 6))::text as share
    from (
      select workflow, model_id, sum(cost) as cost, sum(tokens) as tokens,
        sum(sum(${measure})) over () as whole
      from (${usageRows(config, budget, period, [subjectId])}) u group by workflow, model_id
    ) d join models m on m.id = d.model_id
    order by d.${measure} desc, workflow, model limit 3`);
  return rows.map((row) => ({
    workflow: row.workflow,
    model: row.model ?? '',
    share: row.share ?? '0',
    amount: budget.unit === 'tokens' ? (row.tokens ?? '0') : ownUnits(budget, parseMoney(row.cost ?? '0')),
  }));
}
