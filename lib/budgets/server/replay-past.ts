import type { Queryable } from '@/db/client';
import type { Period } from '../../time/days';
import { blockingPercent } from '../budget';
import { type Replay, type Replayed, type ReplayRule, startReplay } from '../replay';
import {
  firstBeyond,
  firstUnpriced,
  nextThatFit,
  type PastDay,
  type PastUsage,
  type Position,
  pastDays,
  type Tight,
} from './past-calls';

/** What a draft would have done in a past period, beside what there really was. */
export interface PastReplay {
  calls: bigint;
  amount: bigint;
  unpricedCalls: bigint;
  subjects: number;
  replayed: Replayed;
}

const CALLS_AT_ONCE = 20_000;

/**
 * Replays a period call by call, as `replay` does, without reading every call: days on which everything fits are
 * added up, and from a subject's first day that does not, only calls that could still pass are looked at.
 */
export async function replayPast(
  db: Queryable,
  usage: PastUsage,
  period: Period,
  rule: ReplayRule,
  { callsAtOnce = CALLS_AT_ONCE } = {},
): Promise<PastReplay> {
  const days = await pastDays(db, usage, period);
  const run = startReplay(rule);
  const refusesUnpriced = rule.deniesUnpriced && blockingPercent(rule.thresholds) !== null;
  const tight = skipDays(run, days, refusesUnpriced);
  if (tight.length > 0) await replayTight(db, usage, period, run, tight, callsAtOnce);
  const unpricedCalls = sum(days, ({ unpricedCalls: calls }) => calls);
  if (refusesUnpriced && unpricedCalls > 0n) {
    const first = await firstUnpriced(db, usage, period);
    if (first) run.refuseUnpriced(first.at, first.day);
  }
  return {
    calls: sum(days, ({ calls }) => calls),
    amount: sum(days, ({ amount }) => amount),
    unpricedCalls,
    subjects: new Set(days.map(({ subject }) => subject)).size,
    replayed: run.result(),
  };
}

const sum = (days: readonly PastDay[], of: (day: PastDay) => bigint): bigint =>
  days.reduce((total, day) => total + of(day), 0n);

/** Passes what fits day by day; returns the subjects for which a day does not, from that day on. */
function skipDays(run: Replay, days: readonly PastDay[], refusesUnpriced: boolean): Tight[] {
  const tight = new Map<bigint, Tight>();
  for (const { subject, day, amount, calls, unpricedCalls } of days) {
    const room = run.room(subject);
    if (room !== null && amount > room && !tight.has(subject)) tight.set(subject, { subject, day, room });
    const unpriced = refusesUnpriced ? 0n : unpricedCalls;
    if (tight.has(subject)) run.skip(subject, day, 0n, unpriced);
    else run.skip(subject, day, amount, calls - unpricedCalls + unpriced);
  }
  return [...tight.values()];
}

async function replayTight(
  db: Queryable,
  usage: PastUsage,
  period: Period,
  run: Replay,
  tight: readonly Tight[],
  callsAtOnce: number,
): Promise<void> {
  for (const { subject, at, day } of await firstBeyond(db, usage, period, tight))
    run.refuse(subject, at, day);
  let after: Position | null = null;
  for (;;) {
    const now = tight.map((one) => ({ ...one, room: run.room(one.subject) ?? one.room }));
    const page = await nextThatFit(db, usage, period, now, after, callsAtOnce);
    if (!page) return;
    for (const calls of page.calls) run.offer(calls);
    after = page.last;
  }
}
