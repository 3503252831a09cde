'use server';

import { toResult } from '@/app/action-result';
import { getCtx } from '@/app/session';
import type { Ctx } from '@/lib/access/server/context';
import { addTaskClass } from '@/lib/routing/server/add-task-class';
import { archiveTaskClass } from '@/lib/routing/server/archive-task-class';
import { setWorkflowTaskClass } from '@/lib/routing/server/set-workflow-task-class';

type Input<F extends (ctx: Ctx, input: never) => unknown> = Parameters<F>[1];

export const addClass = async (input: Input<typeof addTaskClass>) =>
  toResult(async () => addTaskClass(await getCtx(), input));

export const archiveClass = async (input: Input<typeof archiveTaskClass>) =>
  toResult(async () => archiveTaskClass(await getCtx(), input));

export const setWorkflowClass = async (input: Input<typeof setWorkflowTaskClass>) =>
  toResult(async () => setWorkflowTaskClass(await getCtx(), input));
