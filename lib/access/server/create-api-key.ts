import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { apiKeys } from '@/db/schema';
import { KEY_SCOPES } from '../actor';
import { displayName, idText, refusal } from '../fields';
import { newKey } from './key-secret';
import { findTeam } from './team-rows';
import { verb } from './verb';

/**
 * Makes an API key for one team, or (null, administrators only) for any team. The key is in the result and
 * nowhere else: it cannot be shown again.
 */
export const createApiKey = verb({
  name: 'createApiKey',
  permission: 'keys.edit',
  input: z.object({
    name: displayName,
    scopes: z.array(z.enum(KEY_SCOPES)).min(1, 'Choose at least one thing the key may do.'),
    teamId: idText.nullable(),
    /** ISO date-time; null never expires. */
    expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
  }),
  team: (_tx, input) => input.teamId,
  run: async ({ tx, ctx, input, audit }) => {
    if (input.teamId !== null && (await findTeam(tx, input.teamId)).archivedAt)
      throw refusal('conflict', 'teamId', 'team_archived', 'This team is archived; restore it first.');
    const expiresAt = input.expiresAt === null ? null : new Date(input.expiresAt);
    if (expiresAt && expiresAt <= ctx.now)
      throw refusal('invalid', 'expiresAt', 'expiry_past', 'Choose a day that is still to come.');
    const { key, prefix, secretHash } = newKey();
    const scopes = KEY_SCOPES.filter((scope) => input.scopes.includes(scope));
    const id = randomUUID();
    await tx.insert(apiKeys).values({
      id,
      name: input.name,
      prefix,
      secretHash,
      scopes,
      teamId: input.teamId,
      createdBy: ctx.actor.id,
      createdAt: ctx.now,
      expiresAt,
    });
    await audit({
      action: 'key.create',
      subject: { kind: 'api_key', id },
      teamId: input.teamId,
      after: { name: input.name, prefix, scopes, teamId: input.teamId, expiresAt },
    });
    return { id, key, prefix };
  },
});
