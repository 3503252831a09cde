import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { models, priceLists, priceVersions } from '@/db/schema';
import { refusal } from '../../access/fields';
import type { Ctx } from '../../access/server/context';
import { notFound } from '../../errors';
import type { PriceChange } from '../price-change';
import { holdCatalogue } from './catalogue-lock';
import { keepDiscounts } from './keep-discounts';
import type { MadeChange } from './made-change';

type PriceInput = Extract<PriceChange, { kind: 'price' }>['input'];

/**
 * Stores a price of one's own, half-open `[validFrom, validTo)`. Versions of the same list that it overlaps are cut to
 * the part it leaves; one it covers wholly is superseded. Prices made by discounts stay: they come after it.
 */
export async function storePriceVersion(
  tx: Tx,
  ctx: Ctx,
  input: PriceInput,
): Promise<MadeChange & { versionId: bigint; changed: bigint[] }> {
  await holdCatalogue(tx);
  const model = await readModel(tx, input.modelId);
  // A name of one's own with a price of its own is a model of the catalogue from then on.
  if (model.state !== 'catalogue')
    await tx.update(models).set({ state: 'catalogue' }).where(eq(models.id, input.modelId));
  const [list] = await tx
    .select({ id: priceLists.id })
    .from(priceLists)
    .where(eq(priceLists.key, input.list));
  if (!list) throw refusal('conflict', 'list', 'not_loaded', 'The catalogue has not been loaded yet.');
  const row = {
    priceListId: list.id,
    modelId: input.modelId,
    validFrom: input.validFrom,
    validTo: input.validTo,
    rates: input.rates,
    note: input.note || null,
    recordedAt: ctx.now,
    recordedBy: ctx.actor.name,
  };
  const [added] = await tx.insert(priceVersions).values(row).returning({ id: priceVersions.id });
  if (!added) throw new Error('The price could not be stored.');
  const changed = await makeRoom(tx, { ...row, id: added.id });
  await keepDiscounts(tx, ctx.now);
  return {
    scope: { modelId: input.modelId },
    entry: {
      action: 'price.add',
      subject: { kind: 'model', id: input.modelId.toString() },
      before: changed.length > 0 ? { versions: changed } : null,
      after: { ...input, model: model.key, versionId: added.id },
      reason: input.note,
    },
    versionId: added.id,
    changed,
  };
}

async function readModel(tx: Tx, modelId: bigint) {
  const [model] = await tx
    .select({ key: models.key, state: models.state, resolvedModelId: models.resolvedModelId })
    .from(models)
    .where(eq(models.id, modelId))
    .for('update');
  if (!model) throw notFound('There is no such model.');
  if (model.resolvedModelId !== null)
    throw refusal('conflict', 'modelId', 'is_alias', 'This name stands for another model: price that one.');
  return model;
}

interface Placed {
  id: bigint;
  priceListId: bigint;
  modelId: bigint;
  validFrom: Date | null;
  validTo: Date | null;
}

const startOf = (v: Placed): number => v.validFrom?.getTime() ?? Number.NEGATIVE_INFINITY;
const endOf = (v: Placed): number => v.validTo?.getTime() ?? Number.POSITIVE_INFINITY;

/** Cuts what the new version overlaps: the part before it is kept, the part after it becomes a version again. */
async function makeRoom(tx: Tx, added: Placed): Promise<bigint[]> {
  const others = await tx
    .select()
    .from(priceVersions)
    .where(
      and(
        eq(priceVersions.priceListId, added.priceListId),
        eq(priceVersions.modelId, added.modelId),
        isNull(priceVersions.supersededBy),
        isNull(priceVersions.discountId),
      ),
    );
  const overlapped = others.filter(
    (v) => v.id !== added.id && startOf(v) < endOf(added) && endOf(v) > startOf(added),
  );
  for (const old of overlapped) {
    const { id, ...copied } = old;
    if (added.validTo && endOf(old) > endOf(added)) {
      await tx.insert(priceVersions).values({ ...copied, validFrom: added.validTo });
    }
    await tx
      .update(priceVersions)
      .set(startOf(old) < startOf(added) ? { validTo: added.validFrom } : { supersededBy: added.id })
      .where(eq(priceVersions.id, id));
  }
  return overlapped.map(({ id }) => id);
}
