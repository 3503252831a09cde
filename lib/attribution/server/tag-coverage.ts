import { z } from 'zod';
import { question } from '../../access/server/verb';
import type { TagCoverage } from '../dto';
import { usageQuerySchema } from '../query';
import { readTagShares } from './read-coverage';
import { daysSlot, resolveQuery } from './resolve';

/** For each tag: how much usage has an adopted value, a value that waits for adoption, or none. */
export const tagCoverage = question({
  name: 'tagCoverage',
  permission: 'usage.read',
  input: z.object({ query: usageQuerySchema }),
  run: async ({ db, input: { query }, scope }): Promise<TagCoverage> => {
    const asked = await resolveQuery(db, query, scope);
    const shares = await readTagShares(db, asked, daysSlot(asked.resolved.period));
    return { ...asked.resolved, ...shares };
  },
});
