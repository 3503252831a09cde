import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays } from '../time/period';
import { coverOf } from './cover';

it('reads thirteen whole months as one stretch', () => {
  const period = { from: '2025-10-01', to: '2026-11-01' };
  expect(coverOf(period, ['2025-10-01', '2026-04-01'])).toEqual({ months: [period], days: [] });
});

it('reads ragged edges, and a month in which a rate or a bucket begins, by days', () => {
  expect(coverOf({ from: '2026-01-15', to: '2026-05-03' }, ['2026-03-10'])).toEqual({
    months: [
      { from: '2026-02-01', to: '2026-03-01' },
      { from: '2026-04-01', to: '2026-05-01' },
    ],
    days: [
      { from: '2026-01-15', to: '2026-02-01' },
      { from: '2026-03-01', to: '2026-04-01' },
      { from: '2026-05-01', to: '2026-05-03' },
    ],
  });
});

it('holds every day exactly once, and no cut inside a month read whole', () => {
  const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2025-01-01', days));
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 1, max: 500 }),
      fc.array(day, { maxLength: 5 }),
      (from, length, cuts) => {
        const period = { from, to: addDays(from, length) };
        const { months, days } = coverOf(period, cuts);
        const stretches = [...months, ...days].sort((a, b) => (a.from < b.from ? -1 : 1));
        let reached = from;
        for (const stretch of stretches) {
          expect(stretch.from).toBe(reached);
          reached = stretch.to;
        }
        expect(reached).toBe(period.to);
        for (const month of months) expect([month.from.slice(8), month.to.slice(8)]).toEqual(['01', '01']);
        const inside = cuts.filter((cut) => months.some(({ from: a, to: b }) => cut > a && cut < b));
        expect(inside.every((cut) => cut.endsWith('-01'))).toBe(true);
      },
    ),
  );
});
