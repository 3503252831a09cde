/** How many failures are free in a window, and how the wait grows after that. Seconds. */
export interface ThrottleRule {
  windowSeconds: number;
  freeFailures: number;
  firstWaitSeconds: number;
  maxWaitSeconds: number;
}

/**
 * Failures are counted three ways. One person at one address is slowed first, so that neither a guessed
 * colleague nor a shared office address locks anyone else out; the two wide rules stop sweeps.
 */
export const THROTTLE = {
  pair: { windowSeconds: 900, freeFailures: 5, firstWaitSeconds: 30, maxWaitSeconds: 900 },
  address: { windowSeconds: 900, freeFailures: 50, firstWaitSeconds: 30, maxWaitSeconds: 900 },
  /** Short at most: many addresses can slow an account, not shut it. Addresses it has used before are exempt. */
  email: { windowSeconds: 900, freeFailures: 25, firstWaitSeconds: 15, maxWaitSeconds: 60 },
} as const satisfies Record<string, ThrottleRule>;

/**
 * Seconds still to wait, 0 when free to try. `failures` are the failed attempts since the last success,
 * in any order; each one past the free ones doubles the wait after the newest.
 */
export function throttleWait(failures: readonly Date[], now: Date, rule: ThrottleRule): number {
  const recent = failures
    .map((at) => at.getTime())
    .filter((at) => at > now.getTime() - rule.windowSeconds * 1000);
  const over = recent.length - rule.freeFailures;
  if (over < 0) return 0;
  const wait = Math.min(rule.firstWaitSeconds * 2 ** Math.min(over, 20), rule.maxWaitSeconds);
  const until = Math.max(...recent) + wait * 1000;
  return Math.max(0, Math.ceil((until - now.getTime()) / 1000));
}
