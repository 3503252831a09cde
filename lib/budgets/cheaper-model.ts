import type { PriceBook } from '../pricing/price-book';
import type { ModelTier } from '../pricing/rates';
import type { DowngradeTier } from './budget';
import { type Estimate, estimatedTokensOf, estimateWith } from './estimate';
import type { GateRequest } from './gate-request';

/** A model of the catalogue. */
export interface TieredModel {
  modelId: bigint;
  provider: string;
  model: string;
  /** Null until someone says: such a model is never put in another's place. */
  tier: ModelTier | null;
  /** Tokens it can take in all; null: not known. */
  contextWindow: number | null;
}

/** `keep`: the model asked for is of this tier already, or below. `none`: nothing of the tier costs less. */
export type Downgrade =
  | { kind: 'keep' }
  | { kind: 'none' }
  | { kind: 'serve'; provider: string | null; model: string; estimate: Estimate };

export interface CheaperModels {
  /** The cheapest priced model of a tier, by the same provider, that the call fits in. */
  find(request: GateRequest, asked: Estimate, tier: DowngradeTier, at: Date): Downgrade;
  /** Provider of a catalogue model by its key there; null: not known. */
  providerOf(modelId: bigint): string | null;
}

const STRICTNESS: Record<ModelTier, number> = { frontier: 0, balanced: 1, cost_optimised: 2 };

/** Of two tiers the one that saves more. */
export const stricterTier = (a: DowngradeTier | null, b: DowngradeTier): DowngradeTier =>
  a !== null && STRICTNESS[a] >= STRICTNESS[b] ? a : b;

export function createCheaperModels(prices: PriceBook, models: readonly TieredModel[]): CheaperModels {
  const byId = new Map(models.map((model) => [model.modelId, model]));
  const byPlace = new Map<string, TieredModel[]>();
  for (const model of models) {
    if (model.tier === null) continue;
    const place = placeOf(model.provider, model.tier);
    const others = byPlace.get(place);
    if (others) others.push(model);
    else byPlace.set(place, [model]);
  }

  return {
    providerOf: (modelId) => byId.get(modelId)?.provider ?? null,
    find(request, asked, tier, at) {
      const own = asked.modelId === null ? undefined : byId.get(asked.modelId);
      if (own?.tier && STRICTNESS[own.tier] >= STRICTNESS[tier]) return { kind: 'keep' };
      const provider = own?.provider ?? request.provider ?? '';
      const size = estimatedTokensOf(request);
      let best: Extract<Downgrade, { kind: 'serve' }> | null = null;
      for (const model of byPlace.get(placeOf(provider, tier)) ?? []) {
        if (model.contextWindow !== null && size > model.contextWindow) continue;
        const estimate = estimateWith(prices, model.modelId, request, at);
        const lowest = best?.estimate.estimatedCost ?? asked.estimatedCost;
        if (estimate.estimatedCost === null || (lowest !== null && estimate.estimatedCost >= lowest))
          continue;
        best = { kind: 'serve', provider: model.provider, model: model.model, estimate };
      }
      return best ?? { kind: 'none' };
    },
  };
}

const placeOf = (provider: string, tier: ModelTier): string => `${provider.toLowerCase()}\n${tier}`;
