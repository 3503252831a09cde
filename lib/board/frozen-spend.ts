import type { Sums } from '../attribution/sums';

/** What the days before cost when their month was closed. A department of then may have no usage now. */
export interface FrozenSpend {
  /** The sum of the departments. */
  total: Sums;
  /** By department key; null: teams of no department. */
  departments: ReadonlyMap<string | null, FrozenDepartment>;
}

export interface FrozenDepartment {
  name: string | null;
  sums: Sums;
}
