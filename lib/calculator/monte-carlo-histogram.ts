import { type Money, moneyOf } from '../money/money';

/** Samples with `from ≤ cost < to`; the last bin holds its upper end too. */
export interface HistogramBin {
  from: Money;
  to: Money;
  samples: number;
}

export const HISTOGRAM_BINS = 40;

/** Bins of equal width from the least to the most; one bin where all costs are equal. `sorted` is not empty. */
export function histogramOf(sorted: readonly Money[], wanted = HISTOGRAM_BINS): HistogramBin[] {
  const least = sorted[0] as Money;
  const width = (sorted.at(-1) as Money) - least;
  const bins = width < BigInt(wanted) ? 1 : wanted;
  const edge = (bin: number) => moneyOf(least + (width * BigInt(bin)) / BigInt(bins));
  const histogram = Array.from({ length: bins }, (_, bin) => ({
    from: edge(bin),
    to: edge(bin + 1),
    samples: 0,
  }));
  let bin = 0;
  for (const cost of sorted) {
    while (bin < bins - 1 && cost >= (histogram[bin] as HistogramBin).to) bin += 1;
    (histogram[bin] as HistogramBin).samples += 1;
  }
  return histogram;
}
