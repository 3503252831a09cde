import { describe, expect, it } from 'vitest';
import { parseMoney } from '../money/money';
import { breakdownAt } from './build-versus-buy';
import { yearCost } from './build-versus-buy-arms';
import {
  PUBLISHED_CHECKS,
  PUBLISHED_TCO,
  PUBLISHED_TOTAL,
  publishedChecks,
} from './build-versus-buy-published';
import {
  compareCrossings,
  impliedInputs,
  SEED_API_PER_MILLION,
  SEED_OWN,
  SEED_TOKENS_PER_NODE,
  seedArms,
} from './build-versus-buy-seed';

const usd = parseMoney;
const B = 1_000_000_000n;
const check = (key: string) => publishedChecks().find((one) => one.key === key);

describe('the published figures against themselves', () => {
  it('are all checked, in the order named', () => {
    expect(publishedChecks().map(({ key }) => key)).toEqual([...PUBLISHED_CHECKS]);
  });

  it('follow, or do not, as hand work says', () => {
    expect(
      publishedChecks()
        .filter(({ follows }) => follows)
        .map(({ key }) => key),
    ).toEqual(['breakdown_percent', 'own_saving', 'api_monthly_bound', 'own_gpu_hour_compute']);
  });

  it('have a breakdown that sums to $236,698, a sixth of its headline', () => {
    expect(check('breakdown_sum')?.computed).toEqual([usd('236698')]);
    expect(PUBLISHED_TOTAL).toBe(breakdownAt(SEED_OWN, 10n * B).total);
  });

  it('have two API prices, $106 and $11.67 a million', () => {
    expect(check('api_price')?.computed).toEqual([usd('106'), usd('11.666666666667')]);
  });

  it('put compute at $1.78 a GPU-hour, and everything at $3.38', () => {
    // 125,080 ÷ 70,080 and 236,698 ÷ 70,080.
    expect(check('own_gpu_hour_compute')?.computed).toEqual([usd('1.784817351598')]);
    expect(check('own_gpu_hour_all_in')?.computed).toEqual([usd('3.377539954338')]);
  });

  it('save 53.8 % and 58.6 % of the API', () => {
    expect(check('own_saving')?.computed).toEqual([
      { n: usd('570000'), d: usd('1060000') },
      { n: usd('2050000'), d: usd('3500000') },
    ]);
  });
});

describe("our crossing points with the document's inputs", () => {
  it('serve 48.972 billion tokens a node at $11.67 a million, as its year 2 implies', () => {
    expect(SEED_TOKENS_PER_NODE.n).toBe(48_972_000_000n * SEED_TOKENS_PER_NODE.d);
    expect(SEED_API_PER_MILLION).toBe(usd('11.666666666667'));
    expect(yearCost(seedArms().own, 300n * B)).toBe(usd('236698') * 7n);
  });

  it.each([
    // $70,080, $175,200 and $280,320 of rent, and $236,698 of own hardware, over $11.666666666667 a million.
    ['1', 6_006_857_143n, null, null],
    ['2.5', 15_017_142_858n, null, null],
    ['4', 24_027_428_572n, 20_288_400_000n, 248_107_329_966n],
  ])('at $%s a GPU-hour', (gpuHour, neocloud, first, lasting) => {
    expect(compareCrossings(seedArms({ gpuHourPrice: usd(gpuHour) }))).toEqual([
      { pair: 'neocloudBelowApi', published: 49n * B, first: neocloud, lasting: neocloud },
      { pair: 'ownBelowApi', published: 67n * B, first: 20_288_400_000n, lasting: 20_288_400_000n },
      { pair: 'ownBelowBoth', published: 84n * B, first, lasting },
    ]);
  });

  it('do not exist below $4.83 a million: no volume makes the own node cheaper than that', () => {
    const rows = compareCrossings(seedArms({ apiPerMillion: usd('4.83') }));
    expect(rows[1]).toMatchObject({ pair: 'ownBelowApi', first: null, lasting: null });
  });
});

describe('the inputs that the published points imply', () => {
  it('are an API at $3.53 a million and a neocloud with a yearly fee, by hand', () => {
    const implied = impliedInputs();
    // p = 236,698 ÷ 67,000; neocloud (236,698 − 49,000 p) ÷ 35,000 a million = 18/35 p, and 49,000 × 17/35 p a year.
    expect(implied.apiPerMillion).toBe(usd('3.532805970149'));
    expect(implied.neocloudPerMillion).toBe(usd('1.816871641791'));
    expect(implied.neocloudYearlyFee).toBe(usd('84080.782089552239'));
    expect(implied.neocloudFeePerGpuHour).toBe(usd('1.199782849451'));
  });

  it('give the engine the published points back, strictly from the next token on', () => {
    const { crossings } = PUBLISHED_TCO;
    expect(compareCrossings(impliedInputs().arms).map(({ first, lasting }) => [first, lasting])).toEqual(
      [crossings.neocloudBelowApi, crossings.ownBelowApi, crossings.ownBelowBoth].map((point) => [
        point + 1n,
        point + 1n,
      ]),
    );
  });
});
