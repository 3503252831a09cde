import { RIGHT_SIZING, rightSizingRows } from '@/lib/calculator/presets-right-sizing';
import { publishedPrices } from '@/lib/calculator/published-prices';
import { pricesOf } from './published-lines';
import type { RightSizingLine } from './right-sizing-table';

/** The right-sizing table with the prices that each side is computed at. */
export function rightSizingLines(): RightSizingLine[] {
  const prices = publishedPrices();
  return rightSizingRows(prices).map((row) => {
    const { workload, rightSized } = RIGHT_SIZING[row.key];
    return {
      ...row,
      prices: {
        frontier: pricesOf(workload, prices),
        rightSized: pricesOf({ ...workload, model: rightSized }, prices),
      },
    };
  });
}
