import type { Threshold, ThresholdAction } from '@/lib/budgets/budget';

export const isThresholds = (value: unknown): value is Threshold[] =>
  Array.isArray(value) &&
  value.every((one) => typeof one === 'object' && one !== null && 'percent' in one && 'action' in one);

export const thresholdsText = (
  thresholds: readonly Threshold[],
  action: (value: ThresholdAction) => string,
): string => thresholds.map((one) => `${one.percent} % ${action(one.action)}`).join(', ');
