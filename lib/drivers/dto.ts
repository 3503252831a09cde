import type { Decimal, Figure, KeyLabel, Resolved } from '../attribution/dto';
import type { Period } from '../time/period';
import type { DriverPart } from './parts';

/** What a bridge can be asked for by: the organisation as one, or each value of a dimension. */
export const DRIVER_MEMBERS = ['organisation', 'department', 'team', 'workflow', 'feature'] as const;
export type DriverMembers = (typeof DRIVER_MEMBERS)[number];

/** One bar of the waterfall, in drawing order. `share` of the earlier cost, 0.25 is +25 %; null over nothing. */
export interface PartDto {
  /** restated: on a board only, what a closed month moved by since it was closed. */
  part: DriverPart | 'restated';
  amount: Decimal;
  share: Decimal | null;
}

export interface BridgeDto {
  /** Priced effective cost in the reading currency; null where some day has no exchange rate. */
  before: Figure;
  after: Figure;
  change: Figure;
  /** Every part, also those of zero; they sum to `change` to the last digit. Null where the change has no value. */
  parts: PartDto[] | null;
  /** What the two amounts leave out. */
  unpriced: { before: Unpriced; after: Unpriced };
  requests: { before: Decimal; after: Decimal };
}

export interface Unpriced {
  requests: Decimal;
  tokens: Decimal;
}

export interface MemberBridgeDto extends BridgeDto {
  label: KeyLabel | null;
  /** By model, largest change first: each part's amounts sum to the member's, but `restated`. Only parts that are not zero. */
  models: { model: string; change: Decimal; parts: { part: DriverPart; amount: Decimal }[] }[] | null;
}

export interface ChangeExplanation extends Resolved {
  by: DriverMembers;
  before: Period;
  after: Period;
  /** The sum of the members, to the last digit. */
  total: BridgeDto;
  /** Largest change first. */
  members: MemberBridgeDto[];
}
