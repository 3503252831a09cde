import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '@/db/demo/random';
import { parseMoney } from '../money/money';
import { bettingInterval } from './betting';
import { compare, costPerCorrect, type PairedCase, shareText } from './compare';
import { NORMAL_95 } from './critical-value';
import type { Verdict } from './evidence';
import { scoreInterval, scoreStatistic } from './paired-score';

const pair = (score: number, baselineScore: number): PairedCase => ({
  score,
  baselineScore,
  cost: null,
  baselineCost: null,
});
const pairs = (both: number, modelOnly: number, baselineOnly: number, neither: number): PairedCase[] => [
  ...Array<PairedCase>(both).fill(pair(1, 1)),
  ...Array<PairedCase>(modelOnly).fill(pair(1, 0)),
  ...Array<PairedCase>(baselineOnly).fill(pair(0, 1)),
  ...Array<PairedCase>(neither).fill(pair(0, 0)),
];

describe('the score interval of paired shares', () => {
  it("gives the figures of Tango's contact lenses", () => {
    // Tango (1998), section 5: 44 patients, one answers to the standard only, margin 0.1: Z = 1.709, 90 % interval
    // −0.096 to 0.037.
    const lenses = { cases: 44, modelOnly: 0, baselineOnly: 1 };
    expect(scoreStatistic(lenses, -0.1)).toBeCloseTo(1.709, 3);
    const { low, high } = scoreInterval(lenses, NORMAL_95);
    expect(low).toBeCloseTo(-0.096, 3);
    expect(high).toBeCloseTo(0.037, 3);
  });

  it("gives the figures of Agresti's approval ratings", () => {
    // Agresti, Categorical Data Analysis, 10.1: 794, 150, 86 and 570 of 1,600: −0.04, 95 % interval −0.06 to −0.02.
    const { low, high } = scoreInterval({ cases: 1600, modelOnly: 86, baselineOnly: 150 }, 1.959964);
    expect([low.toFixed(2), high.toFixed(2)]).toEqual(['-0.06', '-0.02']);
  });
});

describe('the verdict', () => {
  it('is proven, worse or open as the interval lies about the margin', () => {
    expect(compare(pairs(180, 8, 8, 4), 0.05).verdict).toBe('proven');
    expect(compare(pairs(140, 2, 50, 8), 0.05).verdict).toBe('worse');
    expect(compare(pairs(80, 8, 8, 4), 0.05).verdict).toBe('not_proven');
  });

  it('needs more than a few cases on which both agree', () => {
    expect(compare(pairs(20, 0, 0, 0), 0.05).verdict).toBe('not_proven');
    // (1 − 0.05)^58 = 5.1 % and (1 − 0.05)^59 = 4.8 %: the fewest that can show it without one disagreement.
    expect(compare(pairs(58, 0, 0, 0), 0.05).verdict).toBe('not_proven');
    expect(compare(pairs(59, 0, 0, 0), 0.05).verdict).toBe('proven');
  });

  it('mirrors the interval where model and baseline change places', () => {
    const count = fc.integer({ min: 0, max: 12 });
    fc.assert(
      fc.property(count, count, fc.integer({ min: 1, max: 40 }), (modelOnly, baselineOnly, both) => {
        const one = compare(pairs(both, modelOnly, baselineOnly, 0), 0.1);
        const other = compare(pairs(both, baselineOnly, modelOnly, 0), 0.1);
        expect(one.low).toBeCloseTo(-other.high, 6);
        expect(one.difference).toBeCloseTo(-other.difference, 12);
        expect(one.low).toBeLessThanOrEqual(one.difference + 1e-9);
        expect(one.high).toBeGreaterThanOrEqual(one.difference - 1e-9);
      }),
      { numRuns: 60 },
    );
  });
});

/** 5 % and three standard errors of a share of 5 % in 2,000 sets. */
const MOST_FALSE = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / 2000);
const SETS = 2000;

describe('at the margin, of 2,000 simulated sets', () => {
  it.each([
    { cases: 40, margin: 0.1, modelOnly: 0 },
    { cases: 60, margin: 0.05, modelOnly: 0 },
    { cases: 100, margin: 0.05, modelOnly: 0.03 },
    { cases: 200, margin: 0.05, modelOnly: 0.1 },
    { cases: 250, margin: 0.02, modelOnly: 0.002 },
    { cases: 600, margin: 0.03, modelOnly: 0.05 },
  ])('at most 5 % are falsely proven: %o', ({ cases, margin, modelOnly }) => {
    const random = randomStream(`margin ${cases}`);
    const verdicts = new Map<string, Verdict>();
    let proven = 0;
    for (let set = 0; set < SETS; set += 1) {
      const counts = { both: 0, modelOnly: 0, baselineOnly: 0 };
      for (let at = 0; at < cases; at += 1) {
        const draw = random();
        if (draw < modelOnly) counts.modelOnly += 1;
        else if (draw < 2 * modelOnly + margin) counts.baselineOnly += 1;
        else counts.both += 1;
      }
      // Only the counts decide, and most come more than once.
      const key = `${counts.modelOnly} ${counts.baselineOnly}`;
      const verdict =
        verdicts.get(key) ??
        compare(pairs(counts.both, counts.modelOnly, counts.baselineOnly, 0), margin).verdict;
      verdicts.set(key, verdict);
      if (verdict === 'proven') proven += 1;
    }
    expect(proven / SETS).toBeLessThanOrEqual(MOST_FALSE);
  });

  it('at most 5 % are falsely proven where answers are graded', () => {
    const random = randomStream('graded');
    let proven = 0;
    for (let set = 0; set < SETS; set += 1) {
      // A tenth of the cases lose 0.6, the others nothing on average: a mean of exactly −0.06.
      const differences = Array.from({ length: 20 }, () => (random() < 0.1 ? -0.6 : (random() - 0.5) / 5));
      if (bettingInterval(differences).low > -0.06) proven += 1;
    }
    expect(proven / SETS).toBeLessThanOrEqual(MOST_FALSE);
  }, 30_000);
});

describe('cost per correct answer', () => {
  it('divides what all answers cost by those that were right', () => {
    const answers = [
      { score: 1, cost: parseMoney('0.03') },
      { score: 0, cost: parseMoney('0.02') },
      { score: 0.5, cost: parseMoney('0.01') },
    ];
    expect(costPerCorrect(answers)).toBe(parseMoney('0.04'));
    expect(costPerCorrect([...answers, { score: 1, cost: null }])).toBeNull();
    expect(costPerCorrect([{ score: 0, cost: parseMoney('1') }])).toBeNull();
  });
});

it('rounds the ends of an interval outwards', () => {
  expect(shareText(-0.0000004)).toBe('0.000000');
  expect(shareText(-0.0312345678, 'down')).toBe('-0.031235');
  expect(shareText(0.0312341, 'up')).toBe('0.031235');
});
