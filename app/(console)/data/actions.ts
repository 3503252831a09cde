'use server';

import { revalidatePath } from 'next/cache';
import { toResult } from '@/app/action-result';
import { getCtx } from '@/app/session';
import { adoptTeam } from '@/lib/access/server/adopt-team';
import { adoptTagValue } from '@/lib/usage/server/adopt-tag-value';
import { createTagRule } from '@/lib/usage/server/create-tag-rule';
import { previewTagRule } from '@/lib/usage/server/preview-tag-rule';
import { registerFreeTag } from '@/lib/usage/server/register-free-tag';
import { retireTagRule } from '@/lib/usage/server/retire-tag-rule';

type Input<V extends (ctx: never, input: never) => unknown> = Parameters<V>[1];

async function change<T>(run: () => Promise<T>) {
  const result = await toResult(run);
  if (result.ok) revalidatePath('/data', 'layout');
  return result;
}

export const adoptValueAction = async (input: Input<typeof adoptTagValue>) =>
  change(async () => adoptTagValue(await getCtx(), input));

export const adoptTeamAction = async (input: Input<typeof adoptTeam>) =>
  change(async () => adoptTeam(await getCtx(), input));

export const previewRuleAction = async (input: Input<typeof previewTagRule>) =>
  toResult(async () => previewTagRule(await getCtx(), input));

export const createRuleAction = async (input: Input<typeof createTagRule>) =>
  change(async () => createTagRule(await getCtx(), input));

export const retireRuleAction = async (input: Input<typeof retireTagRule>) =>
  change(async () => retireTagRule(await getCtx(), input));

export const registerTagAction = async (input: Input<typeof registerFreeTag>) =>
  change(async () => registerFreeTag(await getCtx(), input));
