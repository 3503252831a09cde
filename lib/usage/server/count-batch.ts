import type postgres from 'postgres';
import type { Db } from '@/db/client';
import { type AttributedCache, createAttributedCache } from '../../budgets/server/attributed';
import type { BudgetConfig } from '../../budgets/server/budget-config';
import type { Budgeting } from '../../budgets/server/budgeting';
import {
  appendDeltas,
  type Delta,
  type Gain,
  gainsOf,
  type KeyedUsage,
  totalOf,
} from '../../budgets/server/count-usage';
import { counterText } from '../../budgets/server/counters';
import { settleReservations } from '../../budgets/server/settle-reservations';
import { HOUR_MS, type Rollups, rollUp } from '../rollup';
import type { ChargedEvent } from './store-batch';

/** What a batch adds to rollups and budgets, worked out before its transaction, which holds the mapping. */
export interface PreparedBatch {
  config: BudgetConfig;
  /** The organisation's day of an hour, given in milliseconds since 1970. */
  dayOfHour: (hour: number) => string;
  /** Of all events or, where some were here before, of those that are new. */
  of(events: readonly ChargedEvent[]): { rollups: Rollups; deltas: Delta[] };
}

/** Works out what a batch adds under a configuration, and makes the counters it needs. */
export function createBatchPreparation(options: {
  db: Db;
  budgeting: Budgeting;
  daysIn: (zone: string) => (hour: number) => string;
}): (config: BudgetConfig, events: readonly ChargedEvent[]) => Promise<PreparedBatch> {
  const { budgeting, daysIn } = options;
  const attributions = createAttributedCache(options.db);
  return async (config, events) => {
    const dayOfHour = daysIn(config.timeZone);
    const rollups = rollUp(events, dayOfHour);
    const gainsIn = await gainsUnder(attributions, config, rollups, dayOfHour);
    const gains = gainsIn(events, rollups);
    const made = await budgeting.counters.ensureCounters(
      config,
      gains.map(({ key }) => key),
    );
    const ids = new Map(gains.map(({ key }, index) => [counterText(key), made[index] ?? 0n]));
    const all = { rollups, deltas: deltasOf(gains, ids) };
    return {
      config,
      dayOfHour,
      of(some) {
        if (some.length === events.length) return all;
        const fewer = rollUp(some, dayOfHour);
        return { rollups: fewer, deltas: deltasOf(gainsIn(some, fewer), ids) };
      },
    };
  };
}

type GainsIn = (events: readonly ChargedEvent[], rollups: Rollups) => Gain[];

async function gainsUnder(
  attributions: AttributedCache,
  config: BudgetConfig,
  { daily }: Rollups,
  dayOfHour: (hour: number) => string,
): Promise<GainsIn> {
  if (config.budgets.size === 0) return () => [];
  const attributed = await attributions.read(
    config,
    daily.map((row) => row.attributionId),
  );
  const budgeted = new Set([...config.keyNumbers.values()].map(Number));
  return (events, rollups) =>
    gainsOf(config, attributed, {
      daily: rollups.daily,
      userDaily: rollups.userDaily,
      keyed: budgeted.size === 0 ? [] : keyedUsage(events, budgeted, dayOfHour),
    });
}

/** By key and day, so that an event costs two look-ups. */
function keyedUsage(
  events: readonly ChargedEvent[],
  budgeted: ReadonlySet<number>,
  dayOfHour: (hour: number) => string,
): KeyedUsage[] {
  const byKey = new Map<number, Map<string, KeyedUsage>>();
  for (const { keyNumber, at, priceVersionId, effectiveCost, tokens } of events) {
    if (keyNumber === null || !budgeted.has(keyNumber)) continue;
    const byDay = byKey.get(keyNumber) ?? new Map<string, KeyedUsage>();
    byKey.set(keyNumber, byDay);
    const day = dayOfHour(at - (at % HOUR_MS));
    const sum = byDay.get(day) ?? { keyNumber, day, effectiveCost: 0n, totalTokens: 0, unpricedTokens: 0 };
    byDay.set(day, sum);
    const totalTokens = totalOf(tokens);
    sum.effectiveCost += effectiveCost;
    sum.totalTokens += totalTokens;
    if (priceVersionId === 0) sum.unpricedTokens += totalTokens;
  }
  return [...byKey.values()].flatMap((byDay) => [...byDay.values()]);
}

const deltasOf = (gains: readonly Gain[], ids: ReadonlyMap<string, bigint>): Delta[] =>
  gains.map(({ key, spent, unpricedTokens }) => {
    const counterId = ids.get(counterText(key));
    if (counterId === undefined) throw new Error(`The counter ${counterText(key)} was not made.`);
    return { counterId, spent, reserved: 0n, unpricedTokens };
  });

/** Appends what a batch spent to the budgets' counters, and settles the reservations it names. Returns the counters. */
export async function countOnBudgets(
  sql: postgres.TransactionSql,
  events: readonly ChargedEvent[],
  spent: readonly Delta[],
): Promise<bigint[]> {
  const reserved = events.flatMap(({ event, teamId, effectiveCost, tokens }) =>
    event.reservation === null
      ? []
      : [{ reservation: event.reservation, partial: event.partial, teamId, effectiveCost, tokens }],
  );
  const deltas = [...spent, ...(await settleReservations(sql, reserved))];
  await appendDeltas(sql, deltas);
  return deltas.map(({ counterId }) => counterId);
}
