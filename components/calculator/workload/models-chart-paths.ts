import type { Comparison, ModelComparison } from '@/lib/calculator/compare-models';
import { dollarsForChart } from '@/lib/calculator/compare-models-table';

/** Pixels only: what the chart of every model draws, over 100 units of height and one of width a model. */
export interface ModelsPaths {
  /** The priced models in order. */
  rows: readonly ModelComparison[];
  /** From the baseline to the optimised amount of each model, and a mark at both. */
  spans: string;
  baselines: string;
  optimised: string;
  /** Powers of ten inside the axis, and where they are in per cent from the top. */
  ticks: readonly { power: number; top: number }[];
  topOf: (row: ModelComparison) => number;
}

const HEIGHT = 100;
/** Half the height of a mark. */
const MARK = 0.7;

/**
 * Every model of a comparison on an axis of powers of ten, cheapest first. `factor` is the exchange rate. A model that
 * costs nothing lies on the floor.
 */
export function modelsPaths(comparison: Comparison, factor: number): ModelsPaths {
  const { amounts, levers, rows: all } = comparison;
  const rows = all.filter(({ unpriced }) => !unpriced);
  const at = (row: ModelComparison, step: number) =>
    dollarsForChart(amounts, row.model.priceGroup, step) * factor;
  const [low, high] = range(rows, at, levers.length);
  const place = (amount: number) =>
    amount <= 0 ? HEIGHT : HEIGHT - ((Math.log10(amount) - low) / (high - low)) * HEIGHT;
  const kept = { spans: [] as string[], baselines: [] as string[], optimised: [] as string[] };
  rows.forEach((row, i) => {
    const [before, after] = [place(at(row, 0)), place(at(row, levers.length))];
    const x = i + 0.5;
    if (after - before > MARK) kept.spans.push(`M${x} ${before.toFixed(1)}V${after.toFixed(1)}`);
    kept.baselines.push(mark(x, before));
    kept.optimised.push(mark(x, after));
  });
  return {
    rows,
    spans: kept.spans.join(''),
    baselines: kept.baselines.join(''),
    optimised: kept.optimised.join(''),
    ticks: Array.from({ length: high - low + 1 }, (_, i) => ({
      power: low + i,
      top: HEIGHT - (i / (high - low)) * HEIGHT,
    })),
    topOf: (row) => place(at(row, levers.length)),
  };
}

const mark = (x: number, y: number): string => `M${x} ${(y - MARK).toFixed(1)}v${2 * MARK}`;

/** The whole powers of ten around what is drawn, at least one apart. */
function range(
  rows: readonly ModelComparison[],
  at: (row: ModelComparison, step: number) => number,
  last: number,
): [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (const row of rows) {
    const [before, after] = [at(row, 0), at(row, last)];
    if (after > 0 && after < least) least = after;
    if (before > most) most = before;
  }
  if (most === 0) return [0, 1];
  const low = Math.floor(Math.log10(least));
  return [low, Math.max(low + 1, Math.ceil(Math.log10(most)))];
}
