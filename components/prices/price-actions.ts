import type { ActionResult } from '@/lib/action-result';
import type { RepricingPreview } from '@/lib/pricing/repricing';

interface Outcome {
  events: string;
  effectiveCostChange: string;
  stillUnpriced: string;
}
type Which = 'unpriced' | 'outdated';

/** The server actions that the price components are given as props. */
export interface RepriceActions {
  previewReprice: (input: {
    modelId: string;
    which: Which;
    asModelId?: string | null;
  }) => Promise<ActionResult<RepricingPreview>>;
  reprice: (input: { modelId: string; which: Which; reason: string }) => Promise<ActionResult<Outcome>>;
}

export interface UnpricedActions extends RepriceActions {
  findModels: (search: string) => Promise<ActionResult<{ modelId: string; label: string }[]>>;
  treatAs: (input: {
    modelId: string;
    targetModelId: string;
    reason: string;
  }) => Promise<ActionResult<Outcome>>;
}
