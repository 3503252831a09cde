import { z } from 'zod';

/** What shared and unowned usage is split by. */
export const BASES = ['direct_cost', 'equal', 'active_users'] as const;
export const basisName = z.enum(BASES);
export type Basis = z.output<typeof basisName>;

/** How a month is charged to departments. `since`, `setBy` null: nobody has set one, and this is what holds then. */
export interface ChargebackRule {
  sharedBy: Basis;
  unownedBy: Basis;
  /** Teams whose usage serves everyone, besides adopted teams of no department. */
  sharedTeams: { id: string; name: string }[];
  /** The first month it holds for, as 2026-10. */
  since: string | null;
  setBy: string | null;
  reason: string | null;
}
