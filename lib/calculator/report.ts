import type { Money } from '../money/money';
import { divideHalfEven } from '../money/rounding';
import type { LeverPlan } from './levers';
import { type Calculation, COST_UNITS, type CostUnit, calculate, type Estimate } from './outputs';
import type { ScenarioState } from './state';
import type { Ratio } from './tokens-ratio';
import type { Unpriced } from './usage-cost';
import type { CompiledPrices } from './usage-cost-prices';
import { COST_KINDS, type CostKind } from './usage-cost-split';
import { type Waterfall, waterfallOf } from './waterfall';

/** Amounts in US dollars with nothing pulled and with the plan; null: nothing to divide by. */
export interface BeforeAfter<T> {
  baseline: T;
  optimised: T;
}

export const TOKEN_FIGURES = ['inputPerDay', 'outputPerDay', 'inputPerMonth', 'outputPerMonth'] as const;
export type TokenFigure = (typeof TOKEN_FIGURES)[number];

/** Everything one scenario comes to, in the order it is read: the same on a page, in a link and in a file. */
export interface Report {
  priced: true;
  state: ScenarioState;
  calculation: Calculation;
  costs: { unit: CostUnit; amounts: BeforeAfter<Money | null> }[];
  split: { kind: CostKind; amounts: BeforeAfter<Money> }[];
  sides: { side: 'input' | 'output'; amounts: BeforeAfter<Money> }[];
  tokens: { figure: TokenFigure; counts: BeforeAfter<bigint> }[];
  /** Calls a month, rounded for reading. */
  calls: BeforeAfter<bigint>;
  waterfall: Waterfall;
}

export function reportOf(state: ScenarioState, prices: CompiledPrices): Report | Unpriced {
  const plan: LeverPlan = state.plan;
  const calculation = calculate(state.workload, plan, prices);
  if (!calculation.priced) return calculation;
  const waterfall = waterfallOf(state.workload, plan, prices);
  if (!waterfall.priced) return waterfall;
  const both = <T>(of: (estimate: Estimate) => T): BeforeAfter<T> => ({
    baseline: of(calculation.baseline),
    optimised: of(calculation.optimised),
  });
  return {
    ...{ priced: true, state, calculation, waterfall },
    costs: COST_UNITS.map((unit) => ({ unit, amounts: both(({ costPer }) => costPer[unit]?.total ?? null) })),
    split: COST_KINDS.map((kind) => ({
      kind,
      amounts: both(({ costPer }) => costPer.month?.[kind] ?? (0n as Money)),
    })),
    sides: [
      { side: 'input', amounts: both(({ monthlyInputCost }) => monthlyInputCost) },
      { side: 'output', amounts: both(({ monthlyOutputCost }) => monthlyOutputCost) },
    ],
    tokens: TOKEN_FIGURES.map((figure) => ({
      figure,
      counts: both((estimate) => tokensOf(estimate, figure)),
    })),
    calls: both(({ callsPerMonth }) => whole(callsPerMonth)),
  };
}

const whole = ({ n, d }: Ratio): bigint => divideHalfEven(n, d);

function tokensOf({ tokensPerDay, tokensPerMonth }: Estimate, figure: TokenFigure): bigint {
  const totals = figure.endsWith('PerDay') ? tokensPerDay : tokensPerMonth;
  return figure.startsWith('input') ? totals.input : totals.output;
}

export const monthlyOf = ({ calculation }: Report): BeforeAfter<Money> => ({
  baseline: calculation.baseline.costPer.month?.total ?? (0n as Money),
  optimised: calculation.optimised.costPer.month?.total ?? (0n as Money),
});
