'use client';

import { useLocale, useTranslations } from 'next-intl';
import {
  CONDITION_LISTS,
  type FallbackOn,
  type ModelRef,
  type RoutingRule,
  type RuleCondition,
} from '@/lib/routing/policy';
import { writeInstant } from '@/lib/time/write';
import { useZone } from './zone-context';

/** How the Routing area says things, in the reader's language. */
export function useRoutingText() {
  const t = useTranslations('routing');
  const locale = useLocale();
  const list = new Intl.ListFormat(locale === 'en' ? 'en-GB' : 'zh-HK', { type: 'disjunction' });
  const timeZone = useZone();
  const instant = (iso: string) => writeInstant(iso, timeZone, locale);
  const model = ({ provider, model: name }: ModelRef) => (provider ? `${provider}/${name}` : name);

  /** Names any of which will do: Latin words want room around the Chinese one between them. */
  const either = (names: readonly string[]) =>
    list
      .formatToParts(names)
      .map(({ type, value }) => (type === 'literal' ? value.replace('或', ' 或 ') : value))
      .join('');

  /** When a fallback answers, in words. */
  const reasons = (on: readonly FallbackOn[]) => list.format(on.map((one) => t(`on.${one}`)));

  /** The parts of a condition, each with what it asks for; none: any call. */
  const conditions = (when: RuleCondition): { key: string; label: string; value: string }[] => {
    const parts: { key: string; label: string; value: string }[] = CONDITION_LISTS.flatMap((key) => {
      const values = when[key];
      return values ? [{ key, label: t(`conditions.${key}`), value: either(values) }] : [];
    });
    if (when.inputTokens)
      parts.push({ key: 'inputTokens', label: t('conditions.inputTokens'), value: size(when.inputTokens) });
    if (when.hours) {
      const { from, until, days } = when.hours;
      const named = days?.map((day) => t(`days.${day as 1}`)).join(' ');
      const hours = `${from}–${until}`;
      parts.push({
        key: 'hours',
        label: t('conditions.hours'),
        value: named ? `${hours} ${named}` : hours,
      });
    }
    return parts;
  };

  const size = ({ from, below }: NonNullable<RuleCondition['inputTokens']>): string => {
    const number = (value: number) => value.toLocaleString('en-GB');
    if (from !== undefined && below !== undefined)
      return t('rule.between', { from: number(from), below: number(below) });
    if (below !== undefined) return t('rule.below', { below: number(below) });
    return t('rule.from', { from: number(from ?? 0) });
  };

  /** What limits a rule beside its condition. */
  const limits = ({ share, stickyBy, maximumCost, qualityBar }: RoutingRule): string[] => [
    ...(share !== undefined && share < 100
      ? [t('rule.share', { share, by: t(`sticky.${stickyBy ?? 'request'}`).toLowerCase() })]
      : []),
    ...(maximumCost ? [t('rule.maximumCost', { amount: maximumCost })] : []),
    ...(qualityBar ? [t('rule.qualityBar', { bar: qualityBar })] : []),
  ];

  return { t, locale, instant, model, reasons, conditions, limits };
}
