'use server';

import { toResult } from '@/app/action-result';
import { getCtx } from '@/app/session';
import type { PackActions } from '@/components/packs/pack-actions';
import { addPackRecipient } from '@/lib/board/server/add-pack-recipient';
import { editPackText } from '@/lib/board/server/edit-pack-text';
import { issuePack } from '@/lib/board/server/issue-pack';
import { removePackRecipient } from '@/lib/board/server/remove-pack-recipient';
import { resetPackText } from '@/lib/board/server/reset-pack-text';
import { setPackSchedule } from '@/lib/board/server/set-pack-schedule';

export const edit: PackActions['edit'] = async (input) =>
  toResult(async () => editPackText(await getCtx(), input));

export const reset: PackActions['reset'] = async (input) =>
  toResult(async () => resetPackText(await getCtx(), input));

export const issue: PackActions['issue'] = async (input) =>
  toResult(async () => issuePack(await getCtx(), input));

export const addRecipient: PackActions['addRecipient'] = async (input) =>
  toResult(async () => addPackRecipient(await getCtx(), input));

export const removeRecipient: PackActions['removeRecipient'] = async (input) =>
  toResult(async () => removePackRecipient(await getCtx(), input));

export const setSchedule: PackActions['setSchedule'] = async (input) =>
  toResult(async () => setPackSchedule(await getCtx(), input));
