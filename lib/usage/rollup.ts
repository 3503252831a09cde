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
  /** The organisation's day, the first of the month in monthly rows, '' in hourly rows. */
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
  monthly: RollupRow[];
  userMonthly: RollupRow[];
}

export const HOUR_MS = 3_600_000;

/**
 * Sums events into the rollups, each sorted by its key so that concurrent writers lock in one order.
 * @param dayOfHour the organisation's day (YYYY-MM-DD) of an hour, given in milliseconds since 1970
 */
export function rollUp(usages: readonly ChargedUsage[], dayOfHour: (hour: number) => string): Rollups {
  const cells = sumCells(usages);
  const ofUsers = cells.filter((cell) => cell.userId !== 0);
  const hourly = sumRows(cells, (row) => row, false);
  const daily = sumRows(hourly, ({ hour }) => ({ hour: 0, day: dayOfHour(hour) }), false);
  const userDaily = sumRows(ofUsers, ({ hour }) => ({ hour: 0, day: dayOfHour(hour) }), true);
  return {
    hourly: hourly.sort(byKey),
    daily: daily.sort(byKey),
    userDaily: userDaily.sort(byKey),
    monthly: sumRows(daily, monthOf, false).sort(byKey),
    userMonthly: sumRows(userDaily, monthOf, true).sort(byKey),
  };
}

interface Slot {
  hour: number;
  day: string;
}

const monthOf = ({ day }: Slot): Slot => ({ hour: 0, day: `${day.slice(0, 7)}-01` });

/** The finest sums, of which the others are made: by hour and user, 0 where an event names none. */
function sumCells(usages: readonly ChargedUsage[]): RollupRow[] {
  const cells = new RowIndex();
  for (const usage of usages) {
    const hour = usage.at - (usage.at % HOUR_MS);
    const userId = usage.userId ?? 0;
    const known = cells.find(usage, hour, '', userId);
    if (known) addUsage(known, usage);
    else cells.add(rowOf(usage, hour, '', userId));
  }
  return cells.rows;
}

/** Rows, which stay as they are, added up by a coarser slot. */
function sumRows(rows: readonly RollupRow[], slotOf: (row: RollupRow) => Slot, byUser: boolean): RollupRow[] {
  const sums = new RowIndex();
  for (const row of rows) {
    const { hour, day } = slotOf(row);
    const userId = byUser ? row.userId : 0;
    const known = sums.find(row, hour, day, userId);
    if (known) addRow(known, row);
    else sums.add({ ...row, hour, day, userId, tokens: { ...row.tokens } });
  }
  return sums.rows;
}

type SharedKey = Pick<
  RollupRow,
  'teamId' | 'attributionId' | 'modelId' | 'serviceTier' | 'taskClass' | 'priceVersionId'
>;

/** Rows by their key, hashed as numbers: joining a key into a string costs more than the rest of the sum. */
class RowIndex {
  readonly rows: RollupRow[] = [];
  readonly #byHash = new Map<number, RollupRow[]>();

  find(key: SharedKey, hour: number, day: string, userId: number): RollupRow | undefined {
    const candidates = this.#byHash.get(hashOf(key, hour, day, userId));
    if (candidates === undefined) return undefined;
    for (const row of candidates) {
      if (
        row.attributionId === key.attributionId &&
        row.modelId === key.modelId &&
        row.userId === userId &&
        row.hour === hour &&
        row.day === day &&
        row.priceVersionId === key.priceVersionId &&
        row.taskClass === key.taskClass &&
        row.serviceTier === key.serviceTier &&
        row.teamId === key.teamId
      )
        return row;
    }
    return undefined;
  }

  add(row: RollupRow): void {
    this.rows.push(row);
    const hash = hashOf(row, row.hour, row.day, row.userId);
    const candidates = this.#byHash.get(hash);
    if (candidates) candidates.push(row);
    else this.#byHash.set(hash, [row]);
  }
}

/** Of what tells most rows apart; 30 bits, so that it stays a small integer. */
function hashOf(key: SharedKey, hour: number, day: string, userId: number): number {
  let hash = Math.imul(key.attributionId, 0x9e3779b1) ^ key.modelId;
  hash = Math.imul(hash, 0x85ebca6b) ^ userId;
  hash = Math.imul(hash, 0xc2b2ae35) ^ (hour / HOUR_MS);
  for (let i = 3; i < day.length; i += 1) hash = Math.imul(hash, 31) ^ day.charCodeAt(i);
  hash = Math.imul(hash ^ (hash >>> 15), 0x27d4eb2f);
  return (hash ^ (hash >>> 13)) >>> 2;
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
