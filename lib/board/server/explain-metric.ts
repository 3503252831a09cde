import { z } from 'zod';
import { systemCtx } from '../../access/server/context';
import { getOrganisation } from '../../access/server/get-organisation';
import { question } from '../../access/server/verb';
import { usageQuerySchema, WHOLE } from '../../attribution/query';
import { readPriceUses, readUnpricedUses } from '../../attribution/server/price-uses';
import { daysSlot, resolveQuery } from '../../attribution/server/resolve';
import { summariseUsage } from '../../attribution/server/summarise-usage';
import { invalid } from '../../errors';
import { CURRENCIES } from '../../money/currency';
import { dayOf } from '../../time/period';
import { boardPeriod } from '../board-months';
import { explorePath, usageBeneath } from '../drill';
import type { MetricExplanation } from '../explanation';
import { METRICS, type Metric, type MetricKey } from '../metric';
import { monthOfDay, monthText } from '../month';
import { readFrozenBoard } from './frozen-metrics';
import { readFxUses } from './fx-uses';
import { metricRows } from './metric-rows';
import { readMetrics } from './read-metrics';
import { boardReading } from './reading';
import { readTargetRows } from './target-rows';

/**
 * The working of one metric: its terms and target, the rows beneath, the exchange rates, what each price version
 * charged, how much was tagged and priced, and where its events are.
 */
export const explainMetric = question({
  name: 'explainMetric',
  permission: 'board.read',
  input: z.object({ month: monthText, metric: z.enum(METRICS), currency: z.enum(CURRENCIES) }),
  run: async ({ db, ctx, input: { month, metric: key, currency } }): Promise<MetricExplanation> => {
    const whole = systemCtx(ctx.db, 'board', ctx.now);
    const timeZone = (await getOrganisation(db))?.timeZone ?? 'Asia/Hong_Kong';
    const today = dayOf(ctx.now, timeZone);
    if (month > monthOfDay(today)) throw invalid(`${month} has not begun yet.`);
    const period = boardPeriod(month, today);
    const query = usageQuerySchema.parse({ period, currency, ...usageBeneath(key) });
    const asked = await resolveQuery(db, query, 'all');
    const slot = daysSlot(period);
    const [measured, closed, targets, summary, fx, priceUses, unpricedUses] = await Promise.all([
      readMetrics(db, boardReading(whole, { month, today, timeZone }), currency),
      readFrozenBoard(db, month, currency),
      readTargetRows(db, key),
      summariseUsage(whole, { query: { ...query, dimensions: [], measures: ['effective_cost'] } }),
      readFxUses(db, query),
      readPriceUses(db, asked, slot, WHOLE),
      readUnpricedUses(db, asked, slot, WHOLE),
    ]);
    const { facts } = measured;
    const now = metricNamed(key, measured.metrics);
    const metric = closed ? metricNamed(key, closed.metrics) : now;
    const rows = await metricRows(whole, key, { month, facts, currency, period, today, timeZone });
    const explore = (open?: 'explain' | 'events') => explorePath(period, currency, usageBeneath(key), open);
    return {
      ...{ key, month, period, currency, metric, rows, fx, priceUses, unpricedUses },
      asOf: ctx.now.toISOString(),
      restated: now.value === metric.value ? null : now.value,
      targets: targets.reverse(),
      coverage: summary.coverage,
      links: { split: explore(), working: explore('explain'), events: explore('events') },
    };
  },
});

function metricNamed(key: MetricKey, metrics: readonly Metric[]): Metric {
  const metric = metrics.find((one) => one.key === key);
  if (!metric) throw new Error(`The board has no ${key}.`);
  return metric;
}
