import { NOTHING_PULLED } from '@/lib/calculator/levers';
import { calculate, type Estimate } from '@/lib/calculator/outputs';
import { type PublishedRow, publishedRows } from '@/lib/calculator/published';
import { publishedPrices } from '@/lib/calculator/published-prices';
import { SCENARIO_KEYS, SCENARIOS, type ScenarioKey } from '@/lib/calculator/published-scenarios';
import { compare, type Ratio } from '@/lib/calculator/tokens-ratio';
import type { CompiledPrices } from '@/lib/calculator/usage-cost-prices';
import { legsOf, type Workload } from '@/lib/calculator/workload';
import type { Money } from '@/lib/money/money';

/** A model that answers, its share of the calls, and its list prices in US dollars per million tokens. */
export interface LinePrice {
  model: string;
  name: string;
  share: number;
  input: string | null;
  output: string | null;
  source: { list: string; from: string | null };
}

/** One published figure with everything its working shows. */
export interface PublishedLine extends PublishedRow {
  workload: Workload;
  prices: LinePrice[];
  tokens: { input: bigint; output: bigint };
  inputCost: Money;
  outputCost: Money;
  tasks: Ratio;
  calls: Ratio;
}

export interface PublishedScenarioLines {
  key: ScenarioKey;
  saysInputAndOutput: boolean;
  lines: PublishedLine[];
  follows: number;
  /** Least and most of computed ÷ published, where all figures are too small by a factor. */
  tooSmall: { low: Ratio; high: Ratio } | null;
}

/** The 21 figures by scenario, against the document's own price table. */
export function publishedScenarios(): PublishedScenarioLines[] {
  const prices = publishedPrices();
  const rows = publishedRows(prices);
  return SCENARIO_KEYS.map((key) => {
    const scenario = SCENARIOS[key];
    const own = rows.filter((row) => row.scenario === key);
    const lines = scenario.figures.map((figure, i) =>
      lineOf(own[i] as PublishedRow, { ...scenario.workload, model: figure.choice }, prices),
    );
    return {
      key,
      saysInputAndOutput: scenario.saysInputAndOutput,
      lines,
      follows: lines.filter(({ reason }) => reason.kind === 'follows').length,
      tooSmall: tooSmallBy(lines),
    };
  });
}

export function pricesOf(workload: Workload, { named }: CompiledPrices): LinePrice[] {
  return legsOf(workload.model).map(({ model, share }) => {
    const priced = named.get(model);
    return {
      ...{ model, share, name: priced?.name ?? model },
      input: priced?.rates?.prices.input ?? null,
      output: priced?.rates?.prices.output ?? null,
      source: { list: priced?.source.list ?? '', from: priced?.source.from ?? null },
    };
  });
}

export function estimateOn(workload: Workload, prices: CompiledPrices): Estimate {
  const result = calculate(workload, NOTHING_PULLED, prices);
  if (!result.priced) throw new RangeError(`${result.model} has no price in the document's table.`);
  return result.baseline;
}

function lineOf(row: PublishedRow, workload: Workload, prices: CompiledPrices): PublishedLine {
  const { tokensPerMonth, monthlyInputCost, monthlyOutputCost, tasksPerMonth, callsPerMonth } = estimateOn(
    workload,
    prices,
  );
  return {
    ...row,
    workload,
    prices: pricesOf(workload, prices),
    tokens: { input: tokensPerMonth.input, output: tokensPerMonth.output },
    inputCost: monthlyInputCost,
    outputCost: monthlyOutputCost,
    tasks: tasksPerMonth,
    calls: callsPerMonth,
  };
}

function tooSmallBy(lines: readonly PublishedLine[]): { low: Ratio; high: Ratio } | null {
  const times = lines.flatMap(({ reason }) => (reason.kind === 'times_too_small' ? [reason.times] : []));
  times.sort(compare);
  const [low, high] = [times[0], times.at(-1)];
  return low && high && times.length === lines.length ? { low, high } : null;
}
