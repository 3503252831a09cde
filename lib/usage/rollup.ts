import type { TokenCounts } from './tokens';

/** A priced event with the ids of what it names, ready to store. Ids and counts are whole numbers below 2⁵³. */
export interface ChargedUsage {
  teamId: number;
  attributionId: number;
  modelId: number;
  serviceTier: string;
  taskClass: string;
  /** 0: unpriced. */
  priceVersionId: number;
  /** Milliseconds since 1970. */
  at: number;
  userId: number | null;
  requests: number;
  status: 'ok' | 'error';
  attempt: number;
  tokens: TokenCounts;
  /** 10⁻¹² USD; 0 where unpriced, which `priceVersionId` tells apart. */
  listCost: bigint;
  effectiveCost: bigint;
}

/** What a rollup row adds up. `errors` and `retries` count requests (of failed events, of second and later attempts). */
export interface RollupRow {
  teamId: number;
  /** Milliseconds since 1970 of the hour, or of any hour of the day. */
  hour: number;
  /** The organisation's day, '' in hourly rows. */
  day: string;
  /** 0 where the rollup is not per user. */
  userId: number;
  attributionId: number;
  modelId: number;
  serviceTier: string;
  taskClass: string;
  priceVersionId: number;
  events: number;
  requests: number;
  errors: number;
  retries: number;
  tokens: TokenCounts;
  listCost: bigint;
  effectiveCost: bigint;
}

export interface Rollups {
  hourly: RollupRow[];
  daily: RollupRow[];
  userDaily: RollupRow[];
}

export const HOUR_MS = 3_600_000;

/**
 * Sums events into the three rollups, each sorted by its key so that concurrent writers lock in one order.
 * @param dayOfHour the organisation's day (YYYY-MM-DD) of an hour, given in milliseconds since 1970
 */
export function rollUp(usages: readonly ChargedUsage[], dayOfHour: (hour: number) => string): Rollups {
  const hourly = new Map<string, RollupRow>();
  const userDaily = new Map<string, RollupRow>();
  for (const usage of usages) {
    const hour = usage.at - (usage.at % HOUR_MS);
    const shared = `${usage.attributionId},${usage.modelId},${usage.priceVersionId},${usage.serviceTier},${usage.taskClass}`;
    const key = `${usage.teamId},${hour},${shared}`;
    const row = hourly.get(key);
    if (row) addUsage(row, usage);
    else hourly.set(key, rowOf(usage, hour, '', 0));
    if (usage.userId === null) continue;
    const day = dayOfHour(hour);
    const userKey = `${usage.teamId},${day},${usage.userId},${shared}`;
    const userRow = userDaily.get(userKey);
    if (userRow) addUsage(userRow, usage);
    else userDaily.set(userKey, rowOf(usage, hour, day, usage.userId));
  }
  return {
    hourly: [...hourly.values()].sort(byKey),
    daily: [...sumDays(hourly.values(), dayOfHour).values()].sort(byKey),
    userDaily: [...userDaily.values()].sort(byKey),
  };
}

function sumDays(hours: Iterable<RollupRow>, dayOfHour: (hour: number) => string): Map<string, RollupRow> {
  const days = new Map<string, RollupRow>();
  for (const row of hours) {
    const day = dayOfHour(row.hour);
    const key = `${row.teamId},${day},${row.attributionId},${row.modelId},${row.priceVersionId},${row.serviceTier},${row.taskClass}`;
    const known = days.get(key);
    if (known) addRow(known, row);
    else days.set(key, { ...row, day, tokens: { ...row.tokens } });
  }
  return days;
}

function rowOf(usage: ChargedUsage, hour: number, day: string, userId: number): RollupRow {
  return {
    teamId: usage.teamId,
    hour,
    day,
    userId,
    attributionId: usage.attributionId,
    modelId: usage.modelId,
    serviceTier: usage.serviceTier,
    taskClass: usage.taskClass,
    priceVersionId: usage.priceVersionId,
    events: 1,
    requests: usage.requests,
    errors: usage.status === 'error' ? usage.requests : 0,
    retries: usage.attempt > 1 ? usage.requests : 0,
    tokens: { ...usage.tokens },
    listCost: usage.listCost,
    effectiveCost: usage.effectiveCost,
  };
}

function addTokens(to: TokenCounts, from: TokenCounts): void {
  to.input += from.input;
  to.cacheRead += from.cacheRead;
  to.cacheWrite5m += from.cacheWrite5m;
  to.cacheWrite1h += from.cacheWrite1h;
  to.output += from.output;
  to.reasoning += from.reasoning;
}

function addUsage(row: RollupRow, usage: ChargedUsage): void {
  row.events += 1;
  row.requests += usage.requests;
  if (usage.status === 'error') row.errors += usage.requests;
  if (usage.attempt > 1) row.retries += usage.requests;
  addTokens(row.tokens, usage.tokens);
  row.listCost += usage.listCost;
  row.effectiveCost += usage.effectiveCost;
}

function addRow(row: RollupRow, other: RollupRow): void {
  row.events += other.events;
  row.requests += other.requests;
  row.errors += other.errors;
  row.retries += other.retries;
  addTokens(row.tokens, other.tokens);
  row.listCost += other.listCost;
  row.effectiveCost += other.effectiveCost;
}

const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

function byKey(a: RollupRow, b: RollupRow): number {
  return (
    a.teamId - b.teamId ||
    (a.day === '' ? a.hour - b.hour : compareText(a.day, b.day)) ||
    a.userId - b.userId ||
    a.attributionId - b.attributionId ||
    a.modelId - b.modelId ||
    compareText(a.serviceTier, b.serviceTier) ||
    compareText(a.taskClass, b.taskClass) ||
    a.priceVersionId - b.priceVersionId
  );
}
