import { asc, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { packRecipients } from '@/db/schema';
import { question } from '../../access/server/verb';
import type { Locale } from '../../money/format';
import type { PackRecipient } from '../pack-dto';

/** Who is sent the PDF of every pack. */
export const listPackRecipients = question({
  name: 'listPackRecipients',
  permission: 'packs.issue',
  input: z.object({}),
  run: async ({ db }): Promise<PackRecipient[]> => {
    const rows = await db
      .select()
      .from(packRecipients)
      .where(isNull(packRecipients.removedAt))
      .orderBy(asc(packRecipients.email));
    return rows.map(({ id, email, locale, addedBy, addedAt }) => ({
      ...{ id: id.toString(), email, locale: locale as Locale, addedBy },
      addedAt: addedAt.toISOString(),
    }));
  },
});
