import type { Measure } from '@/lib/attribution/query';

const ALWAYS: Measure[] = ['effective_cost', 'requests', 'tokens', 'cost_per_request', 'cache_hit_share'];

/** The measure asked for first, then what puts it in proportion. */
export const stripMeasures = (measures: readonly Measure[]): Measure[] =>
  [...new Set([measures[0] ?? 'effective_cost', ...ALWAYS])].slice(0, 5);
