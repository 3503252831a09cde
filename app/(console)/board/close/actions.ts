'use server';

import { toResult } from '@/app/action-result';
import { getCtx } from '@/app/session';
import type { CloseActions } from '@/components/board-close/close-actions';
import { closeMonth } from '@/lib/board/server/close-month';
import { recordInvoice } from '@/lib/board/server/record-invoice';
import { reopenMonth } from '@/lib/board/server/reopen-month';
import { withdrawInvoice } from '@/lib/board/server/withdraw-invoice';

export const close: CloseActions['close'] = async (input) =>
  toResult(async () => closeMonth(await getCtx(), input));

export const reopen: CloseActions['reopen'] = async (input) =>
  toResult(async () => reopenMonth(await getCtx(), input));

export const record: CloseActions['record'] = async (input) =>
  toResult(async () => recordInvoice(await getCtx(), input));

export const withdraw: CloseActions['withdraw'] = async (input) =>
  toResult(async () => withdrawInvoice(await getCtx(), input));
