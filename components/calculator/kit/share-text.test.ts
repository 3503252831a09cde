import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readShare, shareTextOf } from './share-text';

it.each([
  ['12.5', 0.125],
  ['12.5 %', 0.125],
  ['0', 0],
  ['100', 1],
  ['0.0001', 0.000001],
  ['0.00001', null],
  ['100.1', null],
  ['-1', null],
  ['', null],
  ['ten', null],
])('reads %s as %s', (text, share) => {
  expect(readShare(text)).toBe(share);
});

it('writes any share of six decimals so that it is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (millionths) => {
      expect(readShare(shareTextOf(millionths / 1_000_000))).toBe(millionths / 1_000_000);
    }),
  );
});
