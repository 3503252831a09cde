import type { ClassTokens, MonthlyUsage } from './tokens';
import {
  commonDenominator,
  greatestCommonDivisor,
  numeratorOver,
  type Ratio,
  restOf,
  roundedUp,
  times,
} from './tokens-ratio';

/** Tokens of one class over a scale: what is charged at the standard price, and what at the batch price. */
export interface ClassQuantity {
  /** Index into TOKEN_CLASSES. */
  tokenClass: number;
  standard: bigint;
  batch: bigint;
}

/**
 * A month's usage as whole numbers over one `scale`, so that tokens × unit price is a whole number of
 * 10⁻¹² USD / scale and amounts of several usages are compared and subtracted without a fraction.
 */
export interface Quantities {
  usage: MonthlyUsage;
  scale: bigint;
  calls: bigint;
  /** Rounded up: above a whole number of tokens exactly where the exact mean is. */
  inputPerCall: bigint;
  /** The classes that are used, for each way of caching to choose from. */
  choices: readonly (readonly ClassQuantity[])[];
}

/** Several usages (the steps of a waterfall) over one scale. */
export function quantitiesOf(usages: readonly MonthlyUsage[]): Quantities[] {
  const split = usages.map((usage) => ({
    usage,
    choices: usage.choices.map((choice) => splitByBatch(choice, usage.batchShare)),
  }));
  const common = commonDenominator(
    split.flatMap(({ usage, choices }) => [
      usage.calls,
      ...choices.flatMap(({ standard, batch }) => [...standard, ...batch]),
    ]),
  );
  return inLowestTerms(
    split.map(({ usage, choices }) => ({
      usage,
      scale: common,
      calls: numeratorOver(usage.calls, common),
      inputPerCall: roundedUp(usage.inputPerCall),
      choices: choices.map(({ standard, batch }) =>
        standard.flatMap((tokens, tokenClass) => {
          const inBatch = batch[tokenClass];
          const quantity = {
            tokenClass,
            standard: numeratorOver(tokens, common),
            batch: inBatch ? numeratorOver(inBatch, common) : 0n,
          };
          return quantity.standard === 0n && quantity.batch === 0n ? [] : [quantity];
        }),
      ),
    })),
  );
}

/** Decimals leave long common factors; without them the arithmetic is on numbers half as long. */
function inLowestTerms(all: Quantities[]): Quantities[] {
  let shared = all[0]?.scale ?? 1n;
  for (const { calls, choices } of all) {
    shared = greatestCommonDivisor(calls, shared);
    for (const choice of choices)
      for (const { standard, batch } of choice)
        shared = greatestCommonDivisor(batch, greatestCommonDivisor(standard, shared));
  }
  if (shared === 1n) return all;
  return all.map(({ usage, scale, calls, inputPerCall, choices }) => ({
    usage,
    inputPerCall,
    scale: scale / shared,
    calls: calls / shared,
    choices: choices.map((choice) =>
      choice.map(({ tokenClass, standard, batch }) => ({
        tokenClass,
        standard: standard / shared,
        batch: batch / shared,
      })),
    ),
  }));
}

function splitByBatch(tokens: ClassTokens, share: Ratio): { standard: ClassTokens; batch: ClassTokens } {
  if (share.n === 0n) return { standard: tokens, batch: [] };
  const rest = restOf(share);
  return {
    standard: tokens.map((one) => times(one, rest)),
    batch: tokens.map((one) => times(one, share)),
  };
}
