import { and, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import type { Queryable, Tx } from '@/db/client';
import { discounts, models, priceLists, priceVersions } from '@/db/schema';
import { discountVersions, type OrderedVersion } from '../discount-versions';
import { CONTRACT_LIST } from '../lists/published-list';
import { type DatedRates, ratesKey } from '../plan-versions';
import type { Rates } from '../rates';

interface Changes {
  added: number;
  closed: number;
}

type Stored = DatedRates & { id: bigint };

/**
 * Makes the contract prices of every discount what they should be: the list prices of its models less the discount.
 * Call it after any change of lists, list versions or discounts, while the catalogue is held. A piece that only ends
 * earlier is closed; any other difference supersedes it. Run again it changes nothing.
 */
export async function keepDiscounts(tx: Tx, now: Date): Promise<Changes> {
  const terms = await tx.select().from(discounts);
  const done: Changes = { added: 0, closed: 0 };
  if (terms.length === 0) return done;
  const contract = await contractListId(tx);
  const listed = await listVersions(tx, [...new Set(terms.map((row) => row.providerId))]);
  const stored = await storedByDiscount(tx);
  for (const discount of terms) {
    const end = earlier(discount.validTo, discount.endedAt);
    const holds = end === null || end > discount.validFrom;
    const wanted = new Map<bigint, DatedRates[]>();
    for (const { modelId, providerId, versions } of holds ? listed : [])
      if (providerId === discount.providerId && (discount.modelId === null || discount.modelId === modelId))
        wanted.set(
          modelId,
          discountVersions(versions, { percent: discount.percent, from: discount.validFrom, to: end }),
        );
    const mine = stored.get(discount.id) ?? new Map<bigint, Stored[]>();
    for (const modelId of new Set([...wanted.keys(), ...mine.keys()])) {
      const row = {
        ...{ priceListId: contract, modelId, discountId: discount.id, recordedAt: now },
        ...{ note: noteOf(discount), recordedBy: discount.recordedBy },
      };
      await settle(tx, row, mine.get(modelId) ?? [], wanted.get(modelId) ?? [], done);
    }
  }
  return done;
}

/** What a discount's prices say of themselves in the history. */
const noteOf = ({ percent, contract }: { percent: string; contract: string }): string =>
  `${percent.replace(/\.?0+$/, '')} % off list: ${contract}`;

const earlier = (a: Date | null, b: Date | null): Date | null =>
  a === null ? b : b === null || a < b ? a : b;

async function contractListId(tx: Tx): Promise<bigint> {
  const [list] = await tx
    .select({ id: priceLists.id })
    .from(priceLists)
    .where(eq(priceLists.key, CONTRACT_LIST));
  if (!list) throw new Error('The catalogue has no list of contract prices.');
  return list.id;
}

/** The list prices that charge, of every model of these providers that stands for itself. */
async function listVersions(
  db: Queryable,
  providerIds: bigint[],
): Promise<{ modelId: bigint; providerId: bigint; versions: OrderedVersion[] }[]> {
  const rows = await db
    .select({ version: priceVersions, priority: priceLists.priority, providerId: models.providerId })
    .from(priceVersions)
    .innerJoin(priceLists, eq(priceLists.id, priceVersions.priceListId))
    .innerJoin(models, eq(models.id, priceVersions.modelId))
    .where(
      and(
        inArray(models.providerId, providerIds),
        isNull(models.resolvedModelId),
        isNull(priceVersions.supersededBy),
        eq(priceLists.isCharging, true),
        ne(priceLists.key, CONTRACT_LIST),
      ),
    );
  const byModel = new Map<bigint, { modelId: bigint; providerId: bigint; versions: OrderedVersion[] }>();
  for (const { version, priority, providerId } of rows) {
    const { modelId } = version;
    const entry = byModel.get(modelId) ?? { modelId, providerId, versions: [] };
    byModel.set(modelId, entry);
    entry.versions.push({ ...toDated(version), priority });
  }
  return [...byModel.values()];
}

async function storedByDiscount(db: Queryable): Promise<Map<bigint, Map<bigint, Stored[]>>> {
  const rows = await db
    .select()
    .from(priceVersions)
    .where(and(isNotNull(priceVersions.discountId), isNull(priceVersions.supersededBy)));
  const found = new Map<bigint, Map<bigint, Stored[]>>();
  for (const row of rows) {
    const ofDiscount = found.get(row.discountId ?? 0n) ?? new Map<bigint, Stored[]>();
    found.set(row.discountId ?? 0n, ofDiscount);
    ofDiscount.set(row.modelId, [...(ofDiscount.get(row.modelId) ?? []), toDated(row)]);
  }
  return found;
}

const toDated = (row: typeof priceVersions.$inferSelect): Stored => ({
  id: row.id,
  from: row.validFrom,
  to: row.validTo,
  rates: row.rates as Rates,
});

type NewRow = Omit<typeof priceVersions.$inferInsert, 'rates' | 'validFrom' | 'validTo'>;

const timeOf = (date: Date | null, open: number): number => date?.getTime() ?? open;
const sameStart = (a: DatedRates, b: DatedRates): boolean =>
  timeOf(a.from, Number.NEGATIVE_INFINITY) === timeOf(b.from, Number.NEGATIVE_INFINITY);

async function settle(
  tx: Tx,
  row: NewRow,
  stored: Stored[],
  wanted: DatedRates[],
  done: Changes,
): Promise<void> {
  const kept = new Set<bigint>();
  const missing: DatedRates[] = [];
  for (const piece of wanted) {
    const end = timeOf(piece.to, Number.POSITIVE_INFINITY);
    const match = stored.find(
      (version) =>
        sameStart(version, piece) &&
        ratesKey(version.rates) === ratesKey(piece.rates) &&
        timeOf(version.to, Number.POSITIVE_INFINITY) >= end,
    );
    if (!match) {
      missing.push(piece);
      continue;
    }
    kept.add(match.id);
    if (timeOf(match.to, Number.POSITIVE_INFINITY) === end) continue;
    await tx.update(priceVersions).set({ validTo: piece.to }).where(eq(priceVersions.id, match.id));
    done.closed += 1;
  }
  const added =
    missing.length > 0
      ? await tx
          .insert(priceVersions)
          .values(
            missing.map((piece) => ({
              ...row,
              rates: piece.rates,
              validFrom: piece.from,
              validTo: piece.to,
            })),
          )
          .returning({ id: priceVersions.id })
      : [];
  done.added += added.length;
  const gone = stored.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
  if (gone.length === 0) return;
  // Without a successor a version supersedes itself: it prices nothing from then on.
  const successor = added[0] ? sql`${added[0].id}::bigint` : sql`id`;
  await tx.update(priceVersions).set({ supersededBy: successor }).where(inArray(priceVersions.id, gone));
  done.closed += gone.length;
}
