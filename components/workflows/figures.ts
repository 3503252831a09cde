import type { WorkflowResult } from '@/lib/outcomes/profit-and-loss';
import type { WorkflowText } from './use-workflow-text';

export const JUDGED_FIGURES = ['margin', 'outcomes', 'costEach', 'worthEach', 'breakEven', 'rework'] as const;
/** Without a definition there is only what the workflow cost. */
export const UNDEFINED_FIGURES = ['cost'] as const;
export type FigureKey = (typeof JUDGED_FIGURES)[number] | (typeof UNDEFINED_FIGURES)[number];

/** The exact value of a figure. */
export function figureValue(result: WorkflowResult, key: FigureKey): string | null {
  switch (key) {
    case 'margin':
      return result.margin;
    case 'outcomes':
      return result.outcome ? result.outcomes : null;
    case 'cost':
      return result.effectiveCost.value;
    case 'costEach':
      return result.costPerOutcome;
    case 'worthEach':
      return result.valuePerOutcome;
    case 'breakEven':
      return result.breakEven;
    case 'rework':
      return result.reworkShare;
  }
}

/** The same for reading. */
export function figureText(text: WorkflowText, result: WorkflowResult, key: FigureKey): string {
  const value = figureValue(result, key);
  if (value === null) return text.t('unknown');
  if (key === 'margin') return text.signed(value);
  if (key === 'rework') return text.share(value);
  return key === 'outcomes' || key === 'breakEven' ? text.count(value) : text.money(value);
}
