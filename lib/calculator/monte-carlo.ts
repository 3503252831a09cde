import { invalid } from '../errors';
import { type Money, moneyOf } from '../money/money';
import { divideHalfEven } from '../money/rounding';
import { checkUncertain, type Uncertain, valueAt } from './monte-carlo-draw';
import { type HistogramBin, histogramOf } from './monte-carlo-histogram';
import { streamFor } from './monte-carlo-random';
import type { CostOver, Inputs } from './sensitivity-range';

/** A plain value: with the same one, every run on every machine gives the same result to the last digit. */
export interface Simulation {
  /** A whole number from 0 to 2⁵³ − 1; it goes into the link. */
  seed: number;
  samples: number;
  uncertain: readonly Uncertain[];
  /** 10⁻¹² USD for the same time as the cost; null: nothing to pass. */
  budget: Money | null;
}

export const DEFAULT_SAMPLES = 10_000;
export const MAX_SAMPLES = 200_000;

export interface CostSpread {
  /** The cost that so many per cent of the samples do not exceed: nearest rank, ⌈q × n⌉, always a sampled cost. */
  p10: Money;
  p50: Money;
  p90: Money;
  least: Money;
  most: Money;
  mean: Money;
  histogram: HistogramBin[];
}

export interface SimulationResult {
  samples: number;
  /** Samples that could not be priced. With one of them there is no spread: it would be of the cheap part only. */
  unpriced: number;
  spread: CostSpread | null;
  /** Samples above the budget, of all samples; null without a budget or without a spread. */
  overBudget: { samples: number; of: number } | null;
}

/** Runs the whole simulation. In a worker, `simulateInSteps` tells how far it is. */
export function simulate(cost: CostOver, base: Inputs, simulation: Simulation): SimulationResult {
  const run = simulateInSteps(cost, base, simulation, simulation.samples);
  for (;;) {
    const step = run.next();
    if (step.done) return step.value;
  }
}

/** Yields the number of samples done after each `step` of them, and returns the result. */
export function* simulateInSteps(
  cost: CostOver,
  base: Inputs,
  simulation: Simulation,
  step: number,
): Generator<number, SimulationResult> {
  check(simulation);
  const { seed, samples, uncertain, budget } = simulation;
  const streams = uncertain.map((input) => ({ input, stream: streamFor(seed, input.key) }));
  const costs: Money[] = [];
  for (let done = 1; done <= samples; done += 1) {
    const drawn: Record<string, number> = { ...base };
    for (const { input, stream } of streams) drawn[input.key] = valueAt(input, stream.position());
    const sampled = cost(drawn);
    if (sampled !== null) costs.push(sampled);
    if (done % step === 0) yield done;
  }
  return resultOf(costs, samples, budget);
}

function check({ seed, samples, uncertain }: Simulation): void {
  if (!Number.isSafeInteger(seed) || seed < 0) throw invalid('The seed is a whole number, 0 or more.');
  if (!Number.isInteger(samples) || samples < 1 || samples > MAX_SAMPLES)
    throw invalid(`Draw 1 to ${MAX_SAMPLES} samples.`);
  if (new Set(uncertain.map(({ key }) => key)).size < uncertain.length)
    throw invalid('An input is uncertain once only.');
  uncertain.forEach(checkUncertain);
}

function resultOf(costs: Money[], samples: number, budget: Money | null): SimulationResult {
  const unpriced = samples - costs.length;
  if (unpriced > 0) return { samples, unpriced, spread: null, overBudget: null };
  costs.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const over = budget === null ? null : costs.filter((cost) => cost > budget).length;
  return {
    samples,
    unpriced,
    spread: spreadOf(costs),
    overBudget: over === null ? null : { samples: over, of: samples },
  };
}

function spreadOf(sorted: readonly Money[]): CostSpread {
  const atRank = (percent: number) => sorted[Math.ceil((percent * sorted.length) / 100) - 1] as Money;
  const sum = sorted.reduce<bigint>((total, cost) => total + cost, 0n);
  return {
    p10: atRank(10),
    p50: atRank(50),
    p90: atRank(90),
    least: sorted[0] as Money,
    most: sorted.at(-1) as Money,
    mean: moneyOf(divideHalfEven(sum, BigInt(sorted.length))),
    histogram: histogramOf(sorted),
  };
}
