import type { Db, Tx } from '@/db/client';
import { priceLists } from '@/db/schema';
import { appendAudit } from '../../access/server/append-audit';
import { systemActor } from '../../access/server/context';
import { loadDefaultFx } from '../../money/server/load-default-fx';
import { CONTRACT_LIST, LIST_PRIORITY, MANUAL_LIST, type PublishedList } from '../lists/published-list';
import { holdCatalogue } from './catalogue-lock';
import { keepDiscounts } from './keep-discounts';
import { keepList } from './keep-list';
import type { CatalogueLoad } from './keep-versions';
import { notifyCatalogue } from './notify-catalogue';
import { publishedLists } from './published-lists';

/**
 * Brings the published price lists into the catalogue. Idempotent and append-only: a price that changed in a new
 * release closes the old version and adds another; nothing is deleted, no person's choice is overwritten. Discounts
 * follow the new list prices.
 */
export async function loadCatalogue(
  db: Db,
  now: Date,
  lists?: readonly PublishedList[],
): Promise<CatalogueLoad> {
  const published = lists ?? (await publishedLists());
  return db.transaction(async (tx) => {
    await holdCatalogue(tx);
    await keepOwnLists(tx, now);
    const total: CatalogueLoad = { models: 0, versionsAdded: 0, versionsClosed: 0 };
    for (const list of published) await keepList(tx, list, now, total, { isCharging: true });
    const ofDiscounts = await keepDiscounts(tx, now);
    total.versionsAdded += ofDiscounts.added;
    total.versionsClosed += ofDiscounts.closed;
    const fxAdded = await loadDefaultFx(tx, now);
    if (total.models + total.versionsAdded + total.versionsClosed + fxAdded > 0) {
      await appendAudit(tx, systemActor('catalogue'), now, {
        action: 'catalogue.load',
        subject: { kind: 'catalogue', id: published.map((list) => list.key).join(',') },
        after: { ...total, fxAdded },
      });
      await notifyCatalogue(tx);
    }
    return total;
  });
}

/** The two lists people write to. A manual price is a list price; a contract price is a negotiated one. */
async function keepOwnLists(tx: Tx, now: Date): Promise<void> {
  const own = { source: 'Entered in Tollgate', isCharging: true, loadedAt: now };
  await tx
    .insert(priceLists)
    .values([
      { ...own, key: CONTRACT_LIST, name: 'Contract prices', priority: LIST_PRIORITY.contract },
      { ...own, key: MANUAL_LIST, name: 'Prices entered by hand', priority: LIST_PRIORITY.manual },
    ])
    .onConflictDoNothing();
}
