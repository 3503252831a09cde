import type { Queryable } from '@/db/client';
import { addDays, type Period } from '../../time/days';
import { blockingPercent } from '../budget';
import { type Replay, type Replayed, type ReplayRule, startReplay } from '../replay';
import {
  firstUnpriced,
  nextCalls,
  type PastDay,
  type PastUsage,
  type Position,
  pastDays,
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
 * added up, and after a subject's first day that does not, only calls that could still pass are looked at.
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
  const tightFrom = skipDays(run, days, refusesUnpriced);
  if (tightFrom.size > 0) await replayTight(db, usage, period, run, tightFrom, callsAtOnce);
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

/** Passes what fits day by day; returns for each subject the first day that does not. */
function skipDays(run: Replay, days: readonly PastDay[], refusesUnpriced: boolean): Map<bigint, string> {
  const tightFrom = new Map<bigint, string>();
  for (const { subject, day, amount, calls, unpricedCalls } of days) {
    const room = run.room(subject);
    if (room !== null && amount > room && !tightFrom.has(subject)) tightFrom.set(subject, day);
    const unpriced = refusesUnpriced ? 0n : unpricedCalls;
    if (tightFrom.has(subject)) run.skip(subject, day, 0n, unpriced);
    else run.skip(subject, day, amount, calls - unpricedCalls + unpriced);
  }
  return tightFrom;
}

/**
 * Call by call from there on. What a subject may spend only shrinks, so after its first day only calls that would
 * still fit at the start of a look are looked at: usually few.
 */
async function replayTight(
  db: Queryable,
  usage: PastUsage,
  period: Period,
  run: Replay,
  tightFrom: ReadonlyMap<bigint, string>,
  callsAtOnce: number,
): Promise<void> {
  const first = [...tightFrom.values()].sort()[0] ?? period.to;
  for (let day = first; day < period.to; day = addDays(day, 1)) {
    const tight = [...tightFrom].filter(([, since]) => since <= day);
    let after: Position | null = null;
    for (;;) {
      const within = tight.map(([subject, since]) => ({
        subject,
        atMost: since === day ? null : run.room(subject),
      }));
      const page = await nextCalls(db, usage, day, within, after, callsAtOnce);
      if (!page) break;
      for (const calls of page.calls) run.offer(calls);
      after = page.last;
      if (page.calls.length < callsAtOnce) break;
    }
  }
}
