import type { Budgeting } from '../../lib/budgets/server/budgeting';
import { addDays } from '../../lib/time/period';
import type { UsageEventInput } from '../../lib/usage/event';
import type { Db } from '../client';
import { dayKind, hongKongTime } from './calendar';
import { raiseSteps } from './demo-raises';
import { presentMonth, presentMonthStart } from './month-so-far';
import { refusedCalls } from './refused-calls';

/** Hours at which the month's budgets are looked at: a threshold is announced at the first look after it. */
const LOOKS = { working: [12, 18], other: [18] };

interface Replay {
  db: Db;
  budgeting: Budgeting;
  /** Pseudonymises user ids, as recording does. */
  secret: string;
  now: Date;
  /** Of the present month, in any order. */
  events: UsageEventInput[];
  record: (events: UsageEventInput[]) => Promise<void>;
}

/**
 * The present month as it went: usage in the order it happened, what people did about their budgets in between, and
 * the keeper's looks, so that alerts are those of real spend, with the times and figures of then.
 */
export async function replayMonth({ db, budgeting, secret, now, events, record }: Replay): Promise<void> {
  const ordered = [...events].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  const calls = refusedCalls(db, secret, budgeting);
  const steps = raiseSteps(now);
  let next = 0;
  try {
    for (const [from, to] of spans(now)) {
      const end = to.toISOString();
      const first = next;
      while (next < ordered.length && (ordered[next]?.time ?? '') < end) next += 1;
      if (next > first) await record(ordered.slice(first, next));
      await calls.askBetween(from, to);
      while (steps[0] && steps[0].at < to) await steps.shift()?.run(db);
      if (next > first) await budgeting.keeper.evaluateAll(to);
    }
    for (const step of steps) await step.run(db);
  } finally {
    await calls.close();
  }
}

/** From look to look, up to `now`. */
function* spans(now: Date): Generator<[Date, Date]> {
  let from = presentMonthStart(now);
  // An event of this very instant still belongs to the month so far.
  const end = new Date(now.getTime() + 1);
  for (let day = presentMonth(now); from < end; day = addDays(day, 1)) {
    for (const hour of dayKind(day) === 'work' ? LOOKS.working : LOOKS.other) {
      const look = new Date(hongKongTime(day, hour));
      const to = look < end ? look : end;
      if (from < to) yield [from, to];
      from = to;
    }
  }
}
