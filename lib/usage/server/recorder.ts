import { eq } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { teams } from '@/db/schema';
import { withDeadline } from '../../access/server/deadline';
import { type Budgeting, createBudgeting } from '../../budgets/server/budgeting';
import { TollgateError, unauthenticated } from '../../errors';
import type { PriceBook } from '../../pricing/price-book';
import { assertWholeHourZone } from '../../time/period';
import { parseSource, parseUsageEvents } from '../parse-request';
import type { RecordAuth, RecordRequest, RecordResult } from '../recording';
import { createBatchCommit, type Submission } from './commit-batch';
import { asUnavailable } from './database-failure';
import { dryRun } from './dry-run';
import { createGroupCommit } from './group-commit';
import { createInterner } from './interner';
import { watchCatalogue } from './watch-catalogue';

export type { RecordAuth, RecordRequest, RecordResult } from '../recording';

export interface RecorderOptions {
  db: Db;
  loadPriceBook: (db: Db) => Promise<PriceBook>;
  /** Pseudonymises user ids: TOLLGATE_SECRET. */
  secret: string;
  /** Zone of the days until the organisation is set up; from then on the organisation's own counts. */
  timeZone: string;
  now: () => Date;
  limits?: Partial<RecorderLimits>;
  /** Shared with the gate of the same process; its own otherwise. Whoever made it closes its keeper. */
  budgeting?: Budgeting;
}

export interface RecorderLimits {
  /** Events that may wait or be in flight; beyond it `unavailable`. Bounds memory: about 2 kB an event. */
  queuedEvents: number;
  /** Events committed together. */
  groupEvents: number;
  /** Transactions at the same time. */
  lanes: number;
  /** How long the first request of a group waits for others, milliseconds. */
  windowMs: number;
}

const LIMITS: RecorderLimits = { queuedEvents: 80_000, groupEvents: 20_000, lanes: 2, windowMs: 3 };

/** A little more than the statements of a commit may take. */
const COMMIT_WITHIN_MS = 60_000;

export interface Recorder {
  /**
   * Stores a request's good events and names the bad ones. Resolves after the commit. The same events again are
   * duplicates. Throws `forbidden` where the key is bound to another team, `invalid` where the envelope is
   * wrong (nothing is stored), `unavailable` where it must be sent again later.
   */
  record(auth: RecordAuth, request: RecordRequest, options?: { dryRun?: boolean }): Promise<RecordResult>;
  /** Reads prices and names again; happens by itself on a change of the catalogue and every minute. */
  reload(): Promise<void>;
  /** Events queued and in flight. */
  load(): number;
  /** Refuses new requests, finishes those taken and what their budgets have to announce. */
  close(): Promise<void>;
}

/** Recording of usage: what the meter, imports and the demo all go through. Loads its prices on first use. */
export function createRecorder(options: RecorderOptions): Recorder {
  assertWholeHourZone(options.timeZone);
  const limits = { ...LIMITS, ...options.limits };
  const { db, now } = options;
  const interner = createInterner({ db, secret: options.secret, now });
  const budgeting = options.budgeting ?? createBudgeting({ db, now, fallbackZone: options.timeZone });
  const boundTeams = new Map<bigint, string>();
  const catalogue = watchCatalogue({
    db,
    load: () => options.loadPriceBook(db),
    onChange: () => {
      interner.clear();
      boundTeams.clear();
    },
  });
  const commit = createBatchCommit({
    db,
    interner,
    prices: catalogue.current,
    budgeting,
    now,
  });
  const group = createGroupCommit<Submission, RecordResult>({
    commit: async (batch) => {
      try {
        return await withDeadline(commit(batch), COMMIT_WITHIN_MS);
      } catch (error) {
        throw asUnavailable(error);
      }
    },
    lanes: limits.lanes,
    windowMs: limits.windowMs,
    maxGroupWeight: limits.groupEvents,
    budget: limits.queuedEvents,
  });

  async function boundTeam(auth: RecordAuth): Promise<string | null> {
    if (auth.teamId === null) return null;
    const known = boundTeams.get(auth.teamId);
    if (known !== undefined) return known;
    const [row] = await db.select({ key: teams.key }).from(teams).where(eq(teams.id, auth.teamId));
    if (!row) throw unauthenticated('The team of this key no longer exists.');
    boundTeams.set(auth.teamId, row.key);
    return row.key;
  }

  return {
    async record(auth, request, { dryRun: isDryRun = false } = {}) {
      try {
        await catalogue.ready();
        const source = parseSource(request.source);
        const team = await boundTeam(auth);
        const { pending, rejected } = parseUsageEvents(request.events, {
          source,
          team,
          now: now().getTime(),
        });
        if (isDryRun) return await dryRun(db, pending, rejected, catalogue.current());
        if (pending.length + rejected.length === 0)
          return { accepted: 0, duplicates: 0, unpriced: 0, rejected };
        const submission = { auth, pending, rejected, source };
        return await group.submit(submission, Math.max(1, pending.length));
      } catch (error) {
        throw error instanceof TollgateError ? error : asUnavailable(error);
      }
    },
    reload: catalogue.reload,
    load: group.load,
    async close() {
      await group.close();
      await catalogue.close();
      if (!options.budgeting) await budgeting.keeper.close();
    },
  };
}
