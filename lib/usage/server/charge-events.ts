import type { PriceBook } from '../../pricing/price-book';
import type { UsageEvent } from '../event';
import type { PendingEvent } from '../parse-request';
import { type Interner, modelKey } from './interner';
import type { ChargedEvent } from './store-batch';

/** The charge of one event at the price in force when it occurred. */
export const chargeOf = (event: UsageEvent, prices: PriceBook) =>
  prices.chargeCounts(event.provider, event.model, event.at, event);

/**
 * Gives every event its ids and its charge, creating the names that are new. Caches may be emptied while this
 * waits for the database, so it looks again until all ids are there.
 */
export async function chargeEvents(
  pending: readonly PendingEvent[],
  interner: Interner,
  prices: PriceBook,
): Promise<ChargedEvent[]> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const charged = chargeKnown(pending, interner, prices);
    if (charged) return charged;
    await ensureNames(pending, interner, prices);
  }
  throw new Error('The names in a batch could not be created.');
}

async function ensureNames(
  pending: readonly PendingEvent[],
  interner: Interner,
  prices: PriceBook,
): Promise<void> {
  const teams = new Set<string>();
  const sources = new Set<string>();
  const users = new Set<string>();
  const models = new Map<string, { provider: string | null; model: string }>();
  const attributions = new Map<string, Readonly<Record<string, string>>>();
  for (const { event, team, source } of pending) {
    teams.add(team);
    sources.add(source);
    if (event.user !== null) users.add(event.user);
    for (const model of [event.model, event.requestedModel]) {
      if (model !== null && prices.resolve(event.provider, model) === null)
        models.set(modelKey(event.provider, model), { provider: event.provider, model });
    }
    attributions.set(event.tags.key, event.tags.values);
  }
  await interner.ensureTeams(teams);
  await interner.ensureSources(sources);
  await interner.ensureUsers(users);
  await interner.ensureModels(models);
  await interner.ensureAttributions(attributions);
}

function modelIdOf(
  provider: string | null,
  model: string,
  interner: Interner,
  prices: PriceBook,
): number | undefined {
  const resolved = prices.resolve(provider, model);
  return resolved ? Number(resolved.modelId) : interner.models.get(modelKey(provider, model));
}

/** Null where an id is not in memory yet. */
function chargeKnown(
  pending: readonly PendingEvent[],
  interner: Interner,
  prices: PriceBook,
): ChargedEvent[] | null {
  const charged: ChargedEvent[] = [];
  for (const { event, team, source } of pending) {
    const teamId = interner.teams.get(team);
    const sourceId = interner.sources.get(source);
    const attributionId = interner.attributions.get(event.tags.key);
    const userId = event.user === null ? null : interner.users.get(event.user);
    const charge = chargeOf(event, prices);
    const modelId =
      charge.modelId === null
        ? modelIdOf(event.provider, event.model, interner, prices)
        : Number(charge.modelId);
    const requestedModelId =
      event.requestedModel === null
        ? null
        : modelIdOf(event.provider, event.requestedModel, interner, prices);
    if (
      teamId === undefined ||
      sourceId === undefined ||
      attributionId === undefined ||
      userId === undefined ||
      modelId === undefined ||
      requestedModelId === undefined
    )
      return null;
    charged.push({
      event,
      teamId,
      sourceId,
      attributionId,
      modelId,
      requestedModelId,
      serviceTier: event.serviceTier,
      taskClass: event.taskClass,
      priceVersionId: charge.priced ? Number(charge.priceVersionId) : 0,
      unpricedReason: charge.priced ? null : charge.reason,
      keyNumber: null,
      at: event.at,
      userId,
      requests: event.requests,
      status: event.status,
      attempt: event.attempt,
      tokens: event.tokens,
      listCost: charge.priced ? charge.listCost : 0n,
      effectiveCost: charge.priced ? charge.effectiveCost : 0n,
    });
  }
  return charged;
}
