import type { RoutingTarget } from '@/lib/calculator/levers';
import type { CompiledPrices } from '@/lib/calculator/usage-cost-prices';

/** The document's rule, "70 % to a cheap model, 25 % to a middle one, 5 % stay", on models that it names. */
const RULE: readonly RoutingTarget[] = [
  { model: 'deepseek/deepseek-v4-flash', share: 0.7 },
  { model: 'anthropic/claude-haiku-4-5', share: 0.25 },
];

/** Those of them that the book prices. */
export const suggestedTargets = ({ named }: CompiledPrices): RoutingTarget[] =>
  RULE.filter(({ model }) => named.get(model)?.unpriced === null);
