import { expect, it } from 'vitest';
import { wholeNumber } from './whole-number';

it.each([
  ['38120', 38_120],
  ['1,204', 1_204],
  ['−3', -3],
  ['2.5', Number.NaN],
  ['', Number.NaN],
  ['twelve', Number.NaN],
])('reads %s as %d', (text, count) => {
  expect(wholeNumber(text)).toBe(count);
});
