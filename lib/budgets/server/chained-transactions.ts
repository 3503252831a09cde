import type postgres from 'postgres';
import type { Db } from '@/db/client';
import { isConnectionLost } from '../../usage/server/database-failure';

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
 * The driver would send a rollback or a commit on a connection that is gone, or that has been opened again for
 * someone else. It gives up on the transaction by itself, so the work is left where it is.
 */
const FOR_EVER = new Promise<never>(() => {});

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
    let timer: NodeJS.Timeout | undefined;

    function stopWaiting(): void {
      clearTimeout(timer);
      if (waiting === mine) waiting = null;
      mine = null;
    }

    const nextJob = () =>
      new Promise<Job | null>((resolve) => {
        mine = (job) => {
          stopWaiting();
          resolve(job);
        };
        waiting = mine;
        timer = setTimeout(mine, IDLE_MS, null);
      });

    async function work(sql: Sql): Promise<void> {
      try {
        current.resolve((await current.work(sql)) as never);
      } catch (error) {
        if (!isConnectionLost(error)) throw error;
        current.reject(error);
        await FOR_EVER;
      }
    }

    db.$client
      .begin(async (sql) => {
        for (let done = 1; ; done += 1) {
          await work(sql);
          const next = done < MAX_JOBS ? await nextJob() : null;
          if (next === null) return;
          current = next;
        }
      })
      .catch((error: unknown) => {
        stopWaiting();
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
