import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { usageQuerySchema } from '../../attribution/query';
import { labelKeys } from '../../attribution/server/labels';
import { bucketsFor, daysSlot, readGroups, resolveQuery } from '../../attribution/server/resolve';
import type { Currency } from '../../money/currency';
import { parseMoney } from '../../money/money';
import type { Board, BoardRestatement } from '../board';
import { monthBefore, wholeMonth } from '../board-months';
import { restatementOf, type Standing } from '../restatement';
import { type FrozenMonth, frozenUnits, readFrozenBoards, readFrozenMonths } from './frozen-months';
import { closedMonthSet } from './month-lock';
import { frozenOutcomeStandings, type OutcomesByMonth, outcomeStandingsNow } from './outcome-standings';

/**
 * What `month` restates: for each closed month before it that it is the first open month after, the ledger now less what
 * was frozen, less what boards closed in between already restated. Months without a rate into `currency` on some day are
 * left out here; in US dollars every month can be read.
 */
export async function readRestatements(
  db: Queryable,
  { month, currency }: { month: string; currency: Currency },
): Promise<BoardRestatement[]> {
  const [frozen, closed] = await Promise.all([readFrozenMonths(db), closedMonthSet(db)]);
  const restated = frozen.filter((one) => firstOpenAfter(one.month, closed) === month);
  if (restated.length === 0) return [];
  const [then, now, outcomesThen, outcomesNow, boards] = await Promise.all([
    frozenStandings(db, restated, currency),
    ledgerStandings(db, restated, currency),
    frozenOutcomeStandings(db, restated, currency),
    outcomeStandingsNow(db, restated, currency),
    readFrozenBoards(db, currency),
  ]);
  const answer = restated.flatMap((one) => {
    const [was, is] = [then.get(one.month), now.get(one.month)];
    if (!was || !is) return [];
    const standings = [
      { ...was, outcomes: outcomesOf(one, outcomesThen) },
      { ...is, outcomes: outcomesOf(one, outcomesNow) },
    ] as const;
    return restatementOf(one.month, ...standings, carried(one.month, boards), currency) ?? [];
  });
  return labelled(db, answer);
}

const outcomesOf = ({ month, outcomesKept }: FrozenMonth, standings: OutcomesByMonth) =>
  outcomesKept ? (standings.get(month) ?? null) : null;

/** With the names of the workflows. */
async function labelled(db: Queryable, restated: readonly BoardRestatement[]): Promise<BoardRestatement[]> {
  const workflows = restated.flatMap(({ outcomes }) => (outcomes ?? []).map(({ workflow }) => workflow));
  if (workflows.length === 0) return [...restated];
  const keys = workflows.map((workflow) => [workflow]);
  const labels = (await labelKeys(db, ['workflow'], keys)).map(([label]) => label?.label);
  const names = new Map(workflows.map((workflow, index) => [workflow, labels[index] ?? workflow]));
  return restated.map(({ outcomes, ...one }) => ({
    ...one,
    ...(outcomes && {
      outcomes: outcomes.map((of) => ({ ...of, label: names.get(of.workflow) ?? of.workflow })),
    }),
  }));
}

type UsageStanding = Omit<Standing, 'outcomes'>;

function firstOpenAfter(month: string, closed: ReadonlySet<string>): string {
  let next = monthBefore(month, -1);
  while (closed.has(next)) next = monthBefore(next, -1);
  return next;
}

/** What boards that were closed later have said of this month. */
const carried = (month: string, boards: ReadonlyMap<string, Board>): BoardRestatement[] =>
  [...boards.values()].flatMap(({ restatements }) => restatements.filter((one) => one.month === month));

async function frozenStandings(
  db: Queryable,
  months: readonly FrozenMonth[],
  currency: Currency,
): Promise<Map<string, UsageStanding>> {
  const ids = sql.join(
    months.map(({ closingId }) => sql`${closingId.toString()}::bigint`),
    sql`, `,
  );
  const rows = await db.execute<{ id: string; day: string; events: string; cost: string }>(sql`
    select closing_id::text as id, day::text as day, sum(events)::text as events,
      sum(effective_cost)::numeric(38,12)::text as cost
    from frozen_usage where closing_id in (${ids}) group by 1, 2`);
  const standings = new Map<string, UsageStanding>();
  for (const { closingId, month, rates } of months) {
    const days = rows.filter(({ id }) => id === closingId.toString());
    const costs = days.map(({ day, cost }) => frozenUnits(parseMoney(cost), day, rates, currency));
    if (costs.includes(null)) continue;
    standings.set(month, {
      cost: costs.reduce<bigint>((sum, cost) => sum + (cost ?? 0n), 0n),
      events: days.reduce((sum, { events }) => sum + BigInt(events), 0n),
    });
  }
  return standings;
}

async function ledgerStandings(
  db: Queryable,
  months: readonly FrozenMonth[],
  currency: Currency,
): Promise<Map<string, UsageStanding>> {
  const [first, last] = [months[0]?.month ?? '', months.at(-1)?.month ?? ''];
  const period = { from: wholeMonth(first).from, to: wholeMonth(last).to };
  const query = usageQuerySchema.parse({ period, currency, grain: 'month' });
  const asked = await resolveQuery(db, query, 'all');
  const buckets = bucketsFor(asked);
  const groups = await readGroups(db, asked, {
    slot: daysSlot(period),
    buckets,
    sums: ['events', 'effective_cost'],
  });
  return new Map(
    buckets.flatMap(({ start }, index): [string, UsageStanding][] => {
      const sums = groups.find(({ bucket }) => bucket === index)?.sums;
      if (sums?.missingRate) return [];
      return [[start.slice(0, 7), { cost: sums?.effective_cost ?? 0n, events: sums?.events ?? 0n }]];
    }),
  );
}
