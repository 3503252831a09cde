import { z } from 'zod';

/** Events and what they are charged, USD with 12 decimals. `change` is `after` less `before`. */
export interface EffectPart {
  events: string;
  before: string;
  after: string;
  change: string;
}

/**
 * What re-pricing would do, or did. The amounts of its own are of open months: those that change. What lies in closed
 * months is in `closed` and in its months, and keeps its charge.
 */
export interface RepricingPreview extends EffectPart {
  requests: string;
  tokens: string;
  /** Events in scope that stay as they are, because nothing prices them. */
  stillUnpriced: string;
  /** What would change if their months were open. */
  closed: EffectPart;
  /** `2026-10`, oldest first; only months in which anything would change. */
  months: (EffectPart & { month: string; closed: boolean })[];
  /** Open months only, the largest change first. */
  teams: (EffectPart & { id: string; label: string })[];
  models: (EffectPart & { id: string; label: string })[];
}

/** What was done: the same, with the run that the new charges carry; null where nothing changed. */
export interface RepricingOutcome {
  runId: string | null;
  events: string;
  effectiveCostChange: string;
  stillUnpriced: string;
  /** Events left alone in closed months, and by how much they would have changed. */
  closed: { events: string; change: string };
}

export const repricingWhich = z.enum(['unpriced', 'outdated', 'all']);

export interface RepricingRunDto {
  runId: string;
  reason: string;
  createdBy: string;
  createdAt: string;
  events: string;
  effectiveCostChange: string;
}
