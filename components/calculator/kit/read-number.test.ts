import { expect, it } from 'vitest';
import { parseMoney } from '@/lib/money/money';
import { readAmount, readNumber } from './read-number';

it('reads numbers as typed, with separators', () => {
  expect(readNumber(' 1,234.5 ', { min: 0, max: 2_000 })).toBe(1234.5);
  expect(readNumber('12', { min: 1, max: 31, whole: true })).toBe(12);
});

it.each(['', 'abc', '-1', '1e5', '0.1234567', '3000', '1.5'])(
  'refuses "%s" as a whole number to 2,000',
  (text) => {
    expect(readNumber(text, { min: 0, max: 2_000, whole: true })).toBeNull();
  },
);

it('reads amounts exactly', () => {
  expect(readAmount('375,240')).toBe(parseMoney('375240'));
  expect(readAmount('11.666667')).toBe(parseMoney('11.666667'));
  expect(readAmount('-5')).toBeNull();
  expect(readAmount('1.1234567')).toBeNull();
});
