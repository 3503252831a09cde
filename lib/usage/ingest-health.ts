/** What came in on one of the organisation's days. */
export interface IngestDay {
  day: string;
  accepted: string;
  duplicates: string;
  rejected: string;
  unpriced: string;
}

export interface RejectionDto {
  id: string;
  receivedAt: string;
  source: string | null;
  eventId: string | null;
  code: string;
  pointer: string;
  detail: string;
}

export interface IngestHealthDto {
  today: string;
  /** Seven days, oldest first, days of nothing included. */
  days: IngestDay[];
  /** Events by the hour they occurred in, the last 48 hours, oldest first. */
  hours: { hour: string; events: string }[];
  rejections: RejectionDto[];
}

export type SourceState = 'live' | 'silent' | 'stopped';

export interface SourceDto {
  source: string;
  state: SourceState;
  /** Brought in from a file on this page: expected to be silent. */
  imported: boolean;
  lastReceivedAt: string;
  lastOccurredAt: string | null;
  accepted: string;
  duplicates: string;
  rejected: string;
  unpriced: string;
}

const HOUR = 3_600_000;

/** live: heard from within a day. silent: nothing for more than a day. stopped: nothing for more than a week. */
export function sourceState(lastReceivedAt: Date, now: Date): SourceState {
  const age = now.getTime() - lastReceivedAt.getTime();
  return age <= 24 * HOUR ? 'live' : age <= 7 * 24 * HOUR ? 'silent' : 'stopped';
}
