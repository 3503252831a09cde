import { z } from 'zod';
import { metricTargets } from '@/db/schema';
import { reasonText, refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { CURRENCIES } from '../../money/currency';
import { parseMoney } from '../../money/money';
import { METRIC_SHAPE, METRICS, type MetricKey, type MetricUnit } from '../metric';
import { firstDayOf, monthText } from '../month';
import { targetRowFor } from '../targets';
import { closedMonthSet, keepMonths } from './month-lock';
import { readTargetRows } from './target-rows';

const UNIT = 10n ** 12n;

const input = z.object({
  metric: z.enum(METRICS),
  /** The first month it holds for; it holds until another is set. */
  month: monthText,
  /** Money in `currency`, a share such as 0.05, or a number of workflows. Null: no target from then on. */
  value: z
    .string()
    .trim()
    .regex(/^\d{1,15}(\.\d{1,6})?$/, 'Write a number of zero or more, with at most 6 decimals.')
    .nullable(),
  currency: z.enum(CURRENCIES).nullable().default(null),
  reason: reasonText,
});
export type SetMetricTargetInput = z.input<typeof input>;

/** Sets what the board asks of a metric from a month on. Those before it stay; months already closed are refused. */
export const setMetricTarget = verb({
  name: 'setMetricTarget',
  permission: 'board.targets',
  input,
  run: async ({ tx, ctx, input: { metric, month, value, currency, reason }, audit }) => {
    await keepMonths(tx);
    for (const closed of await closedMonthSet(tx))
      if (closed >= month)
        throw refusal('conflict', 'month', 'month_closed', 'This would change the target of a closed month.');
    checkValue(METRIC_SHAPE[metric].unit, value, currency);
    const before = targetRowFor(await readTargetRows(tx, metric), metric, month);
    const amount = value === null ? null : parseMoney(value);
    const set = { value, currency: amount === null ? null : currency };
    await tx.insert(metricTargets).values({
      ...{ metric, month: firstDayOf(month), reason, ...set },
      ...{ setBy: ctx.actor.name, setAt: ctx.now },
    });
    await audit({
      action: 'metric.set_target',
      subject: { kind: 'metric', id: metric },
      before: before && { month: before.month, value: before.value, currency: before.currency },
      after: { month, ...set },
      reason,
    });
    return { metric: metric as MetricKey, month };
  },
});

function checkValue(unit: MetricUnit, value: string | null, currency: string | null): void {
  if (value === null) return;
  const amount = parseMoney(value);
  if ((unit === 'money') !== (currency !== null))
    throw refusal(
      'invalid',
      'currency',
      'currency_of_money',
      'Name a currency for amounts, and only for them.',
    );
  if (unit === 'workflows' && amount % UNIT !== 0n)
    throw refusal('invalid', 'value', 'not_whole', 'Write a whole number of workflows.');
  if (unit === 'share' && amount > UNIT)
    throw refusal('invalid', 'value', 'above_one', 'Write a share between 0 and 1.');
}
