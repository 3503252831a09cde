import type { ActionResult } from '@/lib/action-result';
import type { CheckKey } from '@/lib/board/close';
import type { Currency } from '@/lib/money/currency';

export interface InvoiceInput {
  providerId: string;
  month: string;
  reference: string;
  amount: string;
  currency: Currency;
  receivedOn: string;
  note: string | null;
}

/** The server actions of the page where a month is closed. */
export interface CloseActions {
  close: (input: {
    month: string;
    acknowledged: CheckKey[];
    note: string | null;
  }) => Promise<ActionResult<unknown>>;
  reopen: (input: { month: string; reason: string }) => Promise<ActionResult<unknown>>;
  record: (input: InvoiceInput) => Promise<ActionResult<unknown>>;
  withdraw: (input: { id: string; reason: string }) => Promise<ActionResult<unknown>>;
}
