import type postgres from 'postgres';
import { type Money, moneyOf, moneyToString, parseMoney } from '../../money/money';
import type { TokenCounts } from '../../usage/tokens';
import { TOKEN_UNIT } from '../budget-units';
import { type Delta, totalOf } from './count-usage';

/** Usage that names the reservation it was held by. */
export interface ReservedUsage {
  reservation: string;
  /** As reported: another team's reservation is left alone. */
  teamId: number;
  /** More is to come: the reservation keeps what is left of its hold. */
  partial: boolean;
  effectiveCost: bigint;
  tokens: TokenCounts;
}

interface Settlement {
  last: boolean;
  effectiveCost: bigint;
  totalTokens: number;
}

/** Each row is locked until the usage is durable, in the order of the ids; what is not open is not there. */
const LOCK = `select g.id, g.team_id, g.counter_ids::text[] as counter_ids, g.holds::text[] as holds,
    array(select b.unit from unnest(g.counter_ids) with ordinality as c (id, place)
      left join budget_counters k on k.id = c.id left join budgets b on b.id = k.budget_id order by c.place) as units
  from gate_decisions g where g.id = any($1::text::text[]) and g.state = 'open' order by g.id for update of g`;

const SETTLE = `update gate_decisions set state = 'settled' where id = any($1::text::text[])`;

const REDUCE = `update gate_decisions g set holds = n.holds::numeric(38,12)[]
  from unnest($1::text::text[], $2::text::text[]) as n (id, holds) where g.id = n.id`;

interface OpenRow {
  id: string;
  team_id: string;
  counter_ids: string[];
  holds: string[];
  units: (string | null)[];
}

/**
 * Settles the reservations that newly stored usage names, and returns what is no longer held. A partial one is
 * reduced by what the usage cost, at most to nothing. Reservations that are unknown, over or another team's are
 * left as they are: their usage counts all the same.
 */
export async function settleReservations(
  sql: postgres.TransactionSql,
  usage: readonly ReservedUsage[],
): Promise<Delta[]> {
  if (usage.length === 0) return [];
  const settlements = groupByReservation(usage);
  const ids = [...new Set(usage.map(({ reservation }) => reservation))].sort();
  const open = await sql.unsafe<OpenRow[]>(LOCK, [textArray(ids)], { prepare: true });
  const deltas: Delta[] = [];
  const settled: string[] = [];
  const reduced: { id: string; holds: Money[] }[] = [];
  for (const row of open) {
    const settlement = settlements.get(`${row.team_id} ${row.id}`);
    if (!settlement) continue;
    const before = row.holds.map(parseMoney);
    const after = before.map((hold, index) => remaining(hold, row.units[index] ?? 'currency', settlement));
    row.counter_ids.forEach((id, index) => {
      const released = (before[index] ?? 0n) - (after[index] ?? 0n);
      if (released !== 0n)
        deltas.push({ counterId: BigInt(id), spent: 0n, reserved: -released, unpricedTokens: 0 });
    });
    if (settlement.last) settled.push(row.id);
    else reduced.push({ id: row.id, holds: after.map(moneyOf) });
  }
  if (settled.length > 0) await sql.unsafe(SETTLE, [textArray(settled)], { prepare: true });
  if (reduced.length > 0)
    await sql.unsafe(
      REDUCE,
      [
        textArray(reduced.map(({ id }) => id)),
        textArray(reduced.map(({ holds }) => `{${holds.map(moneyToString).join(',')}}`)),
      ],
      { prepare: true },
    );
  return deltas;
}

function remaining(hold: bigint, unit: string, { last, effectiveCost, totalTokens }: Settlement): bigint {
  if (last) return 0n;
  const used = unit === 'tokens' ? BigInt(totalTokens) * TOKEN_UNIT : effectiveCost;
  return hold > used ? hold - used : 0n;
}

/** By team and reservation; one that is not partial among them ends it. */
function groupByReservation(usage: readonly ReservedUsage[]): Map<string, Settlement> {
  const settlements = new Map<string, Settlement>();
  for (const { reservation, teamId, partial, effectiveCost, tokens } of usage) {
    const text = `${teamId} ${reservation}`;
    const known = settlements.get(text) ?? { last: false, effectiveCost: 0n, totalTokens: 0 };
    settlements.set(text, {
      last: known.last || !partial,
      effectiveCost: known.effectiveCost + effectiveCost,
      totalTokens: known.totalTokens + totalOf(tokens),
    });
  }
  return settlements;
}

const textArray = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
