/** Traffic held against a policy; counts are decimal text, amounts decimal strings in USD. */
export interface DriftDto {
  /** Instants; whole hours, half-open. Null: the policy was never in force, or not for a whole hour yet. */
  period: { from: string; to: string } | null;
  calls: string;
  followed: string;
  onFallback: string;
  strayed: string;
  strayedCost: string;
  strayedUnpriced: string;
  outside: string;
  /** The dearest first. */
  strays: StrayDto[];
  /** How many more there are. */
  more: number;
}

export interface StrayDto {
  rule: string;
  team: string;
  workflow: string | null;
  taskClass: string | null;
  /** `provider/model` */
  model: string;
  expected: string[];
  calls: string;
  /** Null: not priced. */
  cost: string | null;
}
