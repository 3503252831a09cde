import { TOKEN_CLASSES, type TokenClass } from '../pricing/rates';
import type { LeverPlan } from './levers';
import { monthlyUsages } from './tokens';
import {
  commonDenominator,
  minus,
  numeratorOver,
  ONE,
  type Ratio,
  ratioOf,
  sumOf,
  times,
} from './tokens-ratio';
import { type CompiledModel, type CompiledPrices, pricesAt } from './usage-cost-prices';
import { type Quantities, quantitiesOf } from './usage-cost-quantities';
import { legsOf, type Workload } from './workload';

/** Unknown is not zero: which model has no amount, and why. */
export interface Unpriced {
  priced: false;
  model: string;
  reason: 'unknown_model' | 'no_price' | 'self_hosted_no_rate' | `no_token_price:${TokenClass}`;
}

/** What a whole usage costs on one model: 10⁻¹² USD × scale, at the cheapest way of caching. */
export interface Quote {
  model: CompiledModel;
  amount: bigint;
  /** Which of the usage's choices it is. */
  choice: number;
}

/** Part of the calls, and the model that answers them. */
export interface Placement {
  quote: Quote;
  share: Ratio;
}

export type MonthlyCost = Unpriced | { priced: true; placements: Placement[]; exact: Ratio };

export function quoteOn(model: CompiledModel, quantities: Quantities): Quote | Unpriced {
  if (model.unpriced) return { priced: false, model: model.model, reason: model.unpriced };
  const prices = pricesAt(model, quantities.inputPerCall);
  const requests = model.perRequest === 0n ? 0n : model.perRequest * quantities.calls;
  let best: Quote | null = null;
  for (let i = 0; i < quantities.choices.length; i += 1) {
    let amount = requests;
    for (const { tokenClass, standard, batch } of quantities.choices[i] ?? []) {
      const price = prices.standard[tokenClass];
      if (price === null || price === undefined)
        return {
          priced: false,
          model: model.model,
          reason: `no_token_price:${TOKEN_CLASSES[tokenClass] as TokenClass}`,
        };
      if (standard !== 0n) amount += standard * price;
      if (batch !== 0n) amount += batch * (prices.batch[tokenClass] ?? price);
    }
    if (best === null || amount < best.amount) best = { model, amount, choice: i };
  }
  return best as Quote;
}

export const isQuote = (quote: Quote | Unpriced): quote is Quote => 'amount' in quote;

/** Whether the longest call fits; a window that no list states is taken to. */
export const fitsWindow = ({ contextWindow }: CompiledModel, longest: Ratio): boolean =>
  contextWindow === null || longest.n <= BigInt(contextWindow) * longest.d;

/** The routing policy against one usage: which quotes calls may move to, and how many of them. */
export interface PolicyTarget {
  quote: Quote;
  share: Ratio;
}

/** A target that is unknown, unpriced or too small for the longest call takes no calls. Shares are over one denominator. */
export function policyTargets(
  quantities: Quantities,
  plan: LeverPlan,
  prices: CompiledPrices,
): PolicyTarget[] {
  const { routedShare, longestCall } = quantities.usage;
  if (routedShare.n === 0n) return [];
  const targets = plan.routingTargets.flatMap(({ model: name, share }) => {
    const model = prices.named.get(name);
    if (!model || share === 0 || !fitsWindow(model, longestCall)) return [];
    const quote = quoteOn(model, quantities);
    return isQuote(quote) ? [{ quote, share: times(routedShare, ratioOf(share)) }] : [];
  });
  const common = commonDenominator(targets.map(({ share }) => share));
  return targets.map(({ quote, share }) => ({
    quote,
    share: { n: numeratorOver(share, common), d: common },
  }));
}

/** The calls of one model after routing: each target takes its share where it is cheaper. */
export function placed(own: Quote, targets: readonly PolicyTarget[]): Placement[] {
  const moved = targets.filter(({ quote }) => quote.amount < own.amount);
  const stays = minus(ONE, sumOf(moved.map(({ share }) => share)));
  return [{ quote: own, share: stays }, ...moved].filter(({ share }) => share.n !== 0n);
}

/** The month on the workload's own model or mix. */
export function costOf(
  workload: Pick<Workload, 'model'>,
  quantities: Quantities,
  plan: LeverPlan,
  prices: CompiledPrices,
): MonthlyCost {
  const targets = policyTargets(quantities, plan, prices);
  const placements: Placement[] = [];
  for (const leg of legsOf(workload.model)) {
    const share = ratioOf(leg.share);
    if (share.n === 0n) continue;
    const model = prices.named.get(leg.model);
    if (!model) return { priced: false, model: leg.model, reason: 'unknown_model' };
    const own = quoteOn(model, quantities);
    if (!isQuote(own)) return own;
    placements.push(...placed(own, targets).map((part) => ({ ...part, share: times(share, part.share) })));
  }
  return { priced: true, placements, exact: totalOf(placements, quantities.scale) };
}

function totalOf(placements: readonly Placement[], scale: bigint): Ratio {
  const common = commonDenominator(placements.map(({ share }) => share));
  let amount = 0n;
  for (const { quote, share } of placements) amount += quote.amount * share.n * (common / share.d);
  return { n: amount, d: scale * common };
}

/** One workload under one plan: its quantities and what they cost. */
export function costUnder(workload: Workload, plan: LeverPlan, prices: CompiledPrices): MonthlyCost {
  const [quantities] = quantitiesOf(monthlyUsages(workload, [plan]));
  return costOf(workload, quantities as Quantities, plan, prices);
}
