import type { ActualsNote, MeteredCalls, MeteredUsage } from './actuals';
import { anatomyOf } from './actuals-anatomy';
import { type Note, percent, sixDecimals } from './actuals-numbers';
import { byModel, type MeteredSum, sumOfCalls, tokensIn } from './actuals-sums';
import { sharesOf } from './shares';
import type { AgentShape, MixLeg, ModelChoice, Workload } from './workload';

const MONTH_DAYS = 30;
/** The most legs a mix may have (workload-input.ts). */
const MOST_LEGS = 12;
/** More is no task but a job that runs for ever (workload-input.ts). */
const MOST_CALLS_PER_TASK = 100_000n;

export interface ReadWorkload {
  workload: Workload;
  notes: ActualsNote[];
}

/**
 * The workload that makes what was metered: the same calls and tokens of every class, thirty such days a month. Only
 * calls with a price are in it. Null: there are none, or they have no tokens.
 *
 * `writesAreDear`: some model used charges more for writing its cache than for input. The engine writes whatever of
 * the prefix it does not read, so there the prefix is no more than what was really read or written.
 */
export function workloadOfUsage(usage: MeteredUsage, writesAreDear: boolean): ReadWorkload | null {
  const priced = usage.rows.filter((row) => row.priced);
  const sum = sumOfCalls(priced);
  if (sum.calls === 0n || tokensIn(sum.tokens) === 0n) return null;
  const every = sumOfCalls(usage.rows);
  const notes: ActualsNote[] = [];
  const note: Note = (key, values = {}) => notes.push({ key, values });
  noteDays(usage, note);
  const { agent, tasks } = agentOf(usage, sum, every, note);
  const { call, cacheHitShare, turnsPerSession } = anatomyOf(
    usage.anatomy,
    { sum, every },
    writesAreDear,
    note,
  );
  const workload: Workload = {
    volume: {
      kind: 'tasks',
      tasks: sixDecimals(tasks.n * BigInt(MONTH_DAYS), tasks.d * BigInt(usage.days)),
      per: 'month',
      activeUsers: peopleOf(usage, every, note),
    },
    daysPerMonth: MONTH_DAYS,
    turnsPerSession,
    call,
    agent,
    cacheHitShare,
    batchShare: batchShareOf(priced, sum, note),
    model: choiceOf(priced, note),
  };
  return { workload, notes };
}

function noteDays(usage: MeteredUsage, note: Note): void {
  if (usage.daysWithUsage < usage.days)
    note('fewDays', { used: String(usage.daysWithUsage), days: String(usage.days) });
  const left = sumOfCalls(usage.rows.filter((row) => !row.priced));
  if (left.calls > 0n)
    note('unpricedLeftOut', { calls: left.calls.toString(), tokens: tokensIn(left.tokens).toString() });
}

/** Calls of a task where at least half of the first attempts name theirs, otherwise one. */
function agentOf(
  { tasks: metered }: MeteredUsage,
  { calls, retries }: MeteredSum,
  every: MeteredSum,
  note: Note,
): { agent: AgentShape; tasks: { n: bigint; d: bigint } } {
  const first = calls - retries > 0n ? calls - retries : calls;
  const repeated = calls - first;
  const attempts = every.calls - every.retries;
  const told =
    metered.tasks > 0n &&
    metered.firstAttempts * 2n >= attempts &&
    metered.firstAttempts <= metered.tasks * MOST_CALLS_PER_TASK;
  if (!told) note('tasksNone');
  else if (metered.firstAttempts < attempts)
    note('tasksPart', { share: percent(metered.firstAttempts, attempts) });
  note('runawayUnknown');
  const [n, d] = told ? [metered.firstAttempts, metered.tasks] : [1n, 1n];
  const agent: AgentShape = {
    callsPerTask: Math.max(1, sixDecimals(n, d)),
    tokensPerTask: null,
    retryShare: sixDecimals(repeated, first),
    runawayShare: 0,
    runawayCalls: Math.max(1, sixDecimals(n, d)),
    loopCap: null,
  };
  return { agent, tasks: told ? { n: first * d, d: n } : { n: first, d: 1n } };
}

function peopleOf({ users }: MeteredUsage, { calls }: MeteredSum, note: Note): number | null {
  if (users.people === 0) {
    note('usersNone');
    return null;
  }
  if (users.calls < calls) note('usersPart', { share: percent(users.calls, calls) });
  return users.people;
}

/** By tokens, like the mix: what moves to the batch price is tokens. */
function batchShareOf(rows: readonly MeteredCalls[], sum: MeteredSum, note: Note): number {
  const other = rows.filter(({ serviceTier }) => serviceTier !== 'standard' && serviceTier !== 'batch');
  if (other.length > 0)
    note('otherTiers', { share: percent(tokensIn(sumOfCalls(other).tokens), tokensIn(sum.tokens)) });
  const batch = sumOfCalls(rows.filter(({ serviceTier }) => serviceTier === 'batch'));
  return sixDecimals(tokensIn(batch.tokens), tokensIn(sum.tokens));
}

/**
 * The engine's calls are all of one size. Shares of tokens, not of calls, so that the long calls of a dear model
 * weigh what they cost.
 */
function choiceOf(rows: readonly MeteredCalls[], note: Note): ModelChoice {
  const all = byModel(rows).filter(({ sum }) => tokensIn(sum.tokens) > 0n);
  const kept = all.slice(0, MOST_LEGS);
  if (kept.length < all.length) note('mixCut', { models: String(all.length - kept.length) });
  const shares = sharesOf(kept.map(({ sum }) => tokensIn(sum.tokens)));
  const legs: MixLeg[] = kept.flatMap(({ model }, i) =>
    shares[i] === 0 ? [] : [{ model, share: shares[i] as number }],
  );
  const [only] = legs;
  if (only && legs.length === 1) return { kind: 'one', model: only.model };
  note('mixByTokens', { models: String(legs.length) });
  return { kind: 'mix', legs };
}
