import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../../lib/access/server/context';
import { addPriceVersion } from '../../lib/pricing/server/add-price-version';
import { models, priceLists, priceVersions, providers } from '../schema';
import { demoMonths, hongKongTime } from './calendar';

export const CONTRACT_MODEL = 'claude-sonnet-4-6';

/** The day the negotiated price began: the first of the eleventh of the thirteen months. */
export const contractStart = (now: Date): string => demoMonths(now)[10] ?? '';

/** A negotiated price, ten per cent below the list, entered as a person would. Done once. */
export async function seedContract(ctx: Ctx, now: Date): Promise<void> {
  const [model] = await ctx.db
    .select({ id: models.id })
    .from(models)
    .innerJoin(providers, eq(providers.id, models.providerId))
    .where(and(eq(models.key, CONTRACT_MODEL), eq(providers.key, 'anthropic')));
  if (!model) throw new Error(`The demo needs the catalogue: it has no ${CONTRACT_MODEL}.`);
  const [present] = await ctx.db
    .select({ id: priceVersions.id })
    .from(priceVersions)
    .innerJoin(priceLists, eq(priceLists.id, priceVersions.priceListId))
    .where(and(eq(priceVersions.modelId, model.id), eq(priceLists.key, 'contract')));
  if (present) return;
  const start = new Date(hongKongTime(contractStart(now), 0));
  await addPriceVersion(
    { ...ctx, now: start },
    {
      modelId: model.id.toString(),
      list: 'contract',
      validFrom: start.toISOString(),
      rates: {
        prices: {
          input: '2.70',
          cacheRead: '0.27',
          cacheWrite5m: '3.375',
          cacheWrite1h: '5.40',
          output: '13.50',
        },
        serviceTiers: { standard: '1', batch: '0.5' },
      },
      note: 'Enterprise agreement: 10 % below list',
    },
  );
}
