import { roundParts } from '../money/allocate';
import { type Money, moneyOf, ZERO } from '../money/money';
import { divideHalfEven } from '../money/rounding';
import { TOKEN_CLASSES } from '../pricing/rates';
import { commonDenominator, type Ratio } from './tokens-ratio';
import type { Placement } from './usage-cost';
import { pricesAt } from './usage-cost-prices';
import type { Quantities } from './usage-cost-quantities';

/** What a cost is for. First attempts by kind; everything that calls made again cost is under retries. */
export const COST_KINDS = ['input', 'cache', 'output', 'reasoning', 'requests', 'retries'] as const;
export type CostKind = (typeof COST_KINDS)[number];

/** An amount in US dollars and its parts, which sum to it to the last digit. */
export type CostSplit = Record<CostKind, Money> & { total: Money };

/** The parts as whole weights over a common denominator: exact, before any rounding. */
export interface ExactParts {
  denominator: bigint;
  byKind: Record<CostKind, bigint>;
  /** The same whole in the two sides of a bill, retries included. Fees per request are on the input side. */
  inputSide: bigint;
  outputSide: bigint;
}

const KIND_OF: Record<(typeof TOKEN_CLASSES)[number], 'input' | 'cache' | 'output' | 'reasoning'> = {
  input: 'input',
  cacheRead: 'cache',
  cacheWrite5m: 'cache',
  cacheWrite1h: 'cache',
  output: 'output',
  reasoning: 'reasoning',
};

export function exactParts(placements: readonly Placement[], quantities: Quantities): ExactParts {
  const { retryShare } = quantities.usage;
  const common = commonDenominator(placements.map(({ share }) => share));
  const all = { input: 0n, cache: 0n, output: 0n, reasoning: 0n, requests: 0n };
  for (const { quote, share } of placements) {
    const weight = share.n * (common / share.d);
    const prices = pricesAt(quote.model, quantities.inputPerCall);
    for (const { tokenClass, standard, batch } of quantities.choices[quote.choice] ?? []) {
      const kind = KIND_OF[TOKEN_CLASSES[tokenClass] ?? 'input'];
      const price = prices.standard[tokenClass] ?? 0n;
      all[kind] += weight * (standard * price + batch * (prices.batch[tokenClass] ?? price));
    }
    all.requests += weight * quote.model.perRequest * quantities.calls;
  }
  const first = retryShare.d - retryShare.n;
  const inputSide = (all.input + all.cache + all.requests) * retryShare.d;
  const outputSide = (all.output + all.reasoning) * retryShare.d;
  return {
    denominator: quantities.scale * common * retryShare.d,
    byKind: {
      input: all.input * first,
      cache: all.cache * first,
      output: all.output * first,
      reasoning: all.reasoning * first,
      requests: all.requests * first,
      retries: ((inputSide + outputSide) / retryShare.d) * retryShare.n,
    },
    inputSide,
    outputSide,
  };
}

/** A ratio of 10⁻¹² USD as money: rounded once, half to even. */
export const toMoney = ({ n, d }: Ratio): Money => moneyOf(divideHalfEven(n, d));

/** `factor` of the exact parts (a month's share of a day, a call …): each rounded down or up, to sum to their total. */
export function splitOf(parts: ExactParts, factor: Ratio): CostSplit {
  const { total, parts: rounded } = roundParts(
    COST_KINDS.map((kind) => parts.byKind[kind] * factor.n),
    parts.denominator * factor.d,
  );
  const byKind = Object.fromEntries(COST_KINDS.map((kind, i) => [kind, rounded[i] ?? ZERO]));
  return { total, ...(byKind as Record<CostKind, Money>) };
}

/** The two sides of the month's total, summing to it. */
export function sidesOf(parts: ExactParts): { input: Money; output: Money } {
  const [input = ZERO, output = ZERO] = roundParts(
    [parts.inputSide, parts.outputSide],
    parts.denominator,
  ).parts;
  return { input, output };
}
