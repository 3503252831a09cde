import type { ActionResult } from '@/lib/action-result';
import type { PlanLineTerms } from '@/lib/forecasting/plan';

export interface PlanLineInput {
  lineId: string | null;
  teamId: string;
  workflow: string;
  /** As 2026-12. */
  startMonth: string;
  terms: PlanLineTerms;
}

/** What the page may do to the plan; the verbs decide again. */
export interface PlanActions {
  save: (input: PlanLineInput) => Promise<ActionResult<{ lineId: string }>>;
  remove: (lineId: string) => Promise<ActionResult<{ lineId: string }>>;
  draft: () => Promise<ActionResult<{ lines: number }>>;
}
