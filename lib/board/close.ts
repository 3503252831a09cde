import type { Decimal } from '../attribution/dto';

/** What is looked at before a month is closed, in the order of the page. */
export const CHECKS = ['untagged', 'unpriced', 'late_sources', 'invoices'] as const;
export type CheckKey = (typeof CHECKS)[number];

/** Share of effective cost without all required tags from which a month asks for an acknowledgement. */
export const UNTAGGED_LIMIT = '0.050000';
/** How far what a provider billed may lie from what was metered, of what was metered. */
export const INVOICE_TOLERANCE = '0.020000';
/** A source is late if it sent something in this month or the one before and nothing in the month's last days. */
export const SILENT_DAYS = 3;

/** One provider's bill against the meter. US dollars, 12 decimals; shares at 6. */
export interface InvoiceCheck {
  providerId: string;
  provider: string;
  metered: Decimal;
  invoices: number;
  /** Null: none is in, or one is in a currency without a rate. */
  invoiced: Decimal | null;
  /** Invoiced ÷ metered − 1; null where there is nothing to compare. */
  difference: Decimal | null;
  isOpen: boolean;
}

/** `isOpen`: the month closes only if someone acknowledges it. */
export type Check =
  | { key: 'untagged'; isOpen: boolean; share: Decimal | null }
  | { key: 'unpriced'; isOpen: boolean; requests: Decimal; tokens: Decimal }
  | { key: 'late_sources'; isOpen: boolean; sources: { key: string; lastDay: string }[] }
  | { key: 'invoices'; isOpen: boolean; providers: InvoiceCheck[] };

/** The checks of a month, and what has become of it. */
export interface CloseChecklist {
  /** As 2026-10. */
  month: string;
  state: 'running' | 'over' | 'closed';
  closedAt: string | null;
  closedBy: string | null;
  /** Of a closed month: false where it was closed before months were frozen, and its figures follow the ledger. */
  frozen: boolean;
  /** Of a closed month: as they stood when it was closed. */
  checks: Check[];
  /** Of a closed month: what was acknowledged, and why. */
  acknowledged: CheckKey[];
  note: string | null;
}

/** What a provider billed for a month. `amount` is of `currency`, below zero for a credit note. */
export interface InvoiceDto {
  id: string;
  providerId: string;
  provider: string;
  month: string;
  reference: string;
  amount: Decimal;
  currency: string;
  receivedOn: string;
  note: string | null;
  recordedBy: string;
  recordedAt: string;
  withdrawnBy: string | null;
  withdrawReason: string | null;
}
