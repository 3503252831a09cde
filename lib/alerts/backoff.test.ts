import { describe, expect, it } from 'vitest';
import { DELAYS, type Outcome, waitAfter } from './backoff';
import { httpOutcome, oneLine, retryAfterMs } from './http-outcome';

const NOW = new Date('2026-11-22T04:00:00Z');
const failure: Outcome = { ok: false, status: 503, detail: null, again: true };

describe('waits', () => {
  it('grow from 5 seconds to a day, then end: eight attempts', () => {
    const waits = Array.from({ length: 8 }, (_, index) => waitAfter(failure, index + 1));
    expect(waits).toEqual([...DELAYS, null]);
    expect(DELAYS.map((delay) => delay / 1000)).toEqual([5, 30, 120, 600, 3_600, 21_600, 86_400]);
  });

  it('take the wish of the receiver where it is later, at most a day', () => {
    expect(waitAfter({ ...failure, retryAfterMs: 90_000 }, 1)).toBe(90_000);
    expect(waitAfter({ ...failure, retryAfterMs: 1_000 }, 1)).toBe(5_000);
    expect(waitAfter({ ...failure, retryAfterMs: 99 * 86_400_000 }, 1)).toBe(86_400_000);
  });

  it('end at once for what no other attempt can mend', () => {
    expect(waitAfter({ ...failure, again: false }, 1)).toBeNull();
  });
});

describe('an answer', () => {
  const of = (status: number, retryAfter: string | null = null) =>
    httpOutcome({ status, retryAfter, body: ' a\r\n\tb\u0000c ' }, NOW);

  it.each([200, 202, 204])('%i arrived', (status) => {
    expect(of(status)).toEqual({ ok: true, status, detail: 'a b c', again: false });
  });

  it.each([400, 401, 403, 404, 413, 422])('%i is a mistake and final', (status) => {
    expect(of(status)).toEqual({ ok: false, status, detail: 'a b c', again: false, gone: false });
  });

  it('301 is not followed and final', () => {
    expect(of(301)).toMatchObject({ ok: false, again: false });
  });

  it('410 is for good', () => {
    expect(of(410)).toMatchObject({ ok: false, again: false, gone: true });
  });

  it.each([408, 425, 429, 500, 502, 503, 504])('%i may pass', (status) => {
    expect(of(status, '7')).toEqual({ ok: false, status, detail: 'a b c', again: true, retryAfterMs: 7_000 });
  });
});

it('reads Retry-After as seconds or as a date', () => {
  expect(retryAfterMs('120', NOW)).toBe(120_000);
  expect(retryAfterMs('Sun, 22 Nov 2026 04:01:00 GMT', NOW)).toBe(60_000);
  expect(retryAfterMs('Sun, 22 Nov 2026 03:00:00 GMT', NOW)).toBe(0);
  expect(retryAfterMs('soon', NOW)).toBeUndefined();
  expect(retryAfterMs(null, NOW)).toBeUndefined();
});

it('keeps a line of what was said', () => {
  expect(oneLine('x'.repeat(500))).toHaveLength(200);
  expect(oneLine(' \n ')).toBeNull();
});
