import type { Db } from '@/db/client';
import { loadPriceBook } from '../../pricing/server/load-price-book';
import { loadTieredModels } from '../../pricing/server/load-tiered-models';
import { watchCatalogue } from '../../usage/server/watch-catalogue';
import type { BudgetSubject } from '../applies';
import { type CheaperModels, createCheaperModels } from '../cheaper-model';
import type { GateCall } from '../decide';
import { estimateCall } from '../estimate';
import type { GateRequest } from '../gate-request';

export interface GatePrices {
  /** Resolves once prices have been read. */
  ready(): Promise<void>;
  /** A call with its estimate at the prices in force. */
  callOf(request: GateRequest, subject: BudgetSubject, at: Date): GateCall;
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** The prices and tiers of a long-running gate, kept current. */
export function createGatePrices({ db, onChange }: { db: Db; onChange: () => void }): GatePrices {
  let cheaper: CheaperModels | null = null;
  const catalogue = watchCatalogue({
    db,
    load: async () => {
      const [book, models] = await Promise.all([loadPriceBook(db), loadTieredModels(db)]);
      cheaper = createCheaperModels(book, models);
      return book;
    },
    onChange,
  });
  return {
    ready: catalogue.ready,
    callOf(request, subject, at) {
      const estimate = estimateCall(catalogue.current(), request, at.getTime());
      const own = estimate.modelId === null ? null : cheaper?.providerOf(estimate.modelId);
      return {
        subject,
        provider: request.provider ?? own ?? null,
        model: request.model,
        estimate,
        assumedMaxOutput: request.maxOutputTokens === null,
        cheaper: (tier) => cheaper?.find(request, estimate, tier, at) ?? { kind: 'none' },
      };
    },
    reload: catalogue.reload,
    close: catalogue.close,
  };
}
