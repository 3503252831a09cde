import fc from 'fast-check';
import { expect, it } from 'vitest';
import { draftOf, isWhole, legsFrom, madeWhole } from './mix-draft';

const legs = fc.array(
  fc.record({
    model: fc.constant('a/b'),
    share: fc.integer({ min: 0, max: 1_000_000 }).map((units) => units / 1_000_000),
  }),
  { minLength: 1, maxLength: 12 },
);

it('makes any mix whole without a share below nothing', () => {
  fc.assert(
    fc.property(legs, (some) => {
      const whole = madeWhole(some);
      expect(isWhole(whole)).toBe(true);
      for (const { share } of whole) expect(share).toBeGreaterThanOrEqual(0);
    }),
  );
});

it('leaves a whole mix as it is', () => {
  const mix = [
    { model: 'a/b', share: 0.7 },
    { model: 'a/c', share: 0.25 },
    { model: 'a/d', share: 0.05 },
  ];
  expect(madeWhole(mix)).toEqual(mix);
  expect(legsFrom(draftOf(mix))).toEqual(mix);
  expect(draftOf(mix).map(({ text }) => text)).toEqual(['70', '25', '5']);
});

it('says when a share cannot be read', () => {
  expect(legsFrom([{ model: 'a/b', text: 'most' }])).toBeNull();
});
