import { eq } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { models, providers } from '@/db/schema';
import { idText } from '../../access/fields';
import { notFound } from '../../errors';
import type { ScopeFilter } from './repricing-scope';

/** Whose usage: a model, else a provider, else all of it. */
export const filterFields = {
  modelId: idText.nullable().default(null),
  providerId: idText.nullable().default(null),
};

/** The filter that an input names; `not_found` where there is no such model or provider. */
export async function knownFilter(
  db: Queryable,
  { modelId, providerId }: { modelId: bigint | null; providerId: bigint | null },
): Promise<ScopeFilter> {
  if (modelId !== null) {
    if ((await db.$count(models, eq(models.id, modelId))) === 0) throw notFound('There is no such model.');
    return { modelId };
  }
  if (providerId === null) return {};
  if ((await db.$count(providers, eq(providers.id, providerId))) === 0)
    throw notFound('There is no such provider.');
  return { providerId };
}
