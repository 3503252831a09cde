import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { packRecipients } from '@/db/schema';
import { localeName, refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';

const input = z.object({
  email: z.string().trim().toLowerCase().max(254).pipe(z.email('Write an e-mail address.')),
  locale: localeName,
});

/** Puts an address on the list that is sent the PDF of every pack from the next one on. */
export const addPackRecipient = verb({
  name: 'addPackRecipient',
  permission: 'packs.issue',
  input,
  run: async ({ tx, ctx, input: { email, locale }, audit }) => {
    const [there] = await tx
      .select({ id: packRecipients.id })
      .from(packRecipients)
      .where(and(eq(packRecipients.email, email), isNull(packRecipients.removedAt)));
    if (there) throw refusal('conflict', 'email', 'recipient_exists', 'This address is on the list already.');
    const [stored] = await tx
      .insert(packRecipients)
      .values({ email, locale, addedBy: ctx.actor.name, addedAt: ctx.now })
      .returning({ id: packRecipients.id });
    const id = String(stored?.id);
    await audit({
      action: 'pack.recipient.add',
      subject: { kind: 'pack_recipient', id },
      after: { email, locale },
    });
    return { id };
  },
});
