import { inArray } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { apiKeys } from '@/db/schema';
import { type AuthenticatedKey, authenticateKey } from './authenticate-key';
import { withDeadline } from './deadline';

export interface KeyAuthenticator {
  /** Whose key this is, or null. At most {@link TRUST_MS} old, so that a revoked key stops within seconds. */
  authenticate(key: string): Promise<AuthenticatedKey | null>;
  /** Writes down which keys were used since the last call. */
  noteUse(): Promise<void>;
}

interface Known {
  found: Promise<AuthenticatedKey | null>;
  until: number;
}

export const TRUST_MS = 3_000;
/** A wrong key is remembered briefly too, so that guessing does not reach the database each time. */
const REFUSED_MS = 1_000;
const LOOK_UP_MS = 5_000;
const LIMIT = 10_000;

/** Authentication for a program that gets many requests with few keys. */
export function createKeyAuthenticator(options: { db: Db; now: () => Date }): KeyAuthenticator {
  const { db, now } = options;
  const known = new Map<string, Known>();
  const used = new Set<string>();

  async function look(key: string): Promise<AuthenticatedKey | null> {
    const cached = known.get(key);
    if (cached && cached.until > now().getTime()) return cached.found;
    if (known.size >= LIMIT) known.clear();
    const entry: Known = {
      found: withDeadline(authenticateKey(db, key, now()), LOOK_UP_MS),
      until: now().getTime() + TRUST_MS,
    };
    known.set(key, entry);
    try {
      if ((await entry.found) === null) entry.until = now().getTime() + REFUSED_MS;
    } catch (error) {
      known.delete(key);
      throw error;
    }
    return entry.found;
  }

  return {
    async authenticate(key) {
      const found = await look(key);
      if (found) used.add(found.keyId);
      return found;
    },
    async noteUse() {
      if (used.size === 0) return;
      const ids = [...used];
      used.clear();
      await db.update(apiKeys).set({ lastUsedAt: now() }).where(inArray(apiKeys.id, ids));
    },
  };
}
