import type { ActionResult } from '@/lib/action-result';
import type { Basis } from '@/lib/chargeback/rule';

/** Sets the rule from a month on. */
export type SetRule = (input: {
  month: string;
  sharedBy: Basis;
  unownedBy: Basis;
  sharedTeamIds: string[];
  reason: string;
}) => Promise<ActionResult<unknown>>;
