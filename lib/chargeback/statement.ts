import type { Decimal, FxUse } from '../attribution/dto';
import type { Currency } from '../money/currency';
import type { Period } from '../time/days';
import type { ChargebackRule } from './rule';

/** Decimals of the smallest coin a statement is written in. */
export const coinPlaces = (currency: Currency): number => (currency === 'JPY' ? 0 : 2);

/** Amounts in the statement's currency, to its smallest coin: they add up as printed. */
export interface StatementAmounts {
  own: Decimal;
  shared: Decimal;
  unowned: Decimal;
  total: Decimal;
}

export interface StatementLine extends StatementAmounts {
  key: string;
  name: string;
  activeUsers: Decimal;
  teams: { key: string; name: string; own: Decimal }[];
}

/** What a month charges to whom. */
export interface Statement {
  /** Name of the organisation. */
  organisation: string;
  /** As 2026-10. */
  month: string;
  period: Period;
  /** closed: of the frozen figures, so it never changes. */
  state: 'running' | 'over' | 'closed';
  closedAt: string | null;
  /** Of a closed month: false where it was closed before months were frozen, and charges follow the ledger. */
  frozen: boolean;
  /** How often the month has been closed; null where it is open. */
  version: number | null;
  timeZone: string;
  asOf: string;
  currency: Currency;
  /** Of the month's days; of a closed month those that were frozen. */
  fx: FxUse[];
  rule: ChargebackRule;
  lines: StatementLine[];
  /** Of all departments; null for a reader of some of them only. */
  totals: StatementAmounts | null;
  /** The organisation's effective cost, exact; null where a day has no exchange rate, and then there are no lines. */
  exact: Decimal | null;
  /** Why there are no lines. */
  gap: 'no_fx_rate' | 'no_departments' | 'no_usage' | null;
  /** Teams whose usage was split, each with its part of the column's total. Empty for a reader of some departments only. */
  sharedTeams: { name: string; cost: Decimal }[];
  unownedTeams: { name: string; cost: Decimal }[];
  /** All of the month, and those of them without a price: charged to nobody. */
  requests: Decimal;
  unpricedRequests: Decimal;
}
