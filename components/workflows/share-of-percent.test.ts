import { expect, it } from 'vitest';
import { shareOfPercent } from './share-of-percent';

it.each([
  ['0', '0.000000'],
  ['12.5', '0.125000'],
  ['100', '1.000000'],
  ['0.0001 %', '0.000001'],
  ['250', '2.500000'],
  ['a third', 'a third'],
])('reads %s as the share %s', (text, share) => {
  expect(shareOfPercent(text)).toBe(share);
});
