'use client';

import { useLocale, useTranslations } from 'next-intl';
import { formatFigure, formatShareOf, toUnits } from '@/lib/attribution/figure';
import type { Currency } from '@/lib/money/currency';
import { formatCount } from '@/lib/money/format';
import type { Period } from '@/lib/time/days';
import { writeDay } from '@/lib/time/write';
import { isLoss } from './totals';

/** How the Workflows area says things, in the reader's language. */
export function useWorkflowText(currency: Currency) {
  const t = useTranslations('workflows');
  const locale = useLocale();

  /** An exact amount of any scale, rounded once for reading. */
  const money = (amount: string | null, decimals?: number): string =>
    formatFigure(amount, 'effective_cost', currency, decimals);
  /** The same, with its sign: what a workflow earned or lost. */
  const signed = (amount: string | null): string =>
    amount === null || isLoss(amount) || toUnits(amount, 12) === 0n ? money(amount) : `+${money(amount)}`;
  const unsigned = (amount: string): string => money(amount.replace('-', ''));
  const count = (value: string | number): string => formatCount(value);
  const share = (value: string | null): string => formatShareOf(value);
  /** The names of a few teams; how many there are of more. */
  const teamsText = (teams: readonly { name: string }[]): string =>
    teams.length > 3 ? t('teams', { count: teams.length }) : teams.map(({ name }) => name).join(' · ');
  const day = (value: string): string => writeDay(value, 'medium', locale);
  const month = (value: string): string => writeDay(`${value.slice(0, 7)}-01`, 'month', locale);
  const shortMonth = (value: string): string => writeDay(`${value.slice(0, 7)}-01`, 'shortMonth', locale);
  return { t, locale, currency, money, signed, unsigned, count, share, teamsText, day, month, shortMonth };
}

export type WorkflowText = ReturnType<typeof useWorkflowText>;

/** A period of the area in words: a month by its name, a stretch by what it is called. */
export function usePeriodName(): (choice: {
  value: string;
  stretch: string | null;
  period: Period;
}) => string {
  const t = useTranslations('workflows.stretches');
  const locale = useLocale();
  return ({ stretch, period }) =>
    stretch === 'last_3_months' || stretch === 'last_13_months'
      ? t(stretch)
      : writeDay(period.from, 'month', locale);
}
