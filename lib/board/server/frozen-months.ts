import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { type Currency, type FxRate, fxRateOn, LEDGER_CURRENCY, parseFxRate } from '../../money/currency';
import type { Board } from '../board';

/** A month that is closed now and was frozen then. */
export interface FrozenMonth {
  closingId: bigint;
  /** As 2026-10. */
  month: string;
  rates: FxRate[];
  /** False: closed before outcomes were frozen too. */
  outcomesKept: boolean;
}

/** Months that are closed now, oldest first. Those closed before months were frozen are left out. */
export async function readFrozenMonths(db: Queryable): Promise<FrozenMonth[]> {
  const rows = await db.execute<{ id: string; month: string; rates: FxRate[]; kept: boolean }>(sql`
    select f.closing_id::text as id, to_char(f.month, 'YYYY-MM') as month, f.rates, f.outcomes_kept as kept
    from month_freezes f join closed_months c on c.id = f.closing_id and c.reopened_at is null
    order by f.month`);
  return rows.map(({ id, month, rates, kept }) => ({
    ...{ closingId: BigInt(id), month, rates, outcomesKept: kept },
  }));
}

/** The boards of closed months as they were closed, by month; in that currency, where it had a rate then. */
export async function readFrozenBoards(db: Queryable, currency: Currency): Promise<Map<string, Board>> {
  const rows = await db.execute<{ month: string; board: Board }>(sql`
    select to_char(c.month, 'YYYY-MM') as month, b.board
    from frozen_boards b join closed_months c on c.id = b.closing_id and c.reopened_at is null
    where b.currency = ${currency}`);
  return new Map(rows.map(({ month, board }) => [month, board]));
}

/** Of the reading currency at 10⁻²² (US dollars at 10⁻¹²), at the rate that was frozen; null without one. */
export function frozenUnits(
  cost: bigint,
  day: string,
  rates: readonly FxRate[],
  currency: Currency,
): bigint | null {
  if (currency === LEDGER_CURRENCY) return cost;
  const rate = fxRateOn(rates, currency, day);
  return rate ? cost * parseFxRate(rate.rate) : null;
}
