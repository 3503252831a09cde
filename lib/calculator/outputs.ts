import { type Money, parseMoney } from '../money/money';
import { divideHalfEven } from '../money/rounding';
import { unitPrice } from '../pricing/compile-rates';
import { isPulled, type LeverPlan, NOTHING_PULLED } from './levers';
import { type ClassTokens, inputTokens, monthlyUsages, outputTokens } from './tokens';
import { compare, minus, NONE, ONE, over, plus, type Ratio, ratioOf, roundedUp, times } from './tokens-ratio';
import { costOf, type Placement, type Unpriced } from './usage-cost';
import type { CompiledPrices } from './usage-cost-prices';
import { type Quantities, quantitiesOf } from './usage-cost-quantities';
import { type CostSplit, exactParts, sidesOf, splitOf, toMoney } from './usage-cost-split';
import { activeUsersOf, type Workload } from './workload';

export const COST_UNITS = ['call', 'task', 'day', 'month', 'year', 'activeUser'] as const;
/** `activeUser` is per active user and month; a year is twelve months. */
export type CostUnit = (typeof COST_UNITS)[number];

/** Tokens rounded to whole ones, half to even, for reading. */
export interface TokenTotals {
  input: bigint;
  output: bigint;
  total: bigint;
}

/** The outputs of the seed document's "Token Cost Calculator" for one plan; all amounts in US dollars. */
export interface Estimate {
  priced: true;
  /** Null where there is nothing to divide by: no calls, no tasks, no users stated. */
  costPer: Record<CostUnit, CostSplit | null>;
  /** The month's cost in its two sides, retries included. */
  monthlyInputCost: Money;
  monthlyOutputCost: Money;
  tokensPerDay: TokenTotals;
  tokensPerMonth: TokenTotals;
  /** Tokens of the month by class, exact. */
  tokensByClass: ClassTokens;
  callsPerMonth: Ratio;
  tasksPerMonth: Ratio;
  /** Which model answers which share of the calls. */
  placements: { model: string; share: Ratio }[];
  /** The month's cost before rounding, 10⁻¹² USD. */
  exactMonthlyCost: Ratio;
}

export function estimateOf(
  workload: Workload,
  quantities: Quantities,
  plan: LeverPlan,
  prices: CompiledPrices,
): Estimate | Unpriced {
  const cost = costOf(workload, quantities, plan, prices);
  if (!cost.priced) return cost;
  const { usage } = quantities;
  const parts = exactParts(cost.placements, quantities);
  const per = (count: Ratio) => (count.n === 0n ? null : splitOf(parts, over(ONE, count)));
  const users = activeUsersOf(workload);
  const sides = sidesOf(parts);
  const tokensByClass = tokensOf(cost.placements, usage.choices);
  const days = ratioOf(workload.daysPerMonth);
  return {
    priced: true,
    costPer: {
      call: per(usage.calls),
      task: per(usage.tasks),
      day: per(days),
      month: splitOf(parts, ONE),
      year: splitOf(parts, { n: 12n, d: 1n }),
      activeUser: users === null ? null : per(ratioOf(users)),
    },
    monthlyInputCost: sides.input,
    monthlyOutputCost: sides.output,
    tokensPerDay: totalsOf(tokensByClass, over(ONE, days)),
    tokensPerMonth: totalsOf(tokensByClass, ONE),
    tokensByClass,
    callsPerMonth: usage.calls,
    tasksPerMonth: usage.tasks,
    placements: cost.placements.map(({ quote, share }) => ({ model: quote.model.model, share })),
    exactMonthlyCost: cost.exact,
  };
}

/** Models choose their way of caching by price, so the tokens by class are those of each model's choice. */
function tokensOf(placements: readonly Placement[], choices: readonly ClassTokens[]): ClassTokens {
  const [first] = placements;
  if (first && placements.every(({ quote }) => quote.choice === first.quote.choice))
    return choices[first.quote.choice] ?? [];
  return (choices[0] ?? []).map((_, i) =>
    placements.reduce(
      (sum, { quote, share }) => plus(sum, times(share, choices[quote.choice]?.[i] ?? NONE)),
      NONE,
    ),
  );
}

function totalsOf(tokens: ClassTokens, factor: Ratio): TokenTotals {
  const whole = (ratio: Ratio) => divideHalfEven(ratio.n * factor.n, ratio.d * factor.d);
  const [input, output] = [inputTokens(tokens), outputTokens(tokens)];
  return { input: whole(input), output: whole(output), total: whole(plus(input, output)) };
}

/** Training is paid once, so it is beside the monthly saving, not in it. */
export interface FineTuningCost {
  trainingCost: Money;
  /** What fine-tuning saves a month on top of the other levers. */
  monthlySaving: Money;
  /** Calls, and months rounded up, until the saving has paid for the training; null: never. */
  breakEvenCalls: bigint | null;
  breakEvenMonths: bigint | null;
  /** The document: "only viable for stable tasks with 10K+ calls/month". */
  enoughCalls: boolean;
}

export interface Calculation {
  priced: true;
  baseline: Estimate;
  optimised: Estimate;
  monthlySaving: Money;
  /** Saving ÷ baseline, between 0 and 1, exact. */
  savedShare: Ratio;
  /** Null: fine-tuning is not pulled. */
  fineTuning: FineTuningCost | null;
}

/** The calculator: a workload, what is pulled, the prices; nothing else decides a figure. */
export function calculate(
  workload: Workload,
  plan: LeverPlan,
  prices: CompiledPrices,
): Calculation | Unpriced {
  const [before, after] = quantitiesOf(monthlyUsages(workload, [NOTHING_PULLED, plan])) as [
    Quantities,
    Quantities,
  ];
  const baseline = estimateOf(workload, before, NOTHING_PULLED, prices);
  if (!baseline.priced) return baseline;
  const optimised = estimateOf(workload, after, plan, prices);
  if (!optimised.priced) return optimised;
  const saving = minus(baseline.exactMonthlyCost, optimised.exactMonthlyCost);
  return {
    priced: true,
    baseline,
    optimised,
    monthlySaving: toMoney(saving),
    savedShare: baseline.exactMonthlyCost.n === 0n ? NONE : over(saving, baseline.exactMonthlyCost),
    fineTuning: isPulled(plan, 'fineTuning') ? fineTuningCost(workload, plan, prices, optimised) : null,
  };
}

const ENOUGH_CALLS: Ratio = { n: 10_000n, d: 1n };

function fineTuningCost(
  workload: Workload,
  plan: LeverPlan,
  prices: CompiledPrices,
  optimised: Estimate,
): FineTuningCost | null {
  const { fineTuning: _, ...others } = plan.levers;
  const without = { ...plan, levers: others };
  const [quantities] = quantitiesOf(monthlyUsages(workload, [without])) as [Quantities];
  const cost = costOf(workload, quantities, without, prices);
  if (!cost.priced) return null;
  const { trainingTokens, trainingUsdPerMTok } = plan.fineTuning;
  const training = BigInt(trainingTokens) * unitPrice(trainingUsdPerMTok);
  const saving = minus(cost.exact, optimised.exactMonthlyCost);
  const months = saving.n > 0n ? over({ n: training, d: 1n }, saving) : null;
  return {
    trainingCost: toMoney({ n: training, d: 1n }),
    monthlySaving: toMoney(saving),
    breakEvenCalls: months && roundedUp(times(months, optimised.callsPerMonth)),
    breakEvenMonths: months && roundedUp(months),
    enoughCalls: compare(optimised.callsPerMonth, ENOUGH_CALLS) >= 0,
  };
}

/** US dollars as a decimal string, as an exact ratio of 10⁻¹² USD. */
export const dollars = (text: string): Ratio => ({ n: parseMoney(text), d: 1n });
