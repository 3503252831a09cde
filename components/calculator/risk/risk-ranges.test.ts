import { expect, it } from 'vitest';
import { PER_USER } from '@/lib/calculator/presets';
import { readRanges, riskRanges, uncertainOf, withRange } from './risk-ranges';

const { workload } = PER_USER.knowledgeWork;

it('spreads every input that is not zero, and takes those set by hand', () => {
  const ranges = riskRanges(workload, 30, 'activeUsers:250:600');
  expect(ranges.find(({ key }) => key === 'activeUsers')).toEqual({
    ...{ key: 'activeUsers', low: 250, high: 600, assumed: 300, own: true },
  });
  expect(ranges.find(({ key }) => key === 'priceLevel')).toEqual({
    ...{ key: 'priceLevel', low: 0.7, high: 1.3, assumed: 1, own: false },
  });
  expect(ranges.some(({ key }) => key === 'batchShare')).toBe(false);
});

it('draws around what is assumed, or evenly where that lies outside', () => {
  const [inside, outside] = uncertainOf(
    riskRanges(workload, 30, 'priceLevel:1.3:1.5').filter(({ key }) =>
      ['activeUsers', 'priceLevel'].includes(key),
    ),
  );
  expect(inside).toMatchObject({ shape: 'triangular', low: 210, likely: 300, high: 390 });
  expect(outside).toEqual({ key: 'priceLevel', shape: 'uniform', low: 1.3, high: 1.5 });
});

it('writes and reads ranges, and leaves out what is none', () => {
  const written = withRange(withRange('', 'tasks', { low: 1, high: 2.5 }), 'priceLevel', {
    low: 1,
    high: 1.5,
  });
  expect(written).toBe('tasks:1:2.5 priceLevel:1:1.5');
  expect(withRange(written, 'tasks', null)).toBe('priceLevel:1:1.5');
  expect([
    ...readRanges('no:1:2 tasks:3:1 cacheHitShare:0:2 batchShare::1 runawayShare:0:0.5').keys(),
  ]).toEqual(['runawayShare']);
});
