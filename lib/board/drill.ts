import { type Filter, type UsageQuery, usageQuerySchema, WHOLE } from '../attribution/query';
import { encodeQuery } from '../attribution/search-params';
import type { Currency } from '../money/currency';
import type { Period } from '../time/days';
import { ACTION_FILTERS, NAMED_FILTERS } from './actions';
import { wholeMonth } from './board-months';
import type { MetricKey } from './metric';

type Asked = Partial<Pick<UsageQuery, 'dimensions' | 'filters' | 'measures'>>;

/** Explore on these days, split and filtered. */
export function explorePath(
  period: Period,
  currency: Currency,
  asked: Asked,
  open?: 'explain' | 'events',
): string {
  const query = usageQuerySchema.parse({ period, currency, compare: true, ...asked });
  const params = encodeQuery(query);
  if (query.dimensions.length === 0) params.set('by', '');
  const [measure] = query.measures;
  if (open === 'explain') params.set('open', JSON.stringify({ kind: 'explain', measure, cell: WHOLE }));
  if (open === 'events') params.set('open', JSON.stringify({ kind: 'events', cell: WHOLE }));
  return `/explore?${params}`;
}

/** Usage of one workflow. */
export const workflowFilter = (workflow: string): Filter => ({
  dimension: 'workflow',
  values: [workflow],
  exclude: false,
});

/** The usage a metric is about, as Explore splits it. */
export function usageBeneath(key: MetricKey): Required<Asked> {
  switch (key) {
    case 'cost_per_action':
      return {
        dimensions: ['workflow'],
        filters: ACTION_FILTERS,
        measures: ['cost_per_request', 'effective_cost', 'requests'],
      };
    case 'cost_per_active_user':
      return { dimensions: ['department'], filters: NAMED_FILTERS, measures: ['effective_cost', 'requests'] };
    case 'cost_optimised_share':
      return { dimensions: ['tier'], filters: [], measures: ['tokens', 'requests', 'effective_cost'] };
    case 'forecast_variance':
      return { dimensions: ['department'], filters: [], measures: ['effective_cost', 'requests'] };
    default:
      return { dimensions: ['workflow'], filters: [], measures: ['effective_cost', 'requests'] };
  }
}

/** Where the rows beneath a metric are. */
export function drillOf(key: MetricKey, { month, currency }: { month: string; currency: Currency }): string {
  switch (key) {
    case 'cost_per_outcome':
    case 'workflow_profitability':
    case 'optimisation_rate':
      return `/workflows?period=${month}`;
    case 'forecast_variance':
      return '/forecast/accuracy';
    case 'budget_compliance':
      return '/budgets';
    default:
      return explorePath(wholeMonth(month), currency, usageBeneath(key));
  }
}
