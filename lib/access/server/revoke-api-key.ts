import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { apiKeys } from '@/db/schema';
import { notFound } from '../../errors';
import { reasonText, refusal } from '../fields';
import type { Queryable } from './context';
import { verb } from './verb';

/** Ends a key for good: the next request with it is refused. */
export const revokeApiKey = verb({
  name: 'revokeApiKey',
  permission: 'keys.edit',
  input: z.object({ keyId: z.uuid(), reason: reasonText }),
  team: async (tx, input) => (await findKey(tx, input.keyId)).teamId,
  run: async ({ tx, ctx, input, audit }) => {
    const key = await findKey(tx, input.keyId);
    if (key.revokedAt) throw refusal('conflict', 'keyId', 'already_revoked', 'This key is revoked already.');
    await tx.update(apiKeys).set({ revokedAt: ctx.now }).where(eq(apiKeys.id, key.id));
    await audit({
      action: 'key.revoke',
      subject: { kind: 'api_key', id: key.id },
      teamId: key.teamId,
      before: { name: key.name, prefix: key.prefix, revoked: false },
      after: { revoked: true },
      reason: input.reason,
    });
  },
});

async function findKey(tx: Queryable, keyId: string): Promise<typeof apiKeys.$inferSelect> {
  const [key] = await tx.select().from(apiKeys).where(eq(apiKeys.id, keyId)).for('update');
  if (!key) throw notFound('There is no such key.');
  return key;
}
