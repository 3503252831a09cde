import { timingSafeEqual } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { apiKeys } from '@/db/schema';
import { KEY_SCOPES, type KeyScope } from '../actor';
import { KEY_PATTERN, keyPrefix } from '../api-key';
import type { Queryable } from './context';
import { hashKey } from './key-secret';

export interface AuthenticatedKey {
  keyId: string;
  /** Names the key in usage events. */
  keyNumber: bigint;
  name: string;
  /** Null: any team. */
  teamId: bigint | null;
  scopes: KeyScope[];
  expiresAt: Date | null;
}

/** Whose key this is, or null when it is unknown, revoked or expired at `now`. */
export async function authenticateKey(
  db: Queryable,
  key: string,
  now: Date,
): Promise<AuthenticatedKey | null> {
  if (!KEY_PATTERN.test(key)) return null;
  const [row] = await db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.prefix, keyPrefix(key)));
  if (!row || row.revokedAt || (row.expiresAt && row.expiresAt <= now)) return null;
  const given = Buffer.from(hashKey(key), 'hex');
  const stored = Buffer.from(row.secretHash, 'hex');
  if (given.length !== stored.length || !timingSafeEqual(given, stored)) return null;
  const scopes = KEY_SCOPES.filter((scope) => row.scopes.includes(scope));
  return {
    keyId: row.id,
    keyNumber: row.number,
    name: row.name,
    teamId: row.teamId,
    scopes,
    expiresAt: row.expiresAt,
  };
}
