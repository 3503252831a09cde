import type { Tone } from '@/components/ui/status';
import type { BudgetPosition } from '@/lib/budgets/budget-dto';
import type { BudgetState } from '@/lib/budgets/pace';

export const STATE_TONES: Record<BudgetState, Tone> = {
  on_track: 'good',
  ahead: 'info',
  will_exceed: 'warn',
  exceeded: 'bad',
  blocked: 'bad',
};

/** Worst first: what a headline speaks of. */
export const WORST_FIRST: readonly BudgetState[] = [
  'blocked',
  'exceeded',
  'will_exceed',
  'ahead',
  'on_track',
];

/** The colour of the bar: as the state, but amber once a warning threshold is passed. */
export function barTone({ state, reached }: Pick<BudgetPosition, 'state' | 'reached'>): Tone {
  if (state === 'blocked' || state === 'exceeded') return 'bad';
  if (state === 'will_exceed') return 'warn';
  return reached !== null && reached.action.kind !== 'notify' ? 'warn' : 'good';
}
