import { desc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { apiKeys, teams } from '@/db/schema';
import { question } from './verb';

export interface ApiKeyRow {
  id: string;
  name: string;
  /** The first characters; the rest is not stored. */
  prefix: string;
  scopes: string[];
  /** Null: any team. */
  teamId: string | null;
  teamName: string | null;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  state: 'active' | 'expired' | 'revoked';
}

/** API keys, newest first; a team lead sees those of their own teams, and none for any team. */
export const listApiKeys = question({
  name: 'listApiKeys',
  permission: 'keys.read',
  input: z.object({}),
  run: async ({ db, ctx, scope }): Promise<ApiKeyRow[]> => {
    const rows = await db
      .select({ key: apiKeys, teamName: teams.name })
      .from(apiKeys)
      .leftJoin(teams, eq(teams.id, apiKeys.teamId))
      .where(scope === 'all' ? undefined : inArray(apiKeys.teamId, [...scope]))
      .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id));
    return rows.map(({ key, teamName }) => ({
      id: key.id,
      name: key.name,
      prefix: key.prefix,
      scopes: key.scopes,
      teamId: key.teamId?.toString() ?? null,
      teamName,
      createdAt: key.createdAt.toISOString(),
      expiresAt: key.expiresAt?.toISOString() ?? null,
      lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
      state: key.revokedAt ? 'revoked' : key.expiresAt && key.expiresAt <= ctx.now ? 'expired' : 'active',
    }));
  },
});
