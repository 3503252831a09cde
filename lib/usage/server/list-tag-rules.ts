import { desc } from 'drizzle-orm';
import { z } from 'zod';
import { tagRules } from '@/db/schema';
import { question } from '../../access/server/verb';
import type { TagRuleDto } from '../tag-impact';

/** Every rule, newest first, retired ones too: they are how past figures came about. */
export const listTagRules = question({
  name: 'listTagRules',
  permission: 'taxonomy.read',
  input: z.object({}),
  run: async ({ db }): Promise<TagRuleDto[]> => {
    const rows = await db.select().from(tagRules).orderBy(desc(tagRules.id)).limit(500);
    return rows.map((row) => ({
      ...row,
      id: row.id.toString(),
      createdAt: row.createdAt.toISOString(),
      retiredAt: row.retiredAt?.toISOString() ?? null,
    }));
  },
});
