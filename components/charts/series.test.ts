import { describe, expect, it } from 'vitest';
import { axisNumber, colourOf, labelBucket, niceScale, stackMiddles } from './series';

describe('niceScale', () => {
  it.each([
    [100, 100, [0, 25, 50, 75, 100]],
    [512_400, 600_000, [0, 200_000, 400_000, 600_000]],
    [0.07, 0.08, [0, 0.02, 0.04, 0.06, 0.08]],
    [0, 1, [0, 1]],
  ])('%d tops out at %d and starts at zero', (max, top, ticks) => {
    const scale = niceScale(max);
    expect(scale.top).toBeCloseTo(top, 10);
    expect(scale.ticks.map((tick) => Number(tick.toFixed(6)))).toEqual(ticks);
  });
});

describe('stackMiddles', () => {
  it('is the middle of each part, counted from the bottom', () => {
    const series = [10, 20, 4].map((value, index) => ({
      id: String(index),
      name: '',
      colour: colourOf(index),
      values: [value],
      texts: [''],
    }));
    expect(stackMiddles(series, 0)).toEqual([5, 20, 32]);
  });
});

it('labels beside the last whole bucket of usual height', () => {
  const tick = (partial: boolean) => ({ id: '', label: '', title: '', partial });
  expect(labelBucket([tick(false), tick(false), tick(true)], [5, 5, 5])).toBe(1);
  expect(labelBucket([tick(false), tick(false), tick(false)], [10, 9, 2])).toBe(1);
  expect(labelBucket([tick(true)], [1])).toBe(0);
});

it.each([
  [0, '0'],
  [2500, '2,500'],
  [0.0025, '0.0025'],
  [12_500, '12.5k'],
  [1_500_000, '1.5m'],
  [3e9, '3bn'],
])('writes %d on an axis as %s', (value, text) => expect(axisNumber(value)).toBe(text));
