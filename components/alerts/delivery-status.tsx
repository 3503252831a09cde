'use client';

import { useTranslations } from 'next-intl';
import { Status, type Tone } from '@/components/ui/status';
import type { DeliveryState } from '@/lib/alerts/alert-dto';

const TONES: Record<DeliveryState, Tone> = {
  pending: 'info',
  delivered: 'good',
  failed: 'bad',
  cancelled: 'neutral',
};

/** How a delivery stands. One that failed before and will be tried again says so. */
export function DeliveryStatus({ state, failedBefore }: { state: DeliveryState; failedBefore?: boolean }) {
  const t = useTranslations('alerts.log');
  if (state === 'pending' && failedBefore) return <Status tone="warn">{t('retrying')}</Status>;
  return <Status tone={TONES[state]}>{t(`states.${state}`)}</Status>;
}
