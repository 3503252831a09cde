'use server';

import { toResult } from '@/app/action-result';
import { getCtx } from '@/app/session';
import type { TargetInput } from '@/components/board/target-form';
import { setMetricTarget } from '@/lib/board/server/set-metric-target';

export const setTarget = async (input: TargetInput) =>
  toResult(async () => setMetricTarget(await getCtx(), input));
