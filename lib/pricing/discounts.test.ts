import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitPrice } from './compile-rates';
import { discountVersions, type OrderedVersion } from './discount-versions';
import { discountedPrice, discountedRates, remainderOf } from './discounted-rates';

describe('a discount on a list price', () => {
  it.each([
    ['3', '10', '2.7'],
    ['1.25', '12.5', '1.09375'],
    ['0.075', '33.3333', '0.05'], // 0.050000025 is nearest to 0.050000
    ['0.000001', '50', '0'], // 0.0000005: half, to even
    ['0.000003', '50', '0.000002'], // 0.0000015: half, to even
    ['14', '0.0001', '13.999986'],
    ['15', '100', '0'],
  ])('%s less %s per cent is %s', (list, percent, paid) => {
    expect(discountedPrice(list, percent)).toBe(paid);
  });

  it('is within half of the last decimal of the exact product, and never above the list', () => {
    const micros = fc.bigInt({ min: 0n, max: 10n ** 12n });
    const tenThousandths = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(micros, tenThousandths, (price, off) => {
        const list = `${price / 1_000_000n}.${(price % 1_000_000n).toString().padStart(6, '0')}`;
        const percent = `${Math.floor(off / 10_000)}.${String(off % 10_000).padStart(4, '0')}`;
        const paid = unitPrice(discountedPrice(list, percent));
        const distance = paid * 1_000_000n - price * BigInt(1_000_000 - off);
        expect(distance <= 500_000n && distance >= -500_000n).toBe(true);
        expect(paid <= price).toBe(true);
      }),
    );
  });

  it('comes off every class, tier, window and request, and leaves the factors', () => {
    const rates = discountedRates(
      {
        prices: { input: '2', output: '8' },
        contextTiers: [{ aboveInputTokens: 200_000, prices: { input: '4' } }],
        windows: [{ fromUtc: '16:30', toUtc: '00:30', prices: { input: '1' } }],
        serviceTiers: { batch: '0.5' },
        perRequest: '0.005',
      },
      '25',
    );
    expect(rates).toEqual({
      prices: { input: '1.5', output: '6' },
      contextTiers: [{ aboveInputTokens: 200_000, prices: { input: '3' } }],
      windows: [{ fromUtc: '16:30', toUtc: '00:30', prices: { input: '0.75' } }],
      serviceTiers: { batch: '0.5' },
      perRequest: '0.00375',
    });
  });

  it.each(['0', '0.0000', '100.0001', '101', '-1', '1e1', '', '5.00001'])(
    'refuses %s per cent',
    (percent) => {
      expect(() => remainderOf(percent)).toThrow(/above 0 and at most 100/);
    },
  );
});

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const version = (
  id: bigint,
  priority: number,
  from: string | null,
  to: string | null,
  input: string,
): OrderedVersion => ({
  ...{ id, priority, from: from ? day(from) : null, to: to ? day(to) : null },
  rates: { prices: { input } },
});
const shown = (pieces: ReturnType<typeof discountVersions>) =>
  pieces.map(({ from, to, rates }) => [
    from?.toISOString().slice(0, 10) ?? null,
    to?.toISOString().slice(0, 10) ?? null,
    rates.prices.input,
  ]);

describe('the prices a discount makes', () => {
  const terms = { percent: '10', from: day('2026-03-01'), to: day('2026-09-01') };

  it('follow the list that charges at each moment', () => {
    const lists = [
      version(1n, 30, null, '2026-05-01', '10'),
      version(2n, 30, '2026-05-01', null, '8'),
      version(3n, 20, '2026-06-01', '2026-07-01', '20'),
    ];
    expect(shown(discountVersions(lists, terms))).toEqual([
      ['2026-03-01', '2026-05-01', '9'],
      ['2026-05-01', '2026-06-01', '7.2'],
      ['2026-06-01', '2026-07-01', '18'],
      ['2026-07-01', '2026-09-01', '7.2'],
    ]);
  });

  it('are none where no list has a price, or the model is self-hosted; equal neighbours are one', () => {
    const lists = [
      version(1n, 30, '2026-04-01', '2026-05-01', '10'),
      version(2n, 30, '2026-05-01', '2026-06-01', '10'),
      { ...version(3n, 30, '2026-06-01', null, '10'), rates: { prices: {}, selfHosted: true } },
    ];
    expect(shown(discountVersions(lists, terms))).toEqual([['2026-04-01', '2026-06-01', '9']]);
    expect(discountVersions([], terms)).toEqual([]);
  });

  it('stay open where the discount and the list are', () => {
    const open = { ...terms, to: null };
    expect(shown(discountVersions([version(1n, 30, null, null, '1')], open))).toEqual([
      ['2026-03-01', null, '0.9'],
    ]);
  });
});
