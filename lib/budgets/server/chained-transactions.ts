import type postgres from 'postgres';
import type { Db } from '@/db/client';

type Sql = postgres.TransactionSql;

/** Ends this transaction and begins the next in one statement: send it together with the last of the work. */
export const commitAndChain = (sql: Sql) => sql.unsafe('commit and chain');

export interface ChainedTransactions {
  /**
   * Runs work that itself ends with {@link commitAndChain}; what it resolves with is durable. Where it fails,
   * everything since the last commit is rolled back. One at a time.
   */
  run<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
}

interface Job {
  work: (sql: Sql) => Promise<unknown>;
  resolve: (result: never) => void;
  reject: (error: unknown) => void;
}

/** A connection goes back to the pool when nothing came for so long, or after so many transactions. */
const IDLE_MS = 20;
const MAX_JOBS = 1_000;

/**
 * Transactions that follow each other closely share a connection and need no round trip to begin or to commit:
 * the gate's latency is made of round trips. A connection that waits has no snapshot, so it holds nothing up.
 */
export function createChainedTransactions(db: Db): ChainedTransactions {
  /** Gives a job to the connection that waits for one. */
  let waiting: ((job: Job | null) => void) | null = null;

  function open(first: Job): void {
    let current = first;
    let mine: typeof waiting = null;

    const nextJob = () =>
      new Promise<Job | null>((resolve) => {
        const timer = setTimeout(() => mine?.(null), IDLE_MS);
        mine = (job) => {
          clearTimeout(timer);
          if (waiting === mine) waiting = null;
          mine = null;
          resolve(job);
        };
        waiting = mine;
      });

    db.$client
      .begin(async (sql) => {
        for (let done = 1; ; done += 1) {
          current.resolve((await current.work(sql)) as never);
          const next = done < MAX_JOBS ? await nextJob() : null;
          if (next === null) return;
          current = next;
        }
      })
      .catch((error: unknown) => {
        mine?.(null); // it broke while it waited: nothing more goes to it
        current.reject(error);
      });
  }

  return {
    run: (work) =>
      new Promise((resolve, reject) => {
        const job: Job = { work, resolve, reject };
        if (waiting) waiting(job);
        else open(job);
      }),
  };
}
