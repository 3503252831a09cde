import { isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { packMails, packRecipients } from '@/db/schema';

/** One mail to each address on the list now that was not sent this pack before. */
export async function queuePackMails(tx: Tx, packId: bigint, now: Date): Promise<void> {
  const list = await tx
    .selectDistinct({ email: packRecipients.email })
    .from(packRecipients)
    .where(isNull(packRecipients.removedAt));
  if (list.length === 0) return;
  await tx
    .insert(packMails)
    .values(list.map(({ email }) => ({ packId, email, attempts: 0, nextAttemptAt: now })))
    .onConflictDoNothing();
}
