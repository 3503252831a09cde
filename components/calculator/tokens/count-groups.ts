import { type EstimateFamily, estimateFamilyOf } from '@/lib/calculator/text-estimate';
import { type Encoding, encodingOf } from '@/lib/calculator/token-count-encoding';

/** Models that cut a text alike: by the same public tokenizer, or estimated by the same rule. */
export type CountGroup = Encoding | EstimateFamily;

export const groupOf = (model: string): CountGroup => encodingOf(model) ?? estimateFamilyOf(model);

/** One model of each group stands for all of it: a thousand models are eight counts. */
export function groupsOf(models: readonly string[]): Map<CountGroup, string[]> {
  const groups = new Map<CountGroup, string[]>();
  for (const model of models) {
    const group = groupOf(model);
    const members = groups.get(group);
    if (members) members.push(model);
    else groups.set(group, [model]);
  }
  return groups;
}
