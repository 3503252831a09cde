import { sixDecimals } from '../calculator/actuals-numbers';
import type { PricedModel } from '../calculator/usage-cost-prices';
import { type Money, moneyOf } from '../money/money';
import { divideHalfEven } from '../money/rounding';
import { unitPrice } from '../pricing/compile-rates';
import { exactCost, toMoney } from './bottom-up';
import { AS_PLANNED, type PlanLineTerms, planLineOf } from './plan';

/** What was metered of a workflow over some days, of the calls that have a price. */
export interface MeteredLine {
  days: number;
  people: number;
  /** The models it ran on. */
  models: readonly string[];
  calls: bigint;
  tokens: Record<keyof PlanLineTerms['perCall'], bigint>;
  effectiveCost: Money;
}

const MONTH_DAYS = 30n;

/**
 * A line that goes on as it was metered: the same people, calls and mean call. A line has one model: of those it ran
 * on, the one at whose price of today it comes nearest to what was paid. Null: none of them has a price.
 */
export function draftedTerms(metered: MeteredLine, models: readonly PricedModel[]): PlanLineTerms | null {
  const paid = moneyOf(divideHalfEven(metered.effectiveCost * MONTH_DAYS, BigInt(metered.days)));
  const [nearest] = metered.models
    .flatMap((name) => {
      const model = models.find((one) => one.model === name);
      const terms = termsOf(metered, name);
      const month = model && monthOf(terms, model);
      return month === undefined || month === null ? [] : [{ terms, off: distance(month, paid) }];
    })
    .sort((a, b) => (a.off < b.off ? -1 : a.off > b.off ? 1 : 0));
  return nearest ? { ...nearest.terms, routedModel: cheaperThan(nearest.terms.model, models) } : null;
}

function termsOf(metered: MeteredLine, model: string): PlanLineTerms {
  const people = BigInt(Math.max(1, metered.people));
  const perCall = (count: bigint) => sixDecimals(count, metered.calls);
  return {
    ...{ model, routedModel: null },
    ...{ usersAtStart: Number(people), usersAtFull: Number(people), adoption: { kind: 'none', months: 12 } },
    sessions: sixDecimals(metered.calls * MONTH_DAYS, people * BigInt(metered.days)),
    callsPerSession: 1,
    perCall: {
      ...{ input: perCall(metered.tokens.input), cacheRead: perCall(metered.tokens.cacheRead) },
      ...{ output: perCall(metered.tokens.output), reasoning: perCall(metered.tokens.reasoning) },
    },
  };
}

const MONTH = '2000-01-01';

function monthOf(terms: PlanLineTerms, { rates }: PricedModel): Money | null {
  const line = planLineOf(
    { workflow: '', startMonth: MONTH, terms, rates, routedRates: null },
    MONTH,
    AS_PLANNED,
  );
  return line && toMoney(exactCost(line, 0));
}

const distance = (a: Money, b: Money): bigint => (a > b ? a - b : b - a);

/** Of the same provider's cost-optimised models at half the price or less, the ablest: the dearest of them. */
function cheaperThan(name: string, models: readonly PricedModel[]): string | null {
  const own = models.find((one) => one.model === name);
  const weight = own && own.tier !== 'cost_optimised' ? weightOf(own) : null;
  if (weight === null) return null;
  const provider = name.slice(0, name.indexOf('/') + 1);
  const [best] = models
    .filter((one) => one.tier === 'cost_optimised' && one.model.startsWith(provider))
    .flatMap((one) => {
      const other = weightOf(one);
      return other !== null && other * 2n <= weight ? [{ model: one.model, weight: other }] : [];
    })
    .sort((a, b) => (a.weight > b.weight ? -1 : a.weight < b.weight ? 1 : 0));
  return best?.model ?? null;
}

/** Three tokens in for one out, as most work is. Null without both prices. */
function weightOf({ rates }: PricedModel): bigint | null {
  const { input, output } = rates?.prices ?? {};
  return input === undefined || output === undefined ? null : unitPrice(input) * 3n + unitPrice(output);
}
