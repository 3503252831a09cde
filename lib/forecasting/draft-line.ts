import { sixDecimals } from '../calculator/actuals-numbers';
import type { PricedModel } from '../calculator/usage-cost-prices';
import { unitPrice } from '../pricing/compile-rates';
import type { PlanLineTerms } from './plan';

/** What was metered of a workflow over some days, of the calls that have a price. */
export interface MeteredLine {
  days: number;
  people: number;
  model: string;
  calls: bigint;
  tokens: Record<'input' | 'cacheRead' | 'output' | 'reasoning', bigint>;
}

const MONTH_DAYS = 30n;

/** A line that goes on as it was metered: the same people, calls and mean call, on the model that cost most. */
export function draftedTerms(metered: MeteredLine, models: readonly PricedModel[]): PlanLineTerms {
  const people = BigInt(Math.max(1, metered.people));
  const perCall = (count: bigint) => sixDecimals(count, metered.calls);
  return {
    ...{ model: metered.model, routedModel: cheaperThan(metered.model, models) },
    ...{ usersAtStart: Number(people), usersAtFull: Number(people), adoption: { kind: 'none', months: 12 } },
    sessions: sixDecimals(metered.calls * MONTH_DAYS, people * BigInt(metered.days)),
    callsPerSession: 1,
    perCall: {
      ...{ input: perCall(metered.tokens.input), cacheRead: perCall(metered.tokens.cacheRead) },
      ...{ output: perCall(metered.tokens.output), reasoning: perCall(metered.tokens.reasoning) },
    },
  };
}

/** The cheapest cost-optimised model of the same provider that costs less; null where there is none. */
function cheaperThan(model: string, models: readonly PricedModel[]): string | null {
  const own = models.find((one) => one.model === model);
  const provider = model.slice(0, model.indexOf('/') + 1);
  const limit = own ? weightOf(own) : null;
  if (limit === null) return null;
  const [cheapest] = models
    .filter((one) => one.tier === 'cost_optimised' && one.model.startsWith(provider))
    .flatMap((one) => {
      const weight = weightOf(one);
      return weight !== null && weight < limit ? [{ model: one.model, weight }] : [];
    })
    .sort((a, b) => (a.weight < b.weight ? -1 : a.weight > b.weight ? 1 : 0));
  return cheapest?.model ?? null;
}

/** Three tokens in for one out, as most work is. Null without both prices. */
function weightOf({ rates }: PricedModel): bigint | null {
  const { input, output } = rates?.prices ?? {};
  return input === undefined || output === undefined ? null : unitPrice(input) * 3n + unitPrice(output);
}
