import { z } from 'zod';
import { question } from '../../access/server/verb';
import { policySummaries } from './policy-summaries';

/** The policies the reader may see; the organisation's only for readers of all teams. */
export const listPolicies = question({
  name: 'listPolicies',
  permission: 'routing.read',
  input: z.object({}),
  run: ({ db, ctx, scope }) => policySummaries(db, scope, ctx.now),
});
