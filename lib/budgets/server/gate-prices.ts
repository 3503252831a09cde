import type { Db } from '@/db/client';
import { loadPriceBook } from '../../pricing/server/load-price-book';
import { loadTieredModels } from '../../pricing/server/load-tiered-models';
import { routeCatalogue } from '../../routing/server/route-catalogue';
import { rememberPseudonyms } from '../../usage/server/pseudonym';
import { watchCatalogue } from '../../usage/server/watch-catalogue';
import type { BudgetSubject } from '../applies';
import type { DowngradeTier } from '../budget';
import { type CheaperModels, createCheaperModels, type Downgrade } from '../cheaper-model';
import type { GateCall } from '../decide';
import { type Estimate, estimateCall } from '../estimate';
import type { GateRequest } from '../gate-request';
import type { BudgetConfig } from './budget-config';
import type { GateSubmission } from './gate-call';
import { compileRouting, type GateRouting, type RoutedRequest } from './gate-routing';

type Submitted = Pick<GateSubmission, 'request' | 'keepModel'>;

export interface GatePrices {
  /** Resolves once prices have been read. */
  ready(): Promise<void>;
  /** A call as the policy in force has it made, with its estimate at the prices in force. */
  callOf(submission: Submitted, subject: BudgetSubject, at: Date, config: BudgetConfig): GateCall;
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** The prices, tiers and policies of a long-running gate, kept current. */
export function createGatePrices({
  db,
  secret,
  onChange,
}: {
  db: Db;
  /** Pseudonymises user ids. */
  secret: string;
  onChange: () => void;
}): GatePrices {
  let cheaper: CheaperModels | null = null;
  let models: Awaited<ReturnType<typeof loadTieredModels>> = [];
  let compiled: { config: BudgetConfig; routing: GateRouting } | null = null;
  const pseudonym = rememberPseudonyms(secret);
  const catalogue = watchCatalogue({
    db,
    load: async () => {
      const [book, tiered] = await Promise.all([loadPriceBook(db), loadTieredModels(db)]);
      models = tiered;
      cheaper = createCheaperModels(book, tiered);
      return book;
    },
    onChange: () => {
      compiled = null;
      onChange();
    },
  });

  /** Compiled once for a configuration and its prices. */
  function routingOf(config: BudgetConfig): GateRouting {
    if (compiled?.config === config) return compiled.routing;
    const { routing, timeZone } = config;
    const known = { timeZone, simpleTaskClasses: routing.simpleTaskClasses };
    compiled = {
      config,
      routing: compileRouting(routing, routeCatalogue(catalogue.current(), models, known), pseudonym),
    };
    return compiled.routing;
  }

  function cheaperThan(
    served: GateRequest,
    estimate: Estimate,
    routed: RoutedRequest | null,
    tier: DowngradeTier,
    at: Date,
  ): Downgrade {
    const fallbacks = routed?.result.onBudget ?? [];
    for (const ref of fallbacks) {
      const own = estimateCall(catalogue.current(), { ...served, ...ref }, at.getTime());
      if (own.estimatedCost === null) continue;
      if (estimate.estimatedCost !== null && own.estimatedCost >= estimate.estimatedCost) continue;
      return { kind: 'serve', ...ref, estimate: own };
    }
    if (fallbacks.length > 0) return { kind: 'none' };
    const found: Downgrade = cheaper?.find(served, estimate, tier, at) ?? { kind: 'none' };
    return found.kind === 'serve' && routed && !routed.mayHave(found) ? { kind: 'none' } : found;
  }

  return {
    ready: catalogue.ready,
    callOf({ request, keepModel }, subject, at, config) {
      const book = catalogue.current();
      const routed = keepModel ? null : routingOf(config)(request, subject, at);
      const isMoved = routed?.result.moved ?? false;
      const served = routed && isMoved ? { ...request, ...routed.result.primary } : request;
      const estimate = estimateCall(book, served, at.getTime());
      const own = estimate.modelId === null ? null : cheaper?.providerOf(estimate.modelId);
      return {
        subject,
        provider: served.provider ?? own ?? null,
        model: served.model,
        estimate,
        assumedMaxOutput: request.maxOutputTokens === null,
        cheaper: (tier) => cheaperThan(served, estimate, routed, tier, at),
        route: routed && {
          policy: routed.policy,
          askedModelId: isMoved
            ? (book.resolve(request.provider, request.model)?.modelId ?? null)
            : estimate.modelId,
          movedToModelId: isMoved ? estimate.modelId : null,
          fallback: routed.result.fallback,
          reasons: routed.result.reasons.map(({ code, detail }) => ({ code, detail, budgetId: null })),
        },
      };
    },
    reload: catalogue.reload,
    close: catalogue.close,
  };
}
