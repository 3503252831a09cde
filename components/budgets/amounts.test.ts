import { describe, expect, it } from 'vitest';
import {
  barPercent,
  compactCount,
  editable,
  percentText,
  shortAmount,
  unitSymbol,
  wholeTokens,
} from './amounts';
import { changesOf, draftOf, plainAmount } from './draft';
import { budgetTerms } from './testing/budgets';

const HKD = { unit: 'currency', currency: 'HKD' } as const;
const TOKENS = { unit: 'tokens', currency: null } as const;

describe('amounts of a budget', () => {
  it.each([
    ['54000.500000000000', HKD, 'HK$54,000'],
    ['12.340000000000', HKD, 'HK$12.34'],
    ['-1500.000000000000', HKD, '−HK$1,500'],
    ['1250000.000000000000', TOKENS, '1,250,000'],
  ])('%s is written %s', (amount, of, text) => expect(shortAmount(amount, of)).toBe(text));

  it.each([
    ['81.4', '81.4 %'],
    ['80.0', '80 %'],
    ['-3.0', '−3 %'],
  ])('%s per cent is written %s', (percent, text) => expect(percentText(percent)).toBe(text));

  it('starts a field without needless zeros', () => {
    expect(editable('54000.500000000000')).toBe('54000.5');
    expect(editable('54000.000000000000')).toBe('54000');
  });

  it('keeps whole tokens and no symbol for them', () => {
    expect(wholeTokens('999999.000000000000')).toBe('999,999');
    expect([unitSymbol(TOKENS), unitSymbol(HKD)]).toEqual(['', 'HK$']);
  });

  it('draws nothing against no limit', () => {
    expect(barPercent('25.000000000000', '100.000000000000')).toBe(25);
    expect(barPercent('25.000000000000', '0.000000000000')).toBe(0);
  });
});

describe('the draft of an edit', () => {
  const terms = budgetTerms({ limit: '50000.000000000000', stopCondition: 'When the backlog is cleared' });

  it('changes nothing where nothing was touched', () => {
    expect(changesOf(draftOf(terms), terms)).toBeNull();
  });

  it('sends only what is different, an amount without separators', () => {
    const draft = { ...draftOf(terms), limit: '52,000.50', stopCondition: ' ' };
    expect(changesOf(draft, terms)).toEqual({ limit: '52000.50', stopCondition: null });
  });

  it('reads an amount as people write it', () => {
    expect(plainAmount(' 1,200，000 ')).toBe('1200000');
  });
});

it.each([
  ['999', 'en', '999'],
  ['53407325', 'en', '53.4 M'],
  ['12000', 'en', '12 k'],
  ['53407325', 'zh-HK', '5,340.7 萬'],
  ['250000000.000000000000', 'zh-HK', '2.5 億'],
])('%s in a note (%s) is %s', (count, locale, text) => expect(compactCount(count, locale)).toBe(text));

it('is as precise as the limit asks for, and zero is never dressed up', () => {
  expect(shortAmount('961.400000000000', HKD, '3700.000000000000')).toBe('HK$961');
  expect(shortAmount('45.126000000000', HKD, '200.000000000000')).toBe('HK$45.13');
  expect(shortAmount('0.000000000000', HKD)).toBe('HK$0');
});
