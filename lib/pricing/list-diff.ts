import type { Rates } from './rates';

/** A model of a list that is to come in, beside what is stored of it. */
export interface ListDiffRow {
  label: string;
  state: 'new' | 'changed' | 'unchanged';
  /** What the same list said before. */
  before: Rates | null;
  after: Rates;
  /** Beside what charges it now: the same, another price, or nothing. */
  book: 'same' | 'differs' | 'none';
}

/** What an import would do, or did. Rows are those that are new or changed, the first 500. */
export interface ListDiff {
  /** SHA-256 of the file. */
  digest: string;
  publishedOn: string | null;
  /** The list charges already: new usage is priced by what is new. */
  isCharging: boolean;
  counts: Record<ListDiffRow['state'] | 'unreadable' | 'repeated' | 'missing', number>;
  book: Record<ListDiffRow['book'], number>;
  rows: ListDiffRow[];
  /** Entries without a price here, by reason; `examples` names some. */
  unreadable: { reason: string; count: number; examples: string[] }[];
}
