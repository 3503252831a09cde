import { type SetMetricTargetInput, setMetricTarget } from '../../lib/board/server/set-metric-target';
import type { Db } from '../client';
import { metricTargets } from '../schema';
import { demoMonths, hongKongTime } from './calendar';
import { demoPeople } from './people';

/** From which of the thirteen months (0–12) the board asked what of each metric. */
const TARGETS: readonly (Pick<SetMetricTargetInput, 'metric' | 'value' | 'reason'> & { month: number })[] = [
  { metric: 'forecast_variance', value: '0.15', month: 5, reason: 'First year of forecasting' },
  { metric: 'workflow_profitability', value: '15', month: 5, reason: 'Board meeting on AI spend' },
  {
    metric: 'optimisation_rate',
    value: '0.05',
    month: 5,
    reason: 'Five per cent a quarter, at constant mix',
  },
  { metric: 'budget_compliance', value: '0.9', month: 5, reason: 'Board meeting on AI spend' },
  { metric: 'cost_per_outcome', value: '0.1', month: 5, reason: 'Ten cents an outcome across all workflows' },
  { metric: 'cost_per_action', value: '0.06', month: 5, reason: 'Board meeting on AI spend' },
  {
    metric: 'cost_per_active_user',
    value: '1000',
    month: 5,
    reason: 'Below the upper bound for agentic work',
  },
  { metric: 'cost_optimised_share', value: '0.5', month: 5, reason: 'Half of inference on small models' },
  { metric: 'forecast_variance', value: '0.1', month: 10, reason: 'Half a year of forecasts to learn from' },
  {
    metric: 'budget_compliance',
    value: '0.95',
    month: 11,
    reason: 'Budgets are enforced at the gateway now',
  },
];

const MONEY: readonly string[] = ['cost_per_outcome', 'cost_per_action', 'cost_per_active_user'];

/** What the CFO asked of the metrics, month by month. What is there already is left alone. */
export async function seedTargets(db: Db, now: Date): Promise<void> {
  const person = await demoPeople(db);
  const months = demoMonths(now);
  const set = await db.select({ metric: metricTargets.metric }).from(metricTargets);
  for (const { month: index, ...target } of TARGETS.slice(set.length)) {
    const day = months[index] ?? '';
    await setMetricTarget(
      { db, actor: person('cfo'), now: new Date(hongKongTime(day, 9)) },
      { ...target, month: day.slice(0, 7), currency: MONEY.includes(target.metric) ? 'HKD' : null },
    );
  }
}
