import type { Trial } from './backtest';
import type { Choice } from './choose';
import { coverageOf, type Level } from './spread';

/** How the series would have been forecast in the past. Ratios as plain numbers: they are estimates. */
export interface BacktestReport {
  /** Past days forecast from, and how many days ahead. */
  origins: number;
  horizon: number;
  mase: number;
  wape: number | null;
  bias: number | null;
  /** Share of days, and of totals until a day, within their interval; null where there are too few origins to say. */
  coverage: { day: Coverage; sum: Coverage };
  /** Best first. */
  contenders: { model: string; mase: number; wape: number | null; bias: number | null; origins: number }[];
}

export type Coverage = Record<`p${Level}`, number | null>;

export function reportOf({ chosen, trials, horizon }: Choice, days: number): BacktestReport {
  const coverage = (kind: 'day' | 'sum'): Coverage => ({
    p80: coverageOf(kind, chosen.origins, 80, days),
    p95: coverageOf(kind, chosen.origins, 95, days),
  });
  const measures = ({ mase, wape, bias, origins }: Trial) => ({ mase, wape, bias, origins: origins.length });
  return {
    ...measures(chosen),
    horizon,
    coverage: { day: coverage('day'), sum: coverage('sum') },
    contenders: trials.map((trial) => ({ model: trial.contender.name, ...measures(trial) })),
  };
}
