/** What came of one attempt. */
export interface Outcome {
  ok: boolean;
  /** HTTP or SMTP status; null: none came back. */
  status: number | null;
  /** What the receiver said, or what went wrong, in a line. */
  detail: string | null;
  /** A failure that another attempt may mend. */
  again: boolean;
  /** When the receiver asked to be tried again, milliseconds from now. */
  retryAfterMs?: number;
  /** The receiver is gone for good: nothing more should go there. */
  gone?: boolean;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits between attempts: one more attempt than there are waits. */
export const DELAYS: readonly number[] = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  HOUR,
  6 * HOUR,
  24 * HOUR,
];

const LONGEST_WAIT = 24 * HOUR;

/**
 * When to try again after the `attempts`-th attempt failed, milliseconds from then; null: no more. A receiver's own
 * wish counts where it is later, up to a day.
 */
export function waitAfter(
  outcome: Outcome,
  attempts: number,
  delays: readonly number[] = DELAYS,
): number | null {
  const delay = delays[attempts - 1];
  if (!outcome.again || delay === undefined) return null;
  return Math.max(delay, Math.min(outcome.retryAfterMs ?? 0, LONGEST_WAIT));
}
