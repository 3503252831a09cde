import { sql } from 'drizzle-orm';
import type { Db, Tx } from '@/db/client';
import { type Money, moneyOf, moneyToString } from '../../money/money';
import { type Period, startOfDay } from '../../time/period';
import type { Budget } from '../budget';
import type { BudgetConfig, BudgetConfigCache } from './budget-config';
import { SHARE_MAPPING_LOCK } from './mapping-lock';
import { sumUsage } from './usage-sums';

/** Names a counter: a budget, its subject (the user of a per-user budget, else 0) and one of its periods. */
export interface CounterKey {
  budget: Budget;
  subjectId: bigint;
  period: Period;
}

/** The budgets changed meanwhile. The cache has been read again: look up what applies once more. */
export class BudgetsMoved extends Error {}

export interface Counters {
  /** The id of a counter that is in memory. */
  find(key: CounterKey): bigint | undefined;
  /**
   * Ids of the counters, in their order; those that are not there are created, in a transaction of their own, before
   * the transaction that needs them. `config` is the one the keys were made of; throws {@link BudgetsMoved} where
   * a counter must be made and the configuration is another by now.
   */
  ensureCounters(config: BudgetConfig, keys: readonly CounterKey[]): Promise<bigint[]>;
}

/** Beyond this many entries the memory starts again empty. */
const CACHE_LIMIT = 200_000;
/** Usage may be dated this far ahead of its recording (24 hours), with an hour for clocks that differ. */
const AHEAD_MS = 25 * 3_600_000;

export const counterText = ({ budget, subjectId, period }: CounterKey): string =>
  `${budget.id}:${subjectId}:${period.from}`;

/** Counters are never deleted, so an id stays good for as long as it is remembered. */
export function createCounters(db: Db, cache: BudgetConfigCache): Counters {
  const ids = new Map<string, bigint>();
  const remember = (found: ReadonlyMap<string, bigint>) => {
    if (ids.size + found.size > CACHE_LIMIT) ids.clear();
    for (const [text, id] of found) ids.set(text, id);
  };

  async function find(keys: readonly CounterKey[]): Promise<CounterKey[]> {
    const missing = new Map<string, CounterKey>();
    for (const key of keys) {
      const text = counterText(key);
      if (!ids.has(text)) missing.set(text, key);
    }
    if (missing.size === 0) return [];
    const found = await readIds(db, [...missing.values()]);
    remember(found);
    return [...missing].flatMap(([text, key]) => (found.has(text) ? [] : [key]));
  }

  async function ensureCounters(config: BudgetConfig, keys: readonly CounterKey[]): Promise<bigint[]> {
    for (let attempt = 0; ; attempt += 1) {
      const missing = await find(keys);
      if (missing.length > 0) {
        const made = await db.transaction((tx) => createRows(tx, config, missing));
        if (made === null) {
          await cache.reload();
          throw new BudgetsMoved('The budgets changed while counters were made.');
        }
        remember(made);
      }
      const known = keys.map((key) => ids.get(counterText(key)));
      if (known.every((id) => id !== undefined)) return known;
      // The memory was emptied in between, which takes 200,000 counters at once to happen again.
      if (attempt === 3) throw new Error('Counters could not be created.');
    }
  }

  return { find: (key) => ids.get(counterText(key)), ensureCounters };
}

const arrays = (keys: readonly CounterKey[]) => ({
  budgets: keys.map(({ budget }) => budget.id).join(','),
  subjects: keys.map(({ subjectId }) => subjectId).join(','),
  froms: keys.map(({ period }) => period.from).join(','),
});

async function readIds(db: Db | Tx, keys: readonly CounterKey[]): Promise<Map<string, bigint>> {
  const { budgets, subjects, froms } = arrays(keys);
  const rows = await db.execute<Record<'id' | 'budget' | 'subject' | 'start', string>>(sql`
    select c.id::text as id, c.budget_id::text as budget, c.subject_id::text as subject, c.period_from::text as start
    from unnest(string_to_array(${budgets}, ',')::bigint[], string_to_array(${subjects}, ',')::bigint[],
      string_to_array(${froms}, ',')::date[]) as k (budget_id, subject_id, period_from)
    join budget_counters c using (budget_id, subject_id, period_from)`);
  return new Map(rows.map((row) => [`${row.budget}:${row.subject}:${row.start}`, BigInt(row.id)]));
}

/**
 * Makes counters, each with what its usage has come to. Null where the configuration moved on.
 *
 * No recording in flight counts towards a counter that is not there: it makes its counters first, and finds those
 * that are being made by waiting for them. Recordings under an earlier mapping are over, because the mapping cannot
 * change while anyone shares its lock. So what the rollups hold when a row is inserted is all there is.
 */
async function createRows(
  tx: Tx,
  config: BudgetConfig,
  keys: readonly CounterKey[],
): Promise<Map<string, bigint> | null> {
  await tx.execute(sql.raw(SHARE_MAPPING_LOCK));
  const [state] = await tx.execute<{ version: string; mapped: string; zone: string | null }>(sql`
    select version::text as version, (extract(epoch from mapped_at) * 1000)::bigint::text as mapped,
      (select time_zone from organisation) as zone from budget_state`);
  if (!state || BigInt(state.version) !== config.version) return null;
  if (state.zone !== null && state.zone !== config.timeZone) return null;
  const sums = await countSoFar(tx, config, keys, Number(state.mapped));
  const sorted = [...keys].sort(byKey);
  const { budgets, subjects, froms } = arrays(sorted);
  const sumOf = (key: CounterKey): Sum => sums.get(counterText(key)) ?? NOTHING;
  await tx.execute(sql`
    insert into budget_counters (budget_id, subject_id, period_from, period_to, spent, reserved, unpriced_tokens)
    select b, s, f, t, spent, 0, unpriced
    from unnest(string_to_array(${budgets}, ',')::bigint[], string_to_array(${subjects}, ',')::bigint[],
      string_to_array(${froms}, ',')::date[], string_to_array(${sorted.map(({ period }) => period.to).join(',')}, ',')::date[],
      string_to_array(${sorted.map((key) => moneyToString(sumOf(key).spent)).join(',')}, ',')::numeric[],
      string_to_array(${sorted.map((key) => sumOf(key).unpricedTokens).join(',')}, ',')::bigint[])
      as k (b, s, f, t, spent, unpriced)
    on conflict do nothing`);
  return readIds(tx, sorted);
}

interface Sum {
  spent: Money;
  unpricedTokens: bigint;
}

const NOTHING: Sum = { spent: moneyOf(0n), unpricedTokens: 0n };

/**
 * What the rollups hold for these counters. A period that began a day after the mapping last changed needs no
 * look: all usage of it was recorded with its budgets known, and made its counters.
 */
async function countSoFar(
  tx: Tx,
  config: BudgetConfig,
  keys: readonly CounterKey[],
  mappedAt: number,
): Promise<Map<string, Sum>> {
  const groups = new Map<string, CounterKey[]>();
  for (const key of keys) {
    if (startOfDay(key.period.from, config.timeZone).getTime() > mappedAt + AHEAD_MS) continue;
    const group = `${key.budget.id}:${key.period.from}`;
    const known = groups.get(group);
    if (known) known.push(key);
    else groups.set(group, [key]);
  }
  const sums = new Map<string, Sum>();
  for (const group of groups.values()) {
    const [{ budget, period } = undefined as never] = group;
    const users = group.map(({ subjectId }) => subjectId);
    for (const sum of await sumUsage(tx, config, budget, period, users)) {
      const text = counterText({ budget, subjectId: sum.subjectId, period });
      const { spent, unpricedTokens } = sums.get(text) ?? NOTHING;
      sums.set(text, {
        spent: moneyOf(spent + sum.spent),
        unpricedTokens: unpricedTokens + sum.unpricedTokens,
      });
    }
  }
  return sums;
}

const compare = (a: bigint | string, b: bigint | string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Every process makes counters in this order, so that none waits for another in a circle. */
const byKey = (a: CounterKey, b: CounterKey): number =>
  compare(a.budget.id, b.budget.id) ||
  compare(a.subjectId, b.subjectId) ||
  compare(a.period.from, b.period.from);
