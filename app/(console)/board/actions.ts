'use server';

import { toResult } from '@/app/action-result';
import { getCtx } from '@/app/session';
import type { TargetInput } from '@/components/board/target-form';
import type { MetricKey } from '@/lib/board/metric';
import { explainMetric } from '@/lib/board/server/explain-metric';
import { setMetricTarget } from '@/lib/board/server/set-metric-target';
import type { Currency } from '@/lib/money/currency';

export const readMetric = async (month: string, metric: MetricKey, currency: Currency) =>
  toResult(async () => explainMetric(await getCtx(), { month, metric, currency }));

export const setTarget = async (input: TargetInput) =>
  toResult(async () => setMetricTarget(await getCtx(), input));
