import { inArray } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { apiKeys } from '@/db/schema';
import { type AuthenticatedKey, authenticateKey } from './authenticate-key';
import { withDeadline } from './deadline';

export interface KeyAuthenticator {
  /**
   * Whose key this is, or null. At most {@link TRUST_MS} old, so that a revoked key stops within seconds; while the
   * database is away, what it said last, for at most {@link TRUST_AWAY_MS}.
   */
  authenticate(key: string): Promise<AuthenticatedKey | null>;
  /** Writes down which keys were used since the last call. */
  noteUse(): Promise<void>;
}

interface Known {
  found: Promise<AuthenticatedKey | null>;
  until: number;
}

export const TRUST_MS = 3_000;
/** Nobody can revoke a key while the database is away, and budgets that stay open then need their callers known. */
export const TRUST_AWAY_MS = 3_600_000;
/** A wrong key is remembered briefly too, so that guessing does not reach the database each time. */
const REFUSED_MS = 1_000;
const LOOK_UP_MS = 5_000;
/** How long a key that was good waits for the database. */
const LOOK_AGAIN_MS = 500;
const LIMIT = 10_000;

/** Authentication for a program that gets many requests with few keys. */
export function createKeyAuthenticator(options: { db: Db; now: () => Date }): KeyAuthenticator {
  const { db, now } = options;
  const known = new Map<string, Known>();
  const used = new Set<string>();
  const good = new Map<string, { key: AuthenticatedKey; seenAt: number }>();

  /** What the database said last of a key, where that may still be trusted. */
  function lastGood(key: string): AuthenticatedKey | null {
    const last = good.get(key);
    const at = now();
    if (!last || last.seenAt + TRUST_AWAY_MS < at.getTime()) return null;
    return last.key.expiresAt && last.key.expiresAt <= at ? null : last.key;
  }

  function note(key: string, found: AuthenticatedKey | null): void {
    if (good.size >= LIMIT) good.clear();
    if (found) good.set(key, { key: found, seenAt: now().getTime() });
    else good.delete(key);
  }

  async function look(key: string): Promise<AuthenticatedKey | null> {
    const cached = known.get(key);
    if (cached && cached.until > now().getTime()) return cached.found;
    if (known.size >= LIMIT) known.clear();
    const asked = authenticateKey(db, key, now());
    asked.then(
      (found) => note(key, found),
      () => {},
    );
    const entry: Known = {
      found: withDeadline(asked, good.has(key) ? LOOK_AGAIN_MS : LOOK_UP_MS).catch((error: unknown) => {
        const last = lastGood(key);
        if (!last) throw error;
        entry.until = now().getTime() + REFUSED_MS;
        return last;
      }),
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
