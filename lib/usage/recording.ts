/** Who records: an API key, or a trusted program (import, demo) with `teamId` null. */
export interface RecordAuth {
  keyId: string;
  /** api_keys.number: what budgets of keys count by. None for a trusted program. */
  keyNumber?: bigint | null;
  /** The only team this caller may write for; null: any, and then every event names one. */
  teamId: bigint | null;
}

export interface RecordRequest {
  /** Default source of the events. */
  source?: string;
  /** Not trusted: each is checked by `parseUsageEvent`. */
  events: readonly unknown[];
}

export interface RejectedEvent {
  index: number;
  id?: string;
  code: string;
  /** JSON pointer into the request. */
  pointer: string;
  detail: string;
}

/** What became of a request: accepted + duplicates + rejected = events sent. */
export interface RecordResult {
  accepted: number;
  duplicates: number;
  /** Of those accepted, how many have no price. */
  unpriced: number;
  rejected: RejectedEvent[];
  /** Dry run only: what the priced events would cost, USD, decimal string. */
  effectiveCost?: string;
}

/** Identity of events that name no source. */
export const DEFAULT_SOURCE = 'default';
