'use server';

import { toResult } from '@/app/action-result';
import { getCtx } from '@/app/session';
import type { SetRule } from '@/components/chargeback/rule-actions';
import { setChargebackRule } from '@/lib/chargeback/server/set-chargeback-rule';

export const setRule: SetRule = async (input) =>
  toResult(async () => setChargebackRule(await getCtx(), input));
