import type { Queryable } from '@/db/client';
import { fromUnits, toUnits } from '../../attribution/figure';
import { usageQuerySchema } from '../../attribution/query';
import { readTagShares } from '../../attribution/server/read-coverage';
import { daysSlot, readGroups, resolveQuery } from '../../attribution/server/resolve';
import { emptySums, SHARE_PLACES } from '../../attribution/sums';
import { LEDGER_CURRENCY } from '../../money/currency';
import { wholeMonth } from '../board-months';
import { type Check, UNTAGGED_LIMIT } from '../close';
import { readInvoiceChecks } from './invoice-checks';
import { readLateSources } from './late-sources';

/** Looks at a month as it is now: how much is untagged or unpriced, who went silent, and which invoices are in. */
export async function checkMonth(db: Queryable, month: string): Promise<Check[]> {
  const period = wholeMonth(month);
  const query = usageQuerySchema.parse({ period, currency: LEDGER_CURRENCY });
  const asked = await resolveQuery(db, query, 'all');
  const slot = daysSlot(period);
  const [{ tagged }, groups, sources, providers] = await Promise.all([
    readTagShares(db, asked, slot),
    readGroups(db, asked, { slot, sums: ['unpriced_requests', 'unpriced_tokens'] }),
    readLateSources(db, month, asked.resolved.timeZone),
    readInvoiceChecks(db, month),
  ]);
  const untagged = tagged.costShare === null ? null : 10n ** 6n - toUnits(tagged.costShare, SHARE_PLACES);
  const { unpriced_requests: requests, unpriced_tokens: tokens } = groups[0]?.sums ?? emptySums();
  return [
    {
      key: 'untagged',
      isOpen: untagged !== null && untagged > toUnits(UNTAGGED_LIMIT, SHARE_PLACES),
      share: untagged === null ? null : fromUnits(untagged, SHARE_PLACES),
    },
    {
      key: 'unpriced',
      isOpen: requests > 0n,
      requests: requests.toString(),
      tokens: tokens.toString(),
    },
    { key: 'late_sources', isOpen: sources.length > 0, sources },
    { key: 'invoices', isOpen: providers.some(({ isOpen }) => isOpen), providers },
  ];
}
