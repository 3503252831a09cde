import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeLabels } from './place-labels';

describe('placeLabels', () => {
  it('leaves labels that do not collide where they are', () => {
    expect(placeLabels([10, 40, 90], 14, 0, 100)).toEqual([10, 40, 90]);
  });

  it('centres a colliding pair on its mean and keeps the order', () => {
    expect(placeLabels([50, 50], 14, 0, 100)).toEqual([43, 57]);
  });

  it('pushes a crowd off the edge back inside', () => {
    expect(placeLabels([98, 99, 100], 10, 0, 100)).toEqual([80, 90, 100]);
    expect(placeLabels([0, 1], 10, 0, 100)).toEqual([0, 10]);
  });

  it('spreads what cannot fit over the room there is', () => {
    expect(placeLabels([5, 5, 5], 100, 0, 20)).toEqual([0, 10, 20]);
  });

  it('never lets two labels touch, leave the chart or change places', () => {
    const heights = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(heights, (unsorted) => {
        const wanted = [...unsorted].sort((a, b) => a - b);
        const placed = placeLabels(wanted, 14, 0, 300);
        for (const [index, y] of placed.entries()) {
          expect(y).toBeGreaterThanOrEqual(-1e-9);
          expect(y).toBeLessThanOrEqual(300 + 1e-9);
          const before = placed[index - 1];
          if (before !== undefined) expect(y - before).toBeGreaterThanOrEqual(14 - 1e-9);
        }
      }),
    );
  });
});
