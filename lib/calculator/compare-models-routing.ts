import { bitsOf, limbsFor, limbsOf, writeLimbs } from './compare-models-table';
import { numeratorOver } from './tokens-ratio';
import type { PolicyTarget } from './usage-cost';

/**
 * A routing policy against one usage, ready for every model: a model's calls move to the targets that are cheaper
 * than it. In limbs, least first, as in compare-models-table.ts.
 */
export interface Routing {
  /** What the whole usage costs on each target, cheapest first. */
  thresholds: readonly Float64Array[];
  /** By how many targets are cheaper, one after another: the share that stays, and what the calls that move cost. */
  stays: Float64Array;
  moved: Float64Array;
  /** Limbs of one share. */
  shareWidth: number;
}

/** Null: nothing is routed. Shares and moved amounts are over `parts`, which every target's share divides. */
export function routingOf(targets: readonly PolicyTarget[], parts: bigint, width: number): Routing | null {
  if (targets.length === 0) return null;
  const cheapestFirst = [...targets].sort((a, b) => (a.quote.amount < b.quote.amount ? -1 : 1));
  const stays = [parts];
  const moved = [0n];
  for (const { quote, share } of cheapestFirst) {
    const moving = numeratorOver(share, parts);
    stays.push((stays.at(-1) as bigint) - moving);
    moved.push((moved.at(-1) as bigint) + quote.amount * moving);
  }
  const shareWidth = limbsFor(bitsOf(parts));
  return {
    thresholds: cheapestFirst.map(({ quote }) => limbsOf(quote.amount, width)),
    stays: inARow(stays, shareWidth),
    moved: inARow(moved, width),
    shareWidth,
  };
}

function inARow(values: readonly bigint[], width: number): Float64Array {
  const row = new Float64Array(values.length * width);
  values.forEach((value, i) => {
    writeLimbs(value, row, i * width, 1);
  });
  return row;
}

/** Each group's whole amount, carried, becomes amount × what stays + what moves; to be carried again. */
export function routeAll(
  { thresholds, stays, moved, shareWidth }: Routing,
  limbs: Float64Array,
  offset: number,
  groups: number,
  width: number,
): void {
  const cheaper = new Uint8Array(groups);
  for (const threshold of thresholds) countAbove(threshold, limbs, offset, groups, cheaper);
  // From the top limb down: the lower ones are still the amount's own.
  for (let limb = width - 1; limb >= 0; limb -= 1) {
    const at = offset + limb * groups;
    for (let group = 0; group < groups; group += 1) {
      const targets = cheaper[group] as number;
      limbs[at + group] =
        (moved[targets * width + limb] as number) +
        (limbs[at + group] as number) * (stays[targets * shareWidth] as number);
    }
    for (let k = 1; k < shareWidth && k <= limb; k += 1)
      for (let group = 0; group < groups; group += 1)
        limbs[at + group] =
          (limbs[at + group] as number) +
          (limbs[at + group - k * groups] as number) *
            (stays[(cheaper[group] as number) * shareWidth + k] as number);
  }
}

/** Adds one where a group's amount is above the threshold. */
function countAbove(
  threshold: Float64Array,
  limbs: Float64Array,
  offset: number,
  groups: number,
  counts: Uint8Array,
): void {
  const top = threshold.length - 1;
  for (let group = 0; group < groups; group += 1) {
    let limb = top;
    let at = offset + top * groups + group;
    while (limb > 0 && limbs[at] === threshold[limb]) {
      limb -= 1;
      at -= groups;
    }
    if ((limbs[at] as number) > (threshold[limb] as number)) counts[group] = (counts[group] as number) + 1;
  }
}
