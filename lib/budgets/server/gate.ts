import { createHmac } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { budgetState, teams } from '@/db/schema';
import { withDeadline } from '../../access/server/deadline';
import { conflict, forbidden, invalid, TollgateError, unauthenticated, unavailable } from '../../errors';
import { asUnavailable, isDatabaseAway } from '../../usage/server/database-failure';
import { createGroupCommit } from '../../usage/server/group-commit';
import { createInterner } from '../../usage/server/interner';
import { tagSetOf } from '../../usage/tag-set';
import type { GateAnswer } from '../gate-answer';
import { type GateRequest, parseGateRequest, requestContent } from '../gate-request';
import { createRefusalAnnouncer } from './announce-refusals';
import { createAttributedCache } from './attributed';
import { watchAvailability } from './availability';
import { type Budgeting, createBudgeting } from './budgeting';
import { createDegradedGate } from './degraded-gate';
import { createGateBatch } from './gate-batch';
import type { GateOutcome, GateSubmission } from './gate-call';
import { createGateNames } from './gate-names';
import { createGatePrices } from './gate-prices';

export interface GateOptions {
  db: Db;
  /** Pseudonymises user ids and keys the digests of requests: TOLLGATE_SECRET. */
  secret: string;
  now: () => Date;
  /** Shared with recording of the same process; its own otherwise. Whoever made it closes its keeper. */
  budgeting?: Budgeting;
  /** Told of what failed beside the decisions: an announcement that the minute job will make. */
  onError?: (error: unknown) => void;
  /** How long the first request of a batch waits for others, milliseconds. */
  windowMs?: number;
}

/** Whose API key asks. */
export interface GateAuth {
  keyId: string;
  /** Null: any team, and then `tags.team` names it. */
  teamId: bigint | null;
}

export interface GateDecision {
  answer: GateAnswer;
  /** The answer as JSON. */
  body: string;
  /** The request came before: this is what was answered then. */
  isRepeat: boolean;
}

/** What only Tollgate's own calls may ask for: nothing of a request can set it. */
export interface GateCallOptions {
  /** No policy routes the call; budgets, kill switches and their cheaper models hold as ever. */
  keepModel?: boolean;
}

export interface Gate {
  /**
   * Decides whether a call may be made, and holds what it may take. Resolves when the decision is durable, or at
   * once, `degraded`, while the database is away. Throws `invalid`, `forbidden` (another team's key), `conflict`
   * (the id was used for another request), `unavailable`.
   */
  check(auth: GateAuth, raw: unknown, options?: GateCallOptions): Promise<GateDecision>;
  /** Reads prices and budgets, so that the gate can decide without the database from then on. */
  warm(): Promise<void>;
  /** Requests queued and in flight. */
  load(): number;
  /** Decisions of an outage that are not written down yet. */
  degradedWaiting(): number;
  /** Refuses new requests, finishes those taken. */
  close(): Promise<void>;
}

const DECIDE_WITHIN_MS = 6_000;
const CLOSE_WITHIN_MS = 3_000;
const REFRESH_MS = 10_000;
const MAX_BATCH = 250;
const MAX_WAITING = 20_000;
/** A broken connection or a slow statement is tried again, as long as the database answers. */
const TRIES = 3;

export function createGate(options: GateOptions): Gate {
  const { db, now, secret } = options;
  const budgeting = options.budgeting ?? createBudgeting({ db, now });
  const { cache } = budgeting;
  const interner = createInterner({ db, secret, now });
  const names = createGateNames(interner, createAttributedCache(db));
  const boundTeams = new Map<bigint, string>();
  const prices = createGatePrices({
    db,
    secret,
    onChange: () => {
      interner.clear();
      boundTeams.clear();
    },
  });
  const degraded = createDegradedGate({ db, config: cache, names, prices, now });
  const availability = watchAvailability(db, async () => {
    await withDeadline(refresh(), DECIDE_WITHIN_MS);
    await withDeadline(degraded.writeDown(), 30_000);
  });
  const announcer = createRefusalAnnouncer({ db, cache, now, onError: options.onError });
  const decideBatch = createGateBatch({
    db,
    budgeting,
    names,
    prices,
    now,
    onRefused: announcer.note,
  });
  const group = createGroupCommit<GateSubmission, GateOutcome>({
    commit: decideOrDegrade,
    lanes: 1,
    windowMs: options.windowMs ?? 0,
    maxGroupWeight: MAX_BATCH,
    budget: MAX_WAITING,
  });
  // What is known when the database goes away should be recent.
  const refreshing = setInterval(() => {
    if (!availability.isAway()) refresh().catch(() => {});
  }, REFRESH_MS);
  refreshing.unref();

  /** Reads the budgets again where they changed; what is known of unchanged ones is kept. */
  async function refresh(): Promise<void> {
    const [state] = await db.select({ version: budgetState.version }).from(budgetState);
    if (state) await cache.ensure(state.version);
  }

  async function decideOrDegrade(batch: GateSubmission[]): Promise<GateOutcome[]> {
    if (availability.isAway()) return degraded.decideAll(batch);
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      try {
        return await withDeadline(decideBatch(batch), DECIDE_WITHIN_MS);
      } catch (error) {
        if (!isAway(error)) throw error;
        // One that is only slow still holds every budget: nothing may be let through past it.
        if (await availability.answers()) continue;
        availability.noteAway();
        return degraded.decideAll(batch);
      }
    }
    throw unavailable('The gate has more to do than it can; send this again shortly.', 1);
  }

  async function teamOfKey(teamId: bigint): Promise<string> {
    const known = boundTeams.get(teamId);
    if (known !== undefined) return known;
    const [row] = await db.select({ key: teams.key }).from(teams).where(eq(teams.id, teamId));
    if (!row) throw unauthenticated('The team of this key no longer exists.');
    boundTeams.set(teamId, row.key);
    return row.key;
  }

  async function submissionOf(auth: GateAuth, raw: unknown, keepModel: boolean): Promise<GateSubmission> {
    const request = checked(raw);
    const bound = auth.teamId === null ? null : await teamOfKey(auth.teamId);
    const named = request.tags.values.team ?? null;
    const team = named ?? bound;
    if (team === null)
      throw invalid('This key asks for any team, so name one in tags.team.', [
        {
          path: '/tags/team',
          code: 'missing_team',
          message: 'This key asks for any team, so name one in tags.team.',
        },
      ]);
    if (bound !== null && team !== bound) throw otherTeam();
    if (named === null) request.tags = withTeam(request.tags.values, team);
    const content = keepModel ? `${requestContent(request)} keep_model` : requestContent(request);
    const digest = createHmac('sha256', secret).update(content).digest('hex');
    return { keyId: auth.keyId, team, request, digest, keepModel };
  }

  async function warm(): Promise<void> {
    await prices.ready();
    await cache.ready();
  }

  return {
    async check(auth, raw, { keepModel = false } = {}) {
      try {
        await warm();
        const outcome = await group.submit(await submissionOf(auth, raw, keepModel), 1);
        if (outcome.kind === 'conflict')
          throw conflict(
            'This id was used before for another request. Give each call its own id, and repeat a call unchanged.',
          );
        return outcome;
      } catch (error) {
        throw error instanceof TollgateError ? error : asUnavailable(error);
      }
    },
    warm,
    load: group.load,
    degradedWaiting: degraded.waiting,
    async close() {
      await group.close();
      clearInterval(refreshing);
      availability.close();
      if (degraded.waiting() > 0) await withDeadline(degraded.writeDown(), CLOSE_WITHIN_MS).catch(() => {});
      await announcer.settled();
      await prices.close();
      if (!options.budgeting) await budgeting.keeper.close();
    },
  };
}

const isAway = (error: unknown): boolean =>
  isDatabaseAway(error) || (error instanceof TollgateError && error.code === 'unavailable');

function checked(raw: unknown): GateRequest {
  const parsed = parseGateRequest(raw);
  if (parsed.ok) return parsed.request;
  const { code, pointer, detail } = parsed.problem;
  throw invalid(pointer === '' ? detail : `${pointer.slice(1).replaceAll('/', '.')}: ${detail}`, [
    { path: pointer, code, message: detail },
  ]);
}

function otherTeam(): TollgateError {
  const { code, message } = forbidden('This key belongs to another team than the call names.');
  return new TollgateError(code, message, [{ path: '/tags/team', code: 'other_team', message }]);
}

/** The tags in the order a request is checked in, with the team of the key. */
const withTeam = (values: Readonly<Record<string, string>>, team: string) =>
  tagSetOf(
    Object.entries({ ...values, team })
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flat(),
  );
