'use server';

import { toResult } from '@/app/action-result';
import { getCtx } from '@/app/session';
import { reopenMonth } from '@/lib/board/server/reopen-month';
import { addFxRate } from '@/lib/money/server/add-fx-rate';
import type { PriceChangeInput } from '@/lib/pricing/price-change';
import { addDiscount } from '@/lib/pricing/server/add-discount';
import { addPriceVersion } from '@/lib/pricing/server/add-price-version';
import { aliasModel } from '@/lib/pricing/server/alias-model';
import { chooseList } from '@/lib/pricing/server/choose-list';
import { endDiscount } from '@/lib/pricing/server/end-discount';
import { importPriceMap } from '@/lib/pricing/server/import-price-map';
import { listModels } from '@/lib/pricing/server/list-models';
import { previewPriceMap } from '@/lib/pricing/server/preview-price-map';
import { previewRepricing } from '@/lib/pricing/server/preview-repricing';
import { repriceUsage } from '@/lib/pricing/server/reprice-usage';
import { setModelTier } from '@/lib/pricing/server/set-model-tier';
import { withInstants } from './days';

type Input<V extends (ctx: never, input: never) => unknown> = Parameters<V>[1];
type RepriceChoice = Input<typeof addPriceVersion>['reprice'];

/** What a change would do, before it is made. Its dates may be days of the organisation's zone. */
export const previewChange = async (change: PriceChangeInput) =>
  toResult(async () => {
    const ctx = await getCtx();
    return previewRepricing(ctx, { which: 'all', change: await withInstants(ctx, change) });
  });

/** Makes a change, and charges past usage again with it where that was chosen. */
export const applyChange = async (form: PriceChangeInput, reprice: RepriceChoice) =>
  toResult(async () => {
    const ctx = await getCtx();
    const change = await withInstants(ctx, form);
    const { repricing } = await made();
    return { repricing };

    function made() {
      switch (change.kind) {
        case 'price':
          return addPriceVersion(ctx, { ...change.input, reprice });
        case 'discount':
          return addDiscount(ctx, { ...change.input, reprice });
        case 'discountEnd':
          return endDiscount(ctx, { ...change.input, reprice });
        case 'listChoice':
          return chooseList(ctx, { ...change.input, reprice });
      }
    }
  });

export const setTier = async (input: Input<typeof setModelTier>) =>
  toResult(async () => setModelTier(await getCtx(), input));

export const addRate = async (input: Input<typeof addFxRate>) =>
  toResult(async () => addFxRate(await getCtx(), input));

export const previewReprice = async (input: Input<typeof previewRepricing>) =>
  toResult(async () => previewRepricing(await getCtx(), input));

export const reprice = async (input: Input<typeof repriceUsage>) =>
  toResult(async () => repriceUsage(await getCtx(), input));

export const previewMap = async (uploadId: string) =>
  toResult(async () => previewPriceMap(await getCtx(), { source: { uploadId } }));

export const importMap = async (input: { uploadId: string; fileName: string; digest: string }) =>
  toResult(async () => {
    const { uploadId, fileName, digest } = input;
    return importPriceMap(await getCtx(), { source: { uploadId }, fileName, digest });
  });

export const reopenMonthAction = async (input: Input<typeof reopenMonth>) =>
  toResult(async () => reopenMonth(await getCtx(), input));

/** Catalogue models for a picker: at most ten, with a price; of one provider where it is given. */
export const findModels = async (search: string, provider?: string | null) =>
  toResult(async () => {
    const query = { search, provider: provider ?? null, show: 'priced' as const, pageSize: 10 };
    const { rows } = await listModels(await getCtx(), query);
    return rows.map((row) => ({ modelId: row.modelId, label: `${row.providerKey}/${row.key}` }));
  });

/** The one-click fix: the name stands for this model from now on, and its past usage is charged as it. */
export const treatAs = async (input: { modelId: string; targetModelId: string; reason: string }) =>
  toResult(async () => {
    const ctx = await getCtx();
    await aliasModel(ctx, { modelId: input.modelId, targetModelId: input.targetModelId });
    return repriceUsage(ctx, { modelId: input.modelId, which: 'unpriced', reason: input.reason });
  });
