import type { Db } from '@/db/client';
import { ensurePartitions, monthOf } from '@/db/partitions';
import type { Budgeting } from '../../budgets/server/budgeting';
import { shareMapping } from '../../budgets/server/mapping-lock';
import { assertStands, whileBudgetsStand } from '../../budgets/server/standing-config';
import type { PriceBook } from '../../pricing/price-book';
import { dayOf } from '../../time/period';
import type { PendingEvent } from '../parse-request';
import { DEFAULT_SOURCE, type RecordAuth, type RecordResult, type RejectedEvent } from '../recording';
import { HOUR_MS } from '../rollup';
import { chargeEvents } from './charge-events';
import { countOnBudgets, createBatchPreparation, type PreparedBatch } from './count-batch';
import { isContention, isMissingPartition, isRepeatedIdentity } from './database-failure';
import type { Interner } from './interner';
import { type Activity, noteActivity, type Rejection, sampleRejections } from './note-activity';
import { addToRollups, type ChargedEvent, claimIdentities, copyEvents } from './store-batch';

/** A checked request that waits to be committed. */
export interface Submission {
  auth: RecordAuth;
  pending: PendingEvent[];
  rejected: RejectedEvent[];
  /** What the request said its source is, if anything. */
  source: string | null;
}

export interface BatchOptions {
  db: Db;
  interner: Interner;
  prices: () => PriceBook;
  budgeting: Budgeting;
  now: () => Date;
}

/** Of one batch; the rest are only counted in `source_activity`. */
const REJECTION_SAMPLE = 100;
const ATTEMPTS = 6;
const DAY_MS = 24 * HOUR_MS;
const STATEMENT_TIMEOUT = `set local statement_timeout = '30s'`;

/** Places an event in the batch: which request it came with. */
interface Placed {
  submission: number;
  row: ChargedEvent;
}

/**
 * Commits requests together: identities, events, rollups, budgets and activity in one transaction, so that an
 * answer means durable, deduplicated, priced, rolled up and counted on budgets. Safe from several processes at once.
 */
export function createBatchCommit(options: BatchOptions): (batch: Submission[]) => Promise<RecordResult[]> {
  const { db, interner, budgeting, now } = options;
  const knownMonths = new Set<string>();
  const prepareBatch = createBatchPreparation({ db, budgeting, daysIn: createDayCaches() });

  async function commitOnce(batch: Submission[]): Promise<RecordResult[]> {
    const prices = options.prices();
    const charged = await chargeEvents(
      batch.flatMap((submission) => submission.pending),
      interner,
      prices,
    );
    await interner.ensureSources(sourcesOfRefusals(batch));
    const placed = place(batch, charged);
    const unique = uniqueByIdentity(placed);
    await preparePartitions(unique);
    const fresh = await whileBudgetsStand(budgeting.cache, async (config) => {
      const prepared = await prepareBatch(config, unique);
      return store(batch, placed, unique, prepared, true).catch((error: unknown) => {
        if (isRepeatedIdentity(error)) return store(batch, placed, unique, prepared, false);
        throw error;
      });
    });
    return resultsOf(batch, placed, fresh);
  }

  /** The one transaction; what it returns was new and is durable now. */
  async function store(
    batch: Submission[],
    placed: Placed[],
    unique: ChargedEvent[],
    prepared: PreparedBatch,
    allNew: boolean,
  ): Promise<ReadonlySet<ChargedEvent>> {
    const receivedAt = now();
    const rejections = describeRejections(batch);
    const { fresh, counters } = await db.$client.begin(async (sql) => {
      await Promise.all([sql.unsafe(STATEMENT_TIMEOUT), shareMapping(sql)]);
      // After the lock is held, never beside it: what changed while this waited must be seen. Before the work, so
      // that a changed budget costs a round trip and not a batch.
      await assertStands(sql, prepared.config);
      const claimed = await claimIdentities(sql, unique, allNew);
      const fresh = new Set(claimed);
      const { dayOfHour } = prepared;
      const { rollups, deltas } = prepared.of(claimed);
      await copyEvents(sql, claimed, receivedAt);
      const activity = summarise(batch, placed, fresh, interner);
      const today = dayOfHour(receivedAt.getTime() - (receivedAt.getTime() % HOUR_MS));
      const [counters] = await Promise.all([
        countOnBudgets(sql, claimed, deltas),
        addToRollups(sql, rollups),
        noteActivity(sql, activity, today, receivedAt),
        sampleRejections(sql, rejections, receivedAt),
      ]);
      return { fresh, counters };
    });
    budgeting.keeper.touch(counters);
    return fresh;
  }

  async function preparePartitions(rows: readonly ChargedEvent[]): Promise<void> {
    const missing = new Set<string>();
    let lastDay = -1;
    for (const row of rows) {
      const day = Math.floor(row.at / DAY_MS);
      if (day === lastDay) continue;
      lastDay = day;
      const month = monthOf(new Date(row.at));
      if (!knownMonths.has(month)) missing.add(month);
    }
    if (missing.size === 0) return;
    await ensurePartitions(db, missing);
    for (const month of missing) knownMonths.add(month);
  }

  return async (batch) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await commitOnce(batch);
      } catch (error) {
        if (isMissingPartition(error)) knownMonths.clear();
        else if (!isContention(error)) throw error;
        if (attempt === ATTEMPTS) throw error;
        await new Promise((resolve) => setTimeout(resolve, 5 * 2 ** attempt * (0.5 + Math.random())));
      }
    }
  };
}

/** The organisation's day of each hour, remembered per zone: a zone look-up costs more than an event. */
function createDayCaches(): (zone: string) => (hour: number) => string {
  const caches = new Map<string, Map<number, string>>();
  return (zone) => {
    const days = caches.get(zone) ?? new Map<number, string>();
    caches.set(zone, days);
    return (hour) => {
      let day = days.get(hour);
      if (day === undefined) {
        day = dayOf(new Date(hour), zone);
        if (days.size > 20_000) days.clear();
        days.set(hour, day);
      }
      return day;
    };
  };
}

function place(batch: readonly Submission[], charged: readonly ChargedEvent[]): Placed[] {
  const placed: Placed[] = [];
  let next = 0;
  batch.forEach(({ auth, pending }, submission) => {
    const keyNumber = auth.keyNumber == null ? null : Number(auth.keyNumber);
    for (let i = 0; i < pending.length; i += 1) {
      const row = charged[next];
      next += 1;
      if (!row) continue;
      row.keyNumber = keyNumber;
      placed.push({ submission, row });
    }
  });
  return placed;
}

function byIdentity(a: ChargedEvent, b: ChargedEvent): number {
  if (a.teamId !== b.teamId) return a.teamId - b.teamId;
  if (a.sourceId !== b.sourceId) return a.sourceId - b.sourceId;
  return a.event.id === b.event.id ? 0 : a.event.id < b.event.id ? -1 : 1;
}

/** Sorted by identity, the first of each kept: the one order in which all writers claim identities. */
function uniqueByIdentity(placed: readonly Placed[]): ChargedEvent[] {
  const sorted = placed.map(({ row }) => row).sort(byIdentity);
  return sorted.filter((row, index) => {
    const before = sorted[index - 1];
    return before === undefined || byIdentity(before, row) !== 0;
  });
}

function resultsOf(
  batch: readonly Submission[],
  placed: readonly Placed[],
  fresh: ReadonlySet<ChargedEvent>,
): RecordResult[] {
  const results = batch.map(({ rejected }) => ({ accepted: 0, duplicates: 0, unpriced: 0, rejected }));
  for (const { submission, row } of placed) {
    const result = results[submission];
    if (!result) continue;
    if (!fresh.has(row)) result.duplicates += 1;
    else {
      result.accepted += 1;
      if (row.priceVersionId === 0) result.unpriced += 1;
    }
  }
  return results;
}

/** A source whose events are all refused must still be known, or its refusals would be counted nowhere. */
const sourcesOfRefusals = (batch: readonly Submission[]): string[] =>
  batch.flatMap(({ auth, rejected, source }) =>
    rejected.length > 0 && auth.teamId !== null ? [source ?? DEFAULT_SOURCE] : [],
  );

function summarise(
  batch: readonly Submission[],
  placed: readonly Placed[],
  fresh: ReadonlySet<ChargedEvent>,
  interner: Interner,
): Activity[] {
  const activities = new Map<number, Map<number, Activity>>();
  const activityOf = (teamId: number, sourceId: number): Activity => {
    const ofTeam = activities.get(teamId) ?? new Map<number, Activity>();
    activities.set(teamId, ofTeam);
    const known = ofTeam.get(sourceId);
    if (known) return known;
    const made = {
      teamId,
      sourceId,
      accepted: 0,
      duplicates: 0,
      rejected: 0,
      unpriced: 0,
      lastOccurredAt: null,
    };
    ofTeam.set(sourceId, made);
    return made;
  };
  for (const { row } of placed) {
    const activity = activityOf(row.teamId, row.sourceId);
    if (!fresh.has(row)) activity.duplicates += 1;
    else {
      activity.accepted += 1;
      if (row.priceVersionId === 0) activity.unpriced += 1;
      if (activity.lastOccurredAt === null || row.at > activity.lastOccurredAt)
        activity.lastOccurredAt = row.at;
    }
  }
  for (const { auth, rejected, source } of batch) {
    const sourceId = interner.sources.get(source ?? DEFAULT_SOURCE);
    // A refused event is counted where its team is certain; the sample keeps the others.
    if (rejected.length > 0 && auth.teamId !== null && sourceId !== undefined)
      activityOf(Number(auth.teamId), sourceId).rejected += rejected.length;
  }
  return [...activities.values()].flatMap((ofTeam) => [...ofTeam.values()]);
}

function describeRejections(batch: readonly Submission[]): Rejection[] {
  const sample: Rejection[] = [];
  for (const { auth, rejected, source } of batch) {
    for (const problem of rejected) {
      if (sample.length === REJECTION_SAMPLE) return sample;
      sample.push({ ...problem, teamId: auth.teamId === null ? null : Number(auth.teamId), source });
    }
  }
  return sample;
}
