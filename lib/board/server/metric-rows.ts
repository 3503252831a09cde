import type { Ctx } from '../../access/server/context';
import type { Measure } from '../../attribution/query';
import { usageQuerySchema } from '../../attribution/query';
import { splitUsage } from '../../attribution/server/split-usage';
import type { Currency } from '../../money/currency';
import type { Period } from '../../time/days';
import { countInput, shareInput, usdInput } from '../arithmetic';
import type { Board } from '../board';
import { explorePath, usageBeneath, workflowFilter } from '../drill';
import type { MetricRow } from '../explanation';
import type { MonthFacts } from '../facts';
import type { MetricInput, MetricKey } from '../metric';
import { optimisationParts } from '../optimisation';
import { readBoardBudgets } from './board-budgets';

interface Beneath {
  month: string;
  today: string;
  timeZone: string;
  facts: readonly MonthFacts[];
  currency: Currency;
  period: Period;
}

const MOST = 100;

/** The rows a metric is made of. */
export async function metricRows(ctx: Ctx, key: MetricKey, beneath: Beneath): Promise<MetricRow[]> {
  switch (key) {
    case 'cost_per_outcome':
    case 'workflow_profitability':
      return workflowRows(beneath);
    case 'optimisation_rate':
      return optimisationRows(beneath);
    case 'budget_compliance':
      return budgetRows(await readBoardBudgets(ctx, beneath.month, beneath));
    case 'forecast_variance':
      return usageRows(ctx, key, beneath, 'department', ['effective_cost', 'requests']);
    case 'cost_per_action':
      return usageRows(ctx, key, beneath, 'workflow', ['effective_cost', 'requests', 'cost_per_request']);
    case 'cost_per_active_user':
      return usageRows(ctx, key, beneath, 'department', ['effective_cost', 'requests']);
    case 'cost_optimised_share':
      return usageRows(ctx, key, beneath, 'tier', ['tokens', 'requests', 'effective_cost']);
  }
}

const money = (key: string, value: string | null): MetricInput => ({ key, unit: 'money', value });

const workflowPlace = (workflow: string, { month, currency, period }: Beneath) => ({
  path: `/workflows/${encodeURIComponent(workflow)}?period=${month}`,
  events: explorePath(period, currency, { filters: [workflowFilter(workflow)] }, 'events'),
});

const workflowRows = (beneath: Beneath): MetricRow[] =>
  (beneath.facts.at(-1)?.results ?? []).map((result) => ({
    key: result.workflow,
    label: result.label,
    values: [
      money('effective_cost', result.effectiveCost.value),
      countInput('outcomes', result.outcomes),
      money('cost_per_outcome', result.costPerOutcome),
      money('value_per_outcome', result.valuePerOutcome),
      money('margin', result.margin),
    ],
    ...workflowPlace(result.workflow, beneath),
  }));

function optimisationRows(beneath: Beneath): MetricRow[] {
  const labels = new Map(
    beneath.facts.flatMap(({ results }) => results.map(({ workflow, label }) => [workflow, label])),
  );
  return optimisationParts(beneath.facts).map(({ workflow, outcomes, actual, atEarlier, rate }) => ({
    key: workflow,
    label: labels.get(workflow) ?? workflow,
    values: [
      countInput('outcomes', outcomes),
      usdInput('cost_of_outcomes', actual),
      usdInput('cost_at_earlier_unit_costs', atEarlier),
      shareInput('fall', rate),
    ],
    ...workflowPlace(workflow, beneath),
  }));
}

const budgetRows = ({ budgets }: Pick<Board, 'budgets'>): MetricRow[] =>
  budgets.map(({ id, name, scope, used }) => ({
    key: id,
    label: scope && scope !== name ? `${name} · ${scope}` : name,
    values: [shareInput('used', used)],
    path: `/budgets/${id}`,
    events: null,
  }));

async function usageRows(
  ctx: Ctx,
  key: MetricKey,
  { currency, period }: Beneath,
  dimension: 'department' | 'workflow' | 'tier',
  measures: Measure[],
): Promise<MetricRow[]> {
  const { filters } = usageBeneath(key);
  const query = usageQuerySchema.parse({ period, currency, dimensions: [dimension], filters, measures });
  const { rows } = await splitUsage(ctx, { query, limit: MOST });
  return rows
    .filter(({ kind }) => kind === 'group')
    .map(({ key: [value = null], labels, figures }) => {
      const only = [...filters, { dimension, values: [value], exclude: false }];
      return {
        key: value,
        label: labels[0]?.label ?? null,
        values: measures.map((measure) => inputOf(measure, figures[measure]?.value ?? null)),
        path: explorePath(period, currency, { filters: only, measures }),
        events: explorePath(period, currency, { filters: only }, 'events'),
      };
    });
}

const inputOf = (measure: Measure, value: string | null): MetricInput => {
  const isMoney = measure === 'effective_cost' || measure === 'cost_per_request';
  return { key: measure, unit: isMoney ? 'money' : 'count', value };
};
