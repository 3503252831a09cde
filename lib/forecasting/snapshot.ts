import type { Decimal } from '../attribution/dto';
import type { Period } from '../time/days';
import type { IntervalsDto } from './dto';

/** What a snapshot is about. `key` is the department's key or the workflow; '' for the organisation. */
export const SNAPSHOT_SUBJECTS = ['organisation', 'department', 'workflow'] as const;
export type SnapshotSubject = (typeof SNAPSHOT_SUBJECTS)[number];
export interface Subject {
  subject: SnapshotSubject;
  key: string;
}

/** By the organisation's calendar: month, fiscal quarter, fiscal year. */
export const HORIZONS = ['month', 'quarter', 'year'] as const;
export type Horizon = (typeof HORIZONS)[number];

/** One forecast day as it is kept. USD. */
export interface SnapshotDay {
  day: string;
  amount: Decimal;
}

/** A frozen forecast of a whole period, in USD: never changed after it was made. */
export interface ForecastSnapshot extends Subject {
  id: string;
  horizon: Horizon;
  period: Period;
  madeAt: string;
  /** The first day whose usage it did not see. */
  knownUntil: string;
  /** Made after its period had begun: from the days before it, as the ledger had them by then. */
  isLate: boolean;
  model: string;
  knownDays: number;
  expected: Decimal;
  intervals: IntervalsDto;
}
