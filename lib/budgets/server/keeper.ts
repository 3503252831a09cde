import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { announceThresholds } from './announce-thresholds';
import type { BudgetConfig, BudgetConfigCache } from './budget-config';
import { dueAnnouncements, standingCounters } from './evaluate-budgets';
import { foldFreeCounters } from './fold-counters';

/** Folds what recording appended and announces the thresholds it reached, soon after each commit. */
export interface BudgetKeeper {
  /** Counters that a committed transaction wrote deltas for. Returns at once; failures are left to the minute job. */
  touch(counterIds: Iterable<bigint>): void;
  /**
   * Folds every delta that waits and announces every threshold that is due, also those that became due by time: a
   * raise that ended. Returns how many were announced. The minute job, after a crash too.
   */
  evaluateAll(now: Date): Promise<number>;
  /** Resolves when everything touched so far is folded and announced. */
  settled(): Promise<void>;
  /** Finishes what was touched; touches nothing afterwards. */
  close(): Promise<void>;
}

export interface KeeperOptions {
  db: Db;
  cache: BudgetConfigCache;
  now: () => Date;
  onError?: (error: unknown) => void;
  /** How long a touch waits for others, milliseconds. */
  waitMs?: number;
}

/** Long enough that folding is a small part of what the database does, short enough for an alert. */
const WAIT_MS = 250;
/** Counters locked by one statement: the gate waits for it. */
const CHUNK = 200;

export function createBudgetKeeper({
  db,
  cache,
  now,
  onError,
  waitMs = WAIT_MS,
}: KeeperOptions): BudgetKeeper {
  const touched = new Set<bigint>();
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let closed = false;

  /** One that cannot be announced holds up no other; it is thrown once they are. */
  async function announce(config: BudgetConfig, at: Date, which: SQL): Promise<number> {
    const counters = await standingCounters(db, config, at, which);
    let announced = 0;
    const failed: unknown[] = [];
    for (const { counter, thresholds } of dueAnnouncements(counters, at)) {
      try {
        const fresh = await db.transaction((tx) =>
          announceThresholds(tx, at, config, counter, thresholds, 'spent'),
        );
        announced += fresh.length;
      } catch (error) {
        failed.push(error);
      }
    }
    if (failed.length > 0) throw failed[0];
    return announced;
  }

  async function work(): Promise<void> {
    timer = null;
    const ids = [...touched];
    touched.clear();
    if (ids.length === 0) return;
    try {
      await foldAll(db, ids);
      const config = await cache.ready();
      for (let start = 0; start < ids.length; start += CHUNK) {
        const some = ids.slice(start, start + CHUNK).join(',');
        await announce(config, now(), sql`c.id = any(string_to_array(${some}, ',')::bigint[])`).catch(
          (error: unknown) => onError?.(error),
        );
      }
    } catch (error) {
      onError?.(error);
    }
  }

  function flush(): Promise<void> {
    if (timer) clearTimeout(timer);
    running = running.then(work);
    return running;
  }

  return {
    touch(counterIds) {
      if (closed) return;
      for (const id of counterIds) touched.add(id);
      if (touched.size > 0 && timer === null) timer = setTimeout(flush, waitMs);
    },
    async evaluateAll(at) {
      const waiting = await db.execute<{ id: string }>(
        sql`select distinct counter_id::text as id from budget_deltas`,
      );
      await foldAll(
        db,
        waiting.map(({ id }) => BigInt(id)),
      );
      return announce(await cache.reload(), at, sql`true`);
    },
    settled: flush,
    async close() {
      closed = true;
      await flush();
    },
  };
}

async function foldAll(db: Db, ids: readonly bigint[]): Promise<void> {
  for (let start = 0; start < ids.length; start += CHUNK)
    await foldFreeCounters(db.$client, ids.slice(start, start + CHUNK));
}
