import fc from 'fast-check';
import { expect, it } from 'vitest';
import { leversHref, readLevers, START } from './levers-address';

const asked = (href: string) => Object.fromEntries(new URL(href, 'http://x').searchParams);
const percent = (most: number) => fc.integer({ min: 0, max: most }).map((value) => BigInt(value) * 100n);

it('reproduces any position of the sliders from its address', () => {
  const levers = fc.record({
    measures: fc.record({ cut: percent(100), route: percent(100), shorten: percent(100) }),
    scenario: fc.record({ priceRise: percent(100), users: percent(200) }),
  });
  fc.assert(
    fc.property(levers, (one) => {
      expect(readLevers(asked(leversHref(one)))).toEqual(one);
    }),
  );
});

it('names only what was moved, and starts where it cannot read', () => {
  expect(leversHref(START)).toBe('/forecast/plan');
  const moved = { ...START, measures: { ...START.measures, route: 2_500n } };
  expect(leversHref(moved)).toBe('/forecast/plan?route=25');
  expect(readLevers({ cut: '101', route: '-1', shorten: ['1', '2'], prices: '1e2', users: '201' })).toEqual(
    START,
  );
});
