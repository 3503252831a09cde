import { z } from 'zod';
import { systemCtx } from '../../access/server/context';
import { question } from '../../access/server/verb';
import { usageQuerySchema, WHOLE } from '../../attribution/query';
import { readPriceUses, readUnpricedUses } from '../../attribution/server/price-uses';
import { daysSlot, resolveQuery } from '../../attribution/server/resolve';
import { summariseUsage } from '../../attribution/server/summarise-usage';
import { CURRENCIES } from '../../money/currency';
import { dayOf } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';
import { boardPeriod, monthsEnding } from '../board-months';
import { explorePath, usageBeneath } from '../drill';
import type { MetricExplanation } from '../explanation';
import { METRICS } from '../metric';
import { FACTS_MONTHS, workOut } from '../metrics';
import { monthText } from '../month';
import { metricRows } from './metric-rows';
import { readMonthFacts } from './month-facts';
import { readBoard } from './read-board';
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
    const today = dayOf(ctx.now, await zoneOf(db));
    const board = await readBoard(whole, { month, currency });
    const metric = board.metrics.find((one) => one.key === key);
    if (!metric) throw new Error(`The board of ${month} has no ${key}.`);
    const period = boardPeriod(month, today);
    const query = usageQuerySchema.parse({ period, currency, ...usageBeneath(key) });
    const asked = await resolveQuery(db, query, 'all');
    const slot = daysSlot(period);
    const months = monthsEnding(month, FACTS_MONTHS);
    const [facts, targets, summary, priceUses, unpricedUses] = await Promise.all([
      readMonthFacts(db, { months, currency, now: ctx.now, today }),
      readTargetRows(db, key),
      summariseUsage(whole, { query: { ...query, dimensions: [], measures: ['effective_cost'] } }),
      readPriceUses(db, asked, slot, WHOLE),
      readUnpricedUses(db, asked, slot, WHOLE),
    ]);
    const now = workOut(key, { facts, currency }).at(-1)?.value ?? null;
    const explore = (open?: 'explain' | 'events') => explorePath(period, currency, usageBeneath(key), open);
    return {
      ...{ key, month, period, currency, metric, asOf: ctx.now.toISOString() },
      restated: board.state === 'closed' && now !== metric.value ? now : null,
      rows: await metricRows(whole, key, { board, facts, currency, period }),
      targets: targets.reverse(),
      fx: board.fx,
      coverage: summary.coverage,
      ...{ priceUses, unpricedUses },
      links: { split: explore(), working: explore('explain'), events: explore('events') },
    };
  },
});
