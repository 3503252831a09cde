import { eq } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { teams } from '@/db/schema';
import { TollgateError, unauthenticated } from '../../errors';
import { parseSource } from '../../usage/parse-request';
import type { RecordAuth } from '../../usage/recording';
import { asUnavailable, isContention } from '../../usage/server/database-failure';
import type { OutcomeEntry, RecordOutcomesResult } from '../dto';
import { type PendingOutcome, parseOutcomes } from '../parse-outcomes';
import { placeOutcomes, storeOutcomes } from './store-outcomes';

export interface OutcomesRequest {
  /** Default source of the outcomes. */
  source?: string;
  /** Not trusted: each is checked by `parseOutcomes`. */
  outcomes: readonly unknown[];
}

export interface OutcomeRecorder {
  /**
   * Stores a request's good outcomes and names the bad ones. Resolves after the commit. The same outcomes again are
   * duplicates. Throws `forbidden` where the key is bound to another team, `invalid` where the envelope is wrong
   * (nothing is stored), `unavailable` where it must be sent again later.
   */
  record(auth: RecordAuth, request: OutcomesRequest): Promise<RecordOutcomesResult>;
}

const ATTEMPTS = 6;

/** Recording of outcomes: what the meter and the demo go through. */
export function createOutcomeRecorder(options: {
  db: Db;
  now: () => Date;
  entry?: OutcomeEntry;
}): OutcomeRecorder {
  const { db, now, entry = 'api' } = options;

  async function teamOf({ teamId }: RecordAuth): Promise<string | null> {
    if (teamId === null) return null;
    const [row] = await db.select({ key: teams.key }).from(teams).where(eq(teams.id, teamId));
    if (!row) throw unauthenticated('The team of this key no longer exists.');
    return row.key;
  }

  async function store(pending: PendingOutcome[], auth: RecordAuth): Promise<number> {
    const by = { entry, keyNumber: auth.keyNumber ?? null, recordedBy: null, reason: null };
    for (let attempt = 1; ; attempt += 1) {
      try {
        const placed = await placeOutcomes(db, pending, now());
        return await db.transaction((tx) => storeOutcomes(tx, placed, by, now()));
      } catch (error) {
        if (!isContention(error) || attempt === ATTEMPTS) throw error;
        await new Promise((resolve) => setTimeout(resolve, 5 * 2 ** attempt * (0.5 + Math.random())));
      }
    }
  }

  return {
    async record(auth, request) {
      try {
        const source = parseSource(request.source);
        const team = await teamOf(auth);
        const { pending, rejected } = parseOutcomes(request.outcomes, { source, team, now: now().getTime() });
        const accepted = await store(pending, auth);
        return { accepted, duplicates: pending.length - accepted, rejected };
      } catch (error) {
        throw error instanceof TollgateError ? error : asUnavailable(error);
      }
    },
  };
}
