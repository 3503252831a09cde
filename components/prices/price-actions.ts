import type { ActionResult } from '@/lib/action-result';
import type { ListDiff } from '@/lib/pricing/list-diff';
import type { PriceChangeInput } from '@/lib/pricing/price-change';
import type { RepricingOutcome, RepricingPreview } from '@/lib/pricing/repricing';

type Which = 'unpriced' | 'outdated' | 'all';
export interface Expected {
  events: string;
  change: string;
}

/** The server actions that the price components are given as props. */
export interface RepriceActions {
  previewReprice: (input: {
    modelId?: string | null;
    providerId?: string | null;
    which: Which;
    asModelId?: string | null;
  }) => Promise<ActionResult<RepricingPreview>>;
  reprice: (input: {
    modelId?: string | null;
    providerId?: string | null;
    which: Which;
    reason: string;
    expected?: Expected | null;
  }) => Promise<ActionResult<RepricingOutcome>>;
}

/** A change of prices as a form has it: dates are days of the organisation's zone, or instants. */
export type ChangeForm = PriceChangeInput;
export type RepriceChoice = { reason: string; expected: Expected | null } | null;

export interface ChangeActions {
  previewChange: (change: ChangeForm) => Promise<ActionResult<RepricingPreview>>;
  applyChange: (
    change: ChangeForm,
    reprice: RepriceChoice,
  ) => Promise<ActionResult<{ repricing: RepricingOutcome | null }>>;
}

export interface ModelChoice {
  modelId: string;
  label: string;
}
export type FindModels = (search: string, provider?: string | null) => Promise<ActionResult<ModelChoice[]>>;

export interface UnpricedActions extends RepriceActions {
  findModels: FindModels;
  treatAs: (input: {
    modelId: string;
    targetModelId: string;
    reason: string;
  }) => Promise<ActionResult<RepricingOutcome>>;
}

export interface ImportActions {
  /** Sends the file to the console; it waits there under the id. */
  upload: (file: File) => Promise<{ ok: true; uploadId: string } | { ok: false; code: string }>;
  previewMap: (uploadId: string) => Promise<ActionResult<ListDiff>>;
  importMap: (input: {
    uploadId: string;
    fileName: string;
    digest: string;
  }) => Promise<ActionResult<{ versionsAdded: number; versionsClosed: number }>>;
}

export interface MonthActions {
  reopenMonth: (input: { month: string; reason: string }) => Promise<ActionResult<unknown>>;
}
