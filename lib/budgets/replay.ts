import { blockingPercent, type Threshold, thresholdAt } from './budget';

/** A draft of a budget, in ledger units. */
export interface ReplayRule {
  limit: bigint;
  /** Ascending. */
  thresholds: readonly Threshold[];
  /** A blocking budget refuses what has no price. */
  deniesUnpriced: boolean;
}

/** Calls that really happened, in the order of time. Several at once where a source reports them added up. */
export interface PastCalls {
  /** usage_users.id for a budget of every user; else 0n. */
  subject: bigint;
  /** Microseconds since 1970. */
  at: bigint;
  /** The organisation's day. */
  day: string;
  /** Null: unpriced. */
  amount: bigint | null;
  requests: bigint;
}

interface SubjectState {
  spent: bigint;
  /** The day each threshold was reached, by its index. */
  reachedOn: string[];
  blockedAt: bigint | null;
}

/** What would have come of it. */
export interface Replayed {
  passedCalls: bigint;
  passedAmount: bigint;
  /** The first calls refused; null: none. */
  firstBlocked: { at: bigint; day: string } | null;
  /** Per threshold: the first day a subject reached it, and how many did. */
  thresholds: { percent: number; reachedOn: string | null; subjects: number }[];
  blockedSubjects: number;
}

export type Replay = ReturnType<typeof startReplay>;

/**
 * Replays calls one after the other: they are refused where spent + their amount is beyond the blocking threshold,
 * and count nothing then. What would have been refused is what there was without what passed.
 */
export function startReplay(rule: ReplayRule) {
  const blocking = blockingPercent(rule.thresholds);
  const blockAt = blocking === null ? null : thresholdAt(rule.limit, blocking);
  const levels = rule.thresholds.map(({ percent }) => thresholdAt(rule.limit, percent));
  const subjects = new Map<bigint, SubjectState>();
  let passedCalls = 0n;
  let passedAmount = 0n;
  let firstBlocked: Replayed['firstBlocked'] = null;

  const stateOf = (subject: bigint): SubjectState => {
    const known = subjects.get(subject);
    if (known) return known;
    const state: SubjectState = { spent: 0n, reachedOn: [], blockedAt: null };
    subjects.set(subject, state);
    return state;
  };

  /** How much more a subject may spend; null: any amount. */
  const room = (subject: bigint): bigint | null =>
    blockAt === null ? null : blockAt - (subjects.get(subject)?.spent ?? 0n);

  const pass = (subject: bigint, day: string, amount: bigint, requests: bigint): void => {
    const state = stateOf(subject);
    state.spent += amount;
    passedCalls += requests;
    passedAmount += amount;
    let level = levels[state.reachedOn.length];
    while (level !== undefined && state.spent >= level) {
      state.reachedOn.push(day);
      level = levels[state.reachedOn.length];
    }
  };

  /** Refused for the amount: the blocking threshold counts as reached, and with it all below. */
  const refuse = (subject: bigint, at: bigint, day: string): void => {
    const state = stateOf(subject);
    noteRefusal(at, day);
    state.blockedAt ??= at;
    for (const { percent } of rule.thresholds.slice(state.reachedOn.length))
      if (blocking !== null && percent <= blocking) state.reachedOn.push(day);
  };

  const noteRefusal = (at: bigint, day: string): void => {
    if (!firstBlocked || at < firstBlocked.at) firstBlocked = { at, day };
  };

  return {
    room,
    /** Calls of a whole day that all fit (`room`), added up. */
    skip: pass,
    refuse,
    /** The first calls without a price where the rule refuses those. */
    refuseUnpriced: noteRefusal,
    /** Returns whether they pass. */
    offer({ subject, at, day, amount, requests }: PastCalls): boolean {
      if (amount === null && rule.deniesUnpriced && blockAt !== null) {
        noteRefusal(at, day);
        return false;
      }
      const left = room(subject);
      if (left !== null && (amount ?? 0n) > left) {
        refuse(subject, at, day);
        return false;
      }
      pass(subject, day, amount ?? 0n, requests);
      return true;
    },
    result(): Replayed {
      const states = [...subjects.values()];
      return {
        passedCalls,
        passedAmount,
        firstBlocked,
        thresholds: rule.thresholds.map(({ percent }, index) => {
          const days = states.flatMap((state) => state.reachedOn[index] ?? []);
          return { percent, reachedOn: days.sort()[0] ?? null, subjects: days.length };
        }),
        blockedSubjects: states.filter((state) => state.blockedAt !== null).length,
      };
    },
  };
}

export function replay(calls: Iterable<PastCalls>, rule: ReplayRule): Replayed {
  const run = startReplay(rule);
  for (const one of calls) run.offer(one);
  return run.result();
}
