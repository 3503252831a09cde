'use server';

import { toResult } from '@/app/action-result';
import { getCtx } from '@/app/session';
import { addFxRate } from '@/lib/money/server/add-fx-rate';
import { addPriceVersion } from '@/lib/pricing/server/add-price-version';
import { aliasModel } from '@/lib/pricing/server/alias-model';
import { listModels } from '@/lib/pricing/server/list-models';
import { previewRepricing } from '@/lib/pricing/server/preview-repricing';
import { repriceUsage } from '@/lib/pricing/server/reprice-usage';
import { setModelTier } from '@/lib/pricing/server/set-model-tier';

type Input<V extends (ctx: never, input: never) => unknown> = Parameters<V>[1];

export const addPrice = async (input: Input<typeof addPriceVersion>) =>
  toResult(async () => addPriceVersion(await getCtx(), input));

export const setTier = async (input: Input<typeof setModelTier>) =>
  toResult(async () => setModelTier(await getCtx(), input));

export const addRate = async (input: Input<typeof addFxRate>) =>
  toResult(async () => addFxRate(await getCtx(), input));

export const previewReprice = async (input: Input<typeof previewRepricing>) =>
  toResult(async () => previewRepricing(await getCtx(), input));

export const reprice = async (input: Input<typeof repriceUsage>) =>
  toResult(async () => repriceUsage(await getCtx(), input));

/** Catalogue models for a picker: at most ten, with a price. */
export const findModels = async (search: string) =>
  toResult(async () => {
    const { rows } = await listModels(await getCtx(), { search, show: 'priced', pageSize: 10 });
    return rows.map((row) => ({ modelId: row.modelId, label: `${row.providerKey}/${row.key}` }));
  });

/** The one-click fix: the name stands for this model from now on, and its past usage is charged as it. */
export const treatAs = async (input: { modelId: string; targetModelId: string; reason: string }) =>
  toResult(async () => {
    const ctx = await getCtx();
    await aliasModel(ctx, { modelId: input.modelId, targetModelId: input.targetModelId });
    return repriceUsage(ctx, { modelId: input.modelId, which: 'unpriced', reason: input.reason });
  });
