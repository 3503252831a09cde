'use client';

import { Plus, X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { DOWNGRADE_TIERS, type Threshold, type ThresholdAction } from '@/lib/budgets/budget';
import { useBudgetText } from './use-budget-text';

/** What a threshold may do, as one choice: the two tiers are choices of their own. */
const CHOICES = [
  'notify',
  'warn',
  'throttle',
  ...DOWNGRADE_TIERS.map((tier) => `downgrade_${tier}` as const),
  'block',
  'executive_review',
] as const;
type Choice = (typeof CHOICES)[number];
const MOST = 8;
const DEFAULT_RATE = 60;

function choiceOf(action: ThresholdAction): Choice {
  return action.kind === 'downgrade' ? `downgrade_${action.tier}` : action.kind;
}

function actionOf(choice: Choice, before: ThresholdAction): ThresholdAction {
  if (choice === 'throttle')
    return {
      kind: 'throttle',
      requestsPerMinute: before.kind === 'throttle' ? before.requestsPerMinute : DEFAULT_RATE,
    };
  if (choice === 'downgrade_balanced') return { kind: 'downgrade', tier: 'balanced' };
  if (choice === 'downgrade_cost_optimised') return { kind: 'downgrade', tier: 'cost_optimised' };
  return { kind: choice };
}

/** The thresholds of a budget: at how many per cent, and what happens there. */
export function ThresholdFields({
  value,
  onChange,
  error,
}: {
  value: readonly Threshold[];
  onChange: (value: Threshold[]) => void;
  error: string | undefined;
}) {
  const { t } = useBudgetText();
  const replace = (at: number, next: Threshold) =>
    onChange(value.map((one, index) => (index === at ? next : one)));
  const highest = Math.max(0, ...value.map((one) => one.percent));
  return (
    <fieldset className="grid gap-2">
      <legend className="pb-1 font-medium">{t('edit.thresholds')}</legend>
      {value.map((threshold, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their place while they are edited
        <Row key={index} threshold={threshold} onChange={(next) => replace(index, next)}>
          <IconButton
            label={t('edit.removeThreshold', { percent: threshold.percent })}
            disabled={value.length === 1}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          >
            <X aria-hidden />
          </IconButton>
        </Row>
      ))}
      {error && (
        <p role="alert" className="flex gap-1.5 text-xs text-bad">
          <span aria-hidden>▲</span>
          {error}
        </p>
      )}
      {value.length < MOST && (
        <Button
          size="sm"
          variant="quiet"
          className="justify-self-start"
          onClick={() =>
            onChange([...value, { percent: Math.min(200, highest + 10), action: { kind: 'notify' } }])
          }
        >
          <Plus aria-hidden />
          {t('edit.addThreshold')}
        </Button>
      )}
    </fieldset>
  );
}

function Row({
  threshold,
  onChange,
  children,
}: {
  threshold: Threshold;
  onChange: (next: Threshold) => void;
  children: React.ReactNode;
}) {
  const { t } = useBudgetText();
  const { percent, action } = threshold;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="inline-flex items-center gap-1.5">
        <Input
          type="number"
          min={1}
          max={200}
          value={percent || ''}
          aria-label={t('edit.percent')}
          className="w-[68px] text-right"
          onChange={(event) => onChange({ percent: Math.trunc(Number(event.target.value)), action })}
        />
        <span className="text-ink2">%</span>
      </span>
      <Select
        value={choiceOf(action)}
        aria-label={t('edit.actionAt', { percent })}
        className="min-w-0 flex-1"
        onValueChange={(choice) => onChange({ percent, action: actionOf(choice, action) })}
        options={CHOICES.map((choice) => ({ value: choice, label: t(`choices.${choice}`) }))}
      />
      {children}
      {action.kind === 'throttle' && (
        <span className="flex basis-full items-center gap-2 pl-[92px] text-ink2">
          <Input
            type="number"
            min={1}
            value={action.requestsPerMinute || ''}
            aria-label={t('edit.rate')}
            className="w-24 text-right"
            onChange={(event) =>
              onChange({
                percent,
                action: { kind: 'throttle', requestsPerMinute: Math.trunc(Number(event.target.value)) },
              })
            }
          />
          {t('edit.aMinute')}
        </span>
      )}
    </div>
  );
}
