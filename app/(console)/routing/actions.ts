'use server';

import { toResult } from '@/app/action-result';
import { getCtx } from '@/app/session';
import type { Ctx } from '@/lib/access/server/context';
import { approvePolicy } from '@/lib/routing/server/approve-policy';
import { checkDraft } from '@/lib/routing/server/check-draft';
import { discardDraft } from '@/lib/routing/server/discard-draft';
import { draftPolicy } from '@/lib/routing/server/draft-policy';
import { publishPolicy } from '@/lib/routing/server/publish-policy';
import { rejectPolicy } from '@/lib/routing/server/reject-policy';
import { retirePolicy } from '@/lib/routing/server/retire-policy';
import { rollBackPolicy } from '@/lib/routing/server/roll-back-policy';
import { saveDraft } from '@/lib/routing/server/save-draft';
import { submitPolicy } from '@/lib/routing/server/submit-policy';
import { tryRequest } from '@/lib/routing/server/try-request';
import { withdrawSubmission } from '@/lib/routing/server/withdraw-submission';

type Input<F extends (ctx: Ctx, input: never) => unknown> = Parameters<F>[1];

export const check = async (input: Input<typeof checkDraft>) =>
  toResult(async () => checkDraft(await getCtx(), input));

export const tryCall = async (input: Input<typeof tryRequest>) =>
  toResult(async () => tryRequest(await getCtx(), input));

export const draft = async (input: Input<typeof draftPolicy>) =>
  toResult(async () => draftPolicy(await getCtx(), input));

export const save = async (input: Input<typeof saveDraft>) =>
  toResult(async () => saveDraft(await getCtx(), input));

export const submit = async (input: Input<typeof submitPolicy>) =>
  toResult(async () => submitPolicy(await getCtx(), input));

export const withdraw = async (input: Input<typeof withdrawSubmission>) =>
  toResult(async () => withdrawSubmission(await getCtx(), input));

export const approve = async (input: Input<typeof approvePolicy>) =>
  toResult(async () => approvePolicy(await getCtx(), input));

export const reject = async (input: Input<typeof rejectPolicy>) =>
  toResult(async () => rejectPolicy(await getCtx(), input));

export const publish = async (input: Input<typeof publishPolicy>) =>
  toResult(async () => publishPolicy(await getCtx(), input));

export const discard = async (input: Input<typeof discardDraft>) =>
  toResult(async () => discardDraft(await getCtx(), input));

export const rollBack = async (input: Input<typeof rollBackPolicy>) =>
  toResult(async () => rollBackPolicy(await getCtx(), input));

export const retire = async (input: Input<typeof retirePolicy>) =>
  toResult(async () => retirePolicy(await getCtx(), input));
