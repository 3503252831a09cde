import type postgres from 'postgres';
import type { Db } from '@/db/client';
import { dayOf, type Period } from '../../time/period';
import { isContention, isRepeatedDecision } from '../../usage/server/database-failure';
import type { Budget, BudgetPeriodKind } from '../budget';
import { appliedBudgets } from '../budget-index';
import { budgetPeriodOf } from '../budget-period';
import { decide, type GateCall } from '../decide';
import { answerOf, type GateAnswer } from '../gate-answer';
import { type BudgetCounter, callsThisMinute, minuteOf } from '../standing';
import type { Verdict } from '../verdict';
import type { RefusedThreshold } from './announce-refusals';
import { type BudgetConfig, continuedKey } from './budget-config';
import type { Budgeting } from './budgeting';
import { commitAndChain, createChainedTransactions } from './chained-transactions';
import type { CounterKey } from './counters';
import { type CounterState, takeCounters, writeCounters } from './fold-counters';
import { type GateOutcome, type GateSubmission, identityOf, repeated } from './gate-call';
import {
  type DecisionRow,
  expireDueOn,
  findDecisions,
  giveBack,
  insertDecisions,
  type KnownDecision,
} from './gate-decisions';
import type { GateNames, NamedCall } from './gate-names';
import type { GatePrices } from './gate-prices';
import { newReservationId } from './reservation-id';
import { assertStands, whileBudgetsStand } from './standing-config';

export interface GateBatchOptions {
  db: Db;
  budgeting: Budgeting;
  names: GateNames;
  prices: GatePrices;
  now: () => Date;
  /** Told after the commit. */
  onRefused: (thresholds: readonly RefusedThreshold[]) => void;
}

const ATTEMPTS = 8;
/** The tables are small when the plans are made, and grow: they are always read by index. */
const SETTINGS = `set local statement_timeout = '4s'; set local enable_seqscan = off`;
const NO_PERCENTS: ReadonlySet<number> = new Set();

interface Prepared {
  submission: GateSubmission;
  named: NamedCall;
  call: GateCall;
  keys: CounterKey[];
  counterIds: bigint[];
}

/**
 * Decides requests together, in one transaction: locks the counters of all of them, folds what recording left,
 * decides one after the other in memory, and writes decisions and counters down. Safe from several processes at
 * once; an answer means durable.
 */
export function createGateBatch(
  options: GateBatchOptions,
): (batch: GateSubmission[]) => Promise<GateOutcome[]> {
  const { budgeting, names, prices, now } = options;
  const transactions = createChainedTransactions(options.db);

  async function prepare(
    batch: readonly GateSubmission[],
    config: BudgetConfig,
    at: Date,
  ): Promise<Prepared[]> {
    const named = await names.of(batch, config);
    const periodOf = periodsOn(config, at);
    const prepared = batch.map((submission, index): Prepared => {
      const call = named[index] as NamedCall;
      return {
        submission,
        named: call,
        call: prices.callOf(submission, call.subject, at, config),
        keys: appliedBudgets(config.index, call.subject).map(({ budget, subjectId }) => ({
          budget,
          subjectId,
          period: periodOf(budget),
        })),
        counterIds: [],
      };
    });
    const ids = await budgeting.counters.ensureCounters(
      config,
      prepared.flatMap(({ keys }) => keys),
    );
    let next = 0;
    for (const one of prepared) {
      one.counterIds = ids.slice(next, next + one.keys.length);
      next += one.keys.length;
    }
    return prepared;
  }

  async function decideOnce(batch: GateSubmission[], config: BudgetConfig): Promise<GateOutcome[]> {
    const at = now();
    const prepared = await prepare(batch, config, at);
    const refused: RefusedThreshold[] = [];
    const outcomes = await transactions.run(async (sql) => {
      const ids = prepared.flatMap(({ counterIds }) => counterIds);
      // The driver sends a query when it is waited for: the settings must go first, and the look at the budgets
      // after the locks.
      const [, taken, , known] = await Promise.all([
        sql.unsafe(SETTINGS).execute(),
        takeCounters(sql, ids),
        assertStands(sql, config),
        findDecisions(
          sql,
          prepared.map(({ named, submission }) => ({
            teamId: named.teamId,
            requestId: submission.request.id,
          })),
        ),
      ]);
      const round = new Round(sql, config, taken.states, at, refused);
      const decided = await round.decideAll(prepared, known);
      await Promise.all([
        round.isDirty || taken.hadDeltas ? writeCounters(sql, [...taken.states.values()]) : undefined,
        insertDecisions(sql, round.rows, { skipKnown: false }),
        commitAndChain(sql),
      ]);
      return decided;
    });
    if (refused.length > 0) options.onRefused(refused);
    return outcomes;
  }

  return async (batch) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await whileBudgetsStand(budgeting.cache, (config) => decideOnce(batch, config));
      } catch (error) {
        if (!(isContention(error) || isRepeatedDecision(error)) || attempt === ATTEMPTS) throw error;
      }
    }
  };
}

/** One transaction's decisions. */
class Round {
  readonly rows: DecisionRow[] = [];
  isDirty = false;
  private isSwept = false;
  private readonly outcomes = new Map<string, { digest: string; outcome: GateOutcome }>();

  constructor(
    private readonly sql: postgres.TransactionSql,
    private readonly config: BudgetConfig,
    private readonly states: Map<bigint, CounterState>,
    private readonly at: Date,
    private readonly refused: RefusedThreshold[],
  ) {}

  async decideAll(
    prepared: readonly Prepared[],
    known: ReadonlyMap<string, KnownDecision>,
  ): Promise<GateOutcome[]> {
    const outcomes: GateOutcome[] = [];
    for (const one of prepared) {
      const { submission, named } = one;
      const identity = identityOf(submission);
      const earlier = this.outcomes.get(identity);
      if (earlier) {
        outcomes.push(repeated(earlier.outcome, submission.digest, earlier.digest));
        continue;
      }
      const before = known.get(`${named.teamId}\n${submission.request.id}`);
      const outcome = before ? replay(before, submission.digest) : await this.decideOne(one);
      const digest = before?.digest ?? submission.digest;
      this.outcomes.set(identity, { digest, outcome });
      outcomes.push(outcome);
    }
    return outcomes;
  }

  private async decideOne(one: Prepared): Promise<GateOutcome> {
    const counters = one.keys.map((key, index) => this.counterOf(key, one.counterIds[index] ?? 0n));
    let verdict = this.verdictOn(one, counters);
    if (verdict.refusedBy.length > 0 && (await this.sweep())) verdict = this.verdictOn(one, counters);
    const held = this.hold(one, counters, verdict);
    for (const { counter, percent } of verdict.refusedBy) {
      const key = one.keys[counter];
      if (!key) continue;
      const spent = counters[counter]?.figures.spent ?? 0n;
      this.refused.push({ standing: { ...key, spent }, percent });
    }
    const { row, outcome } = written(one, verdict, held, this.at, false);
    this.rows.push(row);
    return outcome;
  }

  private verdictOn(one: Prepared, counters: readonly BudgetCounter[]): Verdict {
    return decide(one.call, counters, this.config.killSwitches, this.at);
  }

  private counterOf({ budget, subjectId, period }: CounterKey, counterId: bigint): BudgetCounter {
    const figures = this.states.get(counterId);
    if (!figures) throw new Error(`The counter ${counterId} of budget ${budget.id} is gone.`);
    return { budget, figures, continued: continuedOf(this.config, budget, subjectId, period) };
  }

  private hold(one: Prepared, counters: readonly BudgetCounter[], verdict: Verdict) {
    if (verdict.decision === 'deny') return [];
    const nowMs = this.at.getTime();
    const held: DecisionRow['held'] = [];
    counters.forEach(({ figures }, index) => {
      const hold = verdict.holds[index] ?? 0n;
      const calls = callsThisMinute({ figures }, nowMs);
      figures.minute = minuteOf({ figures }, nowMs);
      figures.minuteCalls = calls + 1;
      figures.reserved += hold;
      if (hold > 0n) held.push({ counterId: one.counterIds[index] ?? 0n, hold });
      this.isDirty = true;
    });
    return held;
  }

  /** Before anything is refused, what is over no longer holds budget. True where that freed something. */
  private async sweep(): Promise<boolean> {
    if (this.isSwept) return false;
    this.isSwept = true;
    const freed = await expireDueOn(this.sql, [...this.states.keys()], this.at);
    for (const [id, held] of freed) {
      const state = this.states.get(id);
      if (!state) continue;
      state.reserved -= held;
      this.isDirty = true;
      freed.delete(id);
    }
    await giveBack(this.sql, freed);
    return this.isDirty;
  }
}

function replay({ digest, body }: KnownDecision, asked: string): GateOutcome {
  if (digest !== asked) return { kind: 'conflict' };
  return { kind: 'decided', answer: JSON.parse(body) as GateAnswer, body, isRepeat: true };
}

/** The row and the answer of a decision. */
export function written(
  one: Pick<Prepared, 'submission' | 'named' | 'call'>,
  verdict: Verdict,
  held: DecisionRow['held'],
  at: Date,
  degraded: boolean,
): { row: DecisionRow; outcome: Extract<GateOutcome, { kind: 'decided' }> } {
  const { submission, named, call } = one;
  const id = newReservationId(at.getTime());
  const expiresAt = held.length > 0 ? new Date(at.getTime() + submission.request.ttlSeconds * 1000) : null;
  const answer = answerOf(verdict, expiresAt && { id, expiresAt }, degraded, call.route ?? null);
  const body = JSON.stringify(answer);
  const row: DecisionRow = {
    id,
    submission,
    named,
    verdict,
    modelId: call.route ? call.route.askedModelId : call.estimate.modelId,
    held,
    decidedAt: at,
    expiresAt,
    degraded,
    body,
  };
  return { row, outcome: { kind: 'decided', answer, body, isRepeat: false } };
}

/** The period of each budget that an instant falls in. */
function periodsOn(config: BudgetConfig, at: Date): (budget: Budget) => Period {
  const day = dayAt(at, config.timeZone);
  const periods = new Map<BudgetPeriodKind, Period>();
  return ({ period: kind }) => {
    const known = periods.get(kind);
    if (known) return known;
    const period = budgetPeriodOf(kind, day, config.fiscalYearStartMonth);
    periods.set(kind, period);
    return period;
  };
}

const HOUR_MS = 3_600_000;
let lastDay = { zone: '', hour: Number.NaN, day: '' };

/** The organisation's day; zones are whole hours from UTC, so one look-up an hour will do. */
function dayAt(at: Date, zone: string): string {
  const hour = Math.floor(at.getTime() / HOUR_MS);
  if (lastDay.zone !== zone || lastDay.hour !== hour) lastDay = { zone, hour, day: dayOf(at, zone) };
  return lastDay.day;
}

function continuedOf(
  config: BudgetConfig,
  budget: Budget,
  subjectId: bigint,
  period: Period,
): ReadonlySet<number> {
  if (config.continued.size === 0) return NO_PERCENTS;
  const percents = budget.thresholds
    .map(({ percent }) => percent)
    .filter((percent) =>
      config.continued.has(
        continuedKey({ budgetId: budget.id, subjectId, periodFrom: period.from, percent }),
      ),
    );
  return percents.length === 0 ? NO_PERCENTS : new Set(percents);
}
