import { eq } from 'drizzle-orm';
import { readInvoiceChecks } from '../../lib/board/server/invoice-checks';
import { recordInvoice } from '../../lib/board/server/record-invoice';
import { setChargebackRule } from '../../lib/chargeback/server/set-chargeback-rule';
import { parseMoney } from '../../lib/money/money';
import { divideHalfEven } from '../../lib/money/rounding';
import { addDays, addMonths } from '../../lib/time/period';
import type { Db } from '../client';
import { chargebackRules, invoices, teams } from '../schema';
import { demoMonths, hongKongTime } from './calendar';
import { demoPeople } from './people';

/** In the newest month that is over, these providers have billed so far; in the one before, all have. */
const BILLED_FIRST: readonly string[] = ['Anthropic', 'OpenAI'];
const SHARED_TEAM = 'data';
const CENT = 10n ** 10n;

/** How usage is charged to departments, and what providers billed lately. What is there already is left alone. */
export async function seedClose(db: Db, now: Date): Promise<void> {
  const person = await demoPeople(db);
  const cfo = (day: string) => ({ db, actor: person('cfo'), now: new Date(hongKongTime(day, 9)) });
  const months = demoMonths(now);
  const first = months[0] ?? '';
  const shared = await db.select({ id: teams.id }).from(teams).where(eq(teams.key, SHARED_TEAM));
  if ((await db.select({ id: chargebackRules.id }).from(chargebackRules).limit(1)).length === 0)
    await setChargebackRule(cfo(first), {
      ...{ month: first.slice(0, 7), sharedBy: 'active_users', unownedBy: 'direct_cost' },
      sharedTeamIds: shared.map(({ id }) => id.toString()),
      reason: 'The data platform serves every department',
    });
  if ((await db.select({ id: invoices.id }).from(invoices).limit(1)).length > 0) return;
  for (const [index, day] of months.slice(-3, -1).entries()) {
    const month = day.slice(0, 7);
    const received = addDays(addMonths(day, 1), 3);
    for (const { providerId, provider, metered } of await readInvoiceChecks(db, month)) {
      if (index === 1 && !BILLED_FIRST.includes(provider)) continue;
      const cents = divideHalfEven(parseMoney(metered), CENT);
      await recordInvoice(cfo(received), {
        ...{
          providerId,
          month,
          reference: `${provider.slice(0, 3).toUpperCase()}-${month.replace('-', '')}`,
        },
        ...{ amount: `${cents / 100n}.${(cents % 100n).toString().padStart(2, '0')}`, currency: 'USD' },
        receivedOn: received,
      });
    }
  }
}
