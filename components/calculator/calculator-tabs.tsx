'use client';

import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { LinkTabs } from '@/components/ui/link-tabs';
import { encodeState, STATE_PARAM } from '@/lib/calculator/state';
import { useCalculator } from './calculator-context';

/** Pages that reckon with the state and therefore carry it in their address. */
const WITH_STATE = [
  { href: '/calculator', key: 'workload' },
  { href: '/calculator/risk', key: 'risk' },
  { href: '/calculator/build-or-buy', key: 'buildOrBuy' },
  { href: '/calculator/tokens', key: 'tokens' },
] as const;
const OTHERS = [
  { href: '/calculator/published', key: 'published' },
  { href: '/calculator/scenarios', key: 'scenarios' },
] as const;

/** The six pages of the calculator. What was entered goes along. */
export function CalculatorTabs() {
  const t = useTranslations('calculator.tabs');
  const { state, touched } = useCalculator();
  // While something is typed, the links stay as the address is: they follow together.
  const text = useSearchParams().get(STATE_PARAM) ?? (touched ? encodeState(state) : null);
  const search = text === null ? '' : `?${STATE_PARAM}=${text}`;
  const tabs = [
    ...WITH_STATE.map(({ href, key }) => ({ href, label: t(key), search })),
    ...OTHERS.map(({ href, key }) => ({ href, label: t(key) })),
  ];
  return <LinkTabs label={t('label')} tabs={tabs} className="mb-5" />;
}
