import { z } from 'zod';
import { displayName, idText } from '../access/fields';
import type { LeverKey, LeverPlan } from '../calculator/levers';

export const INITIATIVE_STATES = ['proposed', 'started', 'ended'] as const;
export type InitiativeState = (typeof INITIATIVE_STATES)[number];

/** How the two amounts came about; kept with the initiative. Amounts in USD, 12 decimals. */
export interface InitiativeWorking {
  /** The days the baseline was read from, half-open. */
  period: { from: string; to: string };
  days: number;
  /** Effective cost of these days. */
  effectiveCost: string;
  /** A month by the calculator, before and after the levers. */
  modelledBaseline: string;
  modelledOptimised: string;
  /** The price book's day. */
  pricesOn: string;
  levers: LeverKey[];
  plan: LeverPlan;
  /** Paid once where fine-tuning is pulled; not in the monthly amounts. */
  trainingCost: string | null;
  /** Tokens of these days that have no price: in neither amount. */
  unpricedTokens: string;
}

export interface InitiativeDto {
  id: string;
  name: string;
  scenarioId: string | null;
  ownerName: string;
  team: { id: string; name: string } | null;
  workflow: string | null;
  state: InitiativeState;
  /** USD a month, 12 decimals. */
  baselineMonthly: string;
  plannedMonthly: string;
  savingMonthly: string;
  working: InitiativeWorking;
  createdAt: string;
  updatedAt: string;
}

export const keepInitiativeInput = z.object({
  name: displayName,
  scenarioId: idText,
  /** The team whose usage the baseline is, and whose leads see it; null: the organisation. */
  teamId: idText.nullable(),
});
export type KeepInitiativeInput = z.input<typeof keepInitiativeInput>;
