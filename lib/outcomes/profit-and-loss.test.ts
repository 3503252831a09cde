import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromUnits, toUnits } from '../attribution/figure';
import { parseMoney } from '../money/money';
import { type ResultTerms, resultOf } from './profit-and-loss';
import { addOutcomes, emptyTally, ratesOf, WORTH_PLACES, type Worth, worthOn } from './worth';

const hkd = (amount: string, reworkShare = 0n): Worth => ({
  ...{ amount: parseMoney(amount), currency: 'HKD', reworkShare },
});
const reading = { currency: 'HKD' as const, rateOf: ratesOf(new Map([['HKD', '7.8']])) };
const terms = (cost: string | null): Omit<ResultTerms, 'tally'> => ({
  ...{ workflow: 'w', label: 'W', teams: [], unpricedTokens: '0' },
  outcome: { definitionId: '1', unit: 'thing', vouchedBy: 'someone' },
  effectiveCost: { value: cost, reason: cost === null ? 'unpriced' : null },
});
const result = (cost: string | null, count: bigint, worth: Worth | null) => {
  const tally = emptyTally();
  addOutcomes(tally, count, worth, reading);
  return resultOf({ ...terms(cost), tally });
};
const zeros = (places: number) => '0'.repeat(places);

describe('the examples of the seed', () => {
  it('a ticket that costs HK$0.40 and saves HK$12 of agent time', () => {
    // 1,000 tickets: HK$400 of cost against HK$12,000. 400 ÷ 12 = 33.3: the 34th ticket pays for it all.
    expect(result('400', 1_000n, hkd('12'))).toMatchObject({
      ...{ costPerOutcome: `0.4${zeros(11)}`, valuePerOutcome: `12.${zeros(12)}` },
      ...{ margin: `11600.${zeros(22)}`, breakEven: '34', profitable: true, gap: null },
    });
  });
  it('a research query that costs HK$90 and that the lawyer rewrites', () => {
    // Worth HK$620 each if used; all of it rewritten is worth nothing, and no number of queries pays for it.
    expect(result('18000', 200n, hkd('620', 1_000_000n))).toMatchObject({
      ...{ costPerOutcome: `90.${zeros(12)}`, valuePerOutcome: `0.${zeros(12)}`, reworkShare: '1.000000' },
      ...{ margin: `-18000.${zeros(22)}`, breakEven: null, profitable: false, gap: null },
    });
    // 97 % rewritten: 620 × 0.03 = 18.60 against 90.
    expect(result('18000', 200n, hkd('620', 970_000n))).toMatchObject({
      ...{ valuePerOutcome: `18.6${zeros(11)}`, margin: `-14280.${zeros(22)}`, breakEven: '968' },
    });
  });
});

describe('what is not known is not zero', () => {
  it.each([
    ['no_outcomes', result('5', 0n, hkd('1'))],
    ['no_outcomes', result('5', -2n, hkd('1'))],
    ['no_value', result('5', 3n, null)],
    ['unpriced', result(null, 3n, hkd('1'))],
    ['no_fx_rate', result('5', 3n, { ...hkd('1'), currency: 'JPY' })],
    ['no_definition', resultOf({ ...terms('5'), outcome: null, tally: emptyTally() })],
  ])('%s', (gap, { gap: found, margin, outcomeValue, profitable }) => {
    expect({ found, margin, outcomeValue, profitable }).toEqual({
      ...{ found: gap, margin: null, outcomeValue: null, profitable: null },
    });
  });
  it('still says what one outcome cost where only its value is missing', () => {
    expect(result('9', 3n, null)).toMatchObject({ outcomes: '3', costPerOutcome: `3.${zeros(12)}` });
  });
});

it('reads a value of another currency through both rates, rounded once', () => {
  const tally = emptyTally();
  const rateOf = ratesOf(new Map([['HKD', '7.8'] as const, ['EUR', '0.9'] as const]));
  addOutcomes(tally, 1n, hkd('12'), { currency: 'EUR', rateOf });
  // 12 × 0.9 ÷ 7.8 = 1.384615…
  expect(fromUnits(tally.worth, WORTH_PLACES)).toBe('1.3846153846153846153846');
});

it('lets the value recorded last count among those that cover a day', () => {
  const dated = (id: bigint, validFrom: string, validTo: string | null) => ({
    ...hkd(String(id)),
    ...{ id, validFrom, validTo },
  });
  const values = [
    dated(1n, '2026-01-01', null),
    dated(2n, '2026-03-01', '2026-04-01'),
    dated(3n, '2026-06-01', null),
  ];
  const days = [
    '2025-12-31',
    '2026-01-01',
    '2026-02-28',
    '2026-03-01',
    '2026-03-31',
    '2026-04-01',
    '2026-06-01',
  ];
  expect(days.map((day) => worthOn(values, day)?.id ?? null)).toEqual([null, 1n, 1n, 2n, 2n, 1n, 3n]);
});

it('is exact whatever is added: worth − cost = margin, in any order and any cut', () => {
  const one = fc.record({
    count: fc.bigInt({ min: -1_000n, max: 1_000_000n }),
    amount: fc.bigInt({ min: 0n, max: 10n ** 18n }),
    reworkShare: fc.bigInt({ min: 0n, max: 1_000_000n }),
  });
  fc.assert(
    fc.property(
      fc.array(one, { maxLength: 8 }),
      fc.bigInt({ min: 0n, max: 10n ** 24n }),
      fc.nat(),
      (parts, cost, cut) => {
        const worthOf = (some: typeof parts) => {
          const tally = emptyTally();
          for (const { count, amount, reworkShare } of some)
            addOutcomes(
              tally,
              count,
              { ...hkd('0'), amount: amount as Worth['amount'], reworkShare },
              reading,
            );
          return tally;
        };
        const whole = worthOf(parts);
        const at = parts.length === 0 ? 0 : cut % (parts.length + 1);
        const [a, b] = [worthOf(parts.slice(at)), worthOf(parts.slice(0, at))];
        expect([a.worth + b.worth, a.count + b.count]).toEqual([whole.worth, whole.count]);
        const made = resultOf({ ...terms(fromUnits(cost, 22)), tally: whole });
        if (made.margin === null || made.outcomeValue === null) {
          expect(whole.count <= 0n).toBe(true);
          return;
        }
        expect(toUnits(made.margin, 22) + cost).toBe(whole.worth);
        expect(made.profitable).toBe(whole.worth > cost);
        if (made.breakEven === null) return;
        const enough = BigInt(made.breakEven);
        expect(whole.worth * enough >= cost * whole.count).toBe(true);
        expect(enough === 0n || whole.worth * (enough - 1n) < cost * whole.count).toBe(true);
      },
    ),
  );
});
