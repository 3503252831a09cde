import { WHOLE } from '@/lib/attribution/query';
import { encodeFilter } from '@/lib/attribution/search-params';
import type { Period } from '@/lib/time/days';

/** Explore over a workflow's usage, with the working of its effective cost open and the events beneath. */
export function costWorkingHref(workflow: string, period: Period, currency: string): string {
  const params = new URLSearchParams({
    from: period.from,
    to: period.to,
    by: 'model',
    f: encodeFilter({ dimension: 'workflow', values: [workflow], exclude: false }),
    currency,
    open: JSON.stringify({ kind: 'explain', measure: 'effective_cost', cell: WHOLE }),
  });
  return `/explore?${params}`;
}
