import { describe, expect, it } from 'vitest';
import { parseMoney } from '@/lib/money/money';
import { countInWords, printedText, ratioText } from './ratio-text';

describe('a ratio as text', () => {
  it.each([
    [{ n: 1n, d: 3n }, 2, '0.33'],
    [{ n: -1n, d: 8n }, 3, '−0.125'],
    [{ n: 1_234_567n, d: 1n }, 0, '1,234,567'],
    [{ n: 5n, d: 2n }, 0, '2'],
    [{ n: 1n, d: 2n }, 4, '0.5'],
  ])('%o with %i decimals is %s', (ratio, places, text) => {
    expect(ratioText(ratio, places)).toBe(text);
  });
});

it('writes large counts in the words of the language', () => {
  expect(countInWords(48_972_000_000n, 'en')).toBe('48.97 billion');
  expect(countInWords(48_972_000_000n, 'zh-HK')).toBe('489.72億');
  expect(countInWords(999n, 'en')).toBe('999');
  expect(countInWords(12_000n, 'zh-HK')).toBe('1.2萬');
});

it.each([
  ['0.001', 'US$0.001'],
  ['0.000025', 'US$0.000025'],
  ['0.36', 'US$0.36'],
  ['180', 'US$180.00'],
  ['0', 'US$0.00'],
])('prints $%s as %s', (amount, text) => {
  expect(printedText(parseMoney(amount), 'USD')).toBe(text);
});
