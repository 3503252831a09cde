'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { BudgetPeriodKind, ThresholdAction } from '@/lib/budgets/budget';
import type { BudgetPosition, BudgetScopeDto, PeriodDto, ScopeNames } from '@/lib/budgets/budget-dto';
import { addDays } from '@/lib/time/days';
import { writeDay, writeInstant } from '@/lib/time/write';
import { type InUnit, shortAmount } from './amounts';

/** How the Budgets area says things, in the reader's language. */
export function useBudgetText() {
  const t = useTranslations('budgets');
  const locale = useLocale();

  const amount = (value: string, of: InUnit, limit?: string): string => {
    const text = shortAmount(value, of, limit);
    return of.unit === 'tokens' ? t('tokens', { count: text }) : text;
  };
  const day = (value: string) => writeDay(value, 'dayMonth', locale);
  const dayYear = (value: string) => writeDay(value, 'medium', locale);
  const instant = (iso: string, timeZone: string) => writeInstant(iso, timeZone, locale);

  /** "November 2026", "16 – 22 November 2026", "October – December 2026". */
  const period = (kind: BudgetPeriodKind, { from, to }: PeriodDto): string => {
    const last = addDays(to, -1);
    if (kind === 'day') return writeDay(from, 'long', locale);
    if (kind === 'month') return writeDay(from, 'month', locale);
    if (kind === 'week') return t('range', { from: day(from), to: writeDay(last, 'long', locale) });
    return t('range', {
      from: writeDay(from, from.slice(0, 4) === last.slice(0, 4) ? 'monthName' : 'month', locale),
      to: writeDay(last, 'month', locale),
    });
  };

  const action = (value: ThresholdAction): string => {
    if (value.kind === 'throttle') return t('does.throttle', { count: value.requestsPerMinute });
    if (value.kind === 'downgrade') return t(`does.downgrade_${value.tier}`);
    return t(`does.${value.kind}`);
  };

  const state = ({ state: word, exhaustedOn }: Pick<BudgetPosition, 'state' | 'exhaustedOn'>): string =>
    word === 'will_exceed' && exhaustedOn
      ? t('states.will_exceed_on', { day: day(exhaustedOn) })
      : t(`states.${word}`);

  /** Whom a budget holds, in a few words: "Customer Service", "resolve-ticket in Customer Service". */
  const place = (scope: BudgetScopeDto, names: ScopeNames): string => {
    switch (scope.kind) {
      case 'organisation':
        return t('places.organisation');
      case 'department':
        return names.department ?? t('places.department');
      case 'team':
        return names.team ?? t('places.team');
      case 'workflow':
        return t('places.workflowOf', { workflow: scope.workflow, team: names.team ?? '–' });
      case 'api_key':
        return t('places.keyNamed', { key: names.key ?? '–' });
      case 'user':
        return scope.of.kind === 'organisation'
          ? t('places.everyUser')
          : t('places.everyUserOf', { place: names.team ?? names.department ?? '–' });
    }
  };

  return { t, locale, amount, day, dayYear, instant, period, action, state, place };
}
export type BudgetText = ReturnType<typeof useBudgetText>;
