import { expect, it } from 'vitest';
import { toInstants } from '../time/period';
import { exhaustionAt } from './exhaustion';

const ZONE = 'Asia/Hong_Kong';
const november = toInstants({ from: '2026-11-01', to: '2026-12-01' }, ZONE);
const at = (text: string) => new Date(`${text}+08:00`);

it.each([
  // Half of it in 10 of 30 days: the other half by the end of day 20, which is the first instant of day 21.
  [{ spent: 50n, limit: 100n }, '2026-11-11T00:00', '2026-11-21'],
  [{ spent: 95n, limit: 100n }, '2026-11-20T00:00', '2026-11-21'],
  [{ spent: 20n, limit: 100n }, '2026-11-11T00:00', null],
  // At this rate the last instant of the month would be the first of the next.
  [{ spent: 1n, limit: 30n }, '2026-11-02T00:00', null],
  [{ spent: 0n, limit: 100n }, '2026-11-11T00:00', null],
  [{ spent: 90n, limit: 100n }, '2026-11-01T00:00', null],
])('%o by %s is used up on %s', (figures, now, day) => {
  expect(exhaustionAt(figures, november, at(now), ZONE)).toBe(day);
});

it('knows a day of 23 hours, and a budget of a single day', () => {
  const spring = toInstants({ from: '2026-03-29', to: '2026-03-30' }, 'Europe/London');
  const figures = { spent: 50n, limit: 100n };
  expect(exhaustionAt(figures, spring, new Date('2026-03-29T11:00:00Z'), 'Europe/London')).toBe('2026-03-29');
  expect(exhaustionAt(figures, spring, new Date('2026-03-29T11:30:00Z'), 'Europe/London')).toBeNull();
});
