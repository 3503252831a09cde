'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Status } from '@/components/ui/status';
import type { DeliveryRow } from '@/lib/alerts/alert-dto';
import { formatCount } from '@/lib/money/format';
import { writeInstant } from '@/lib/time/write';

/** Every try of one delivery: when, what came back, how long it took. */
export function DeliveryAttempts({ delivery, timeZone }: { delivery: DeliveryRow; timeZone: string }) {
  const t = useTranslations('alerts.log');
  const locale = useLocale();
  return (
    <div className="grid gap-2 border-l-2 border-line pl-3">
      {delivery.attempts.length === 0 && <p className="text-ink2">{t('notTried')}</p>}
      <ol className="grid gap-2">
        {delivery.attempts.map((attempt, index) => (
          <li key={attempt.at} className="grid gap-x-4 gap-y-0.5 sm:grid-cols-[10rem_8rem_minmax(0,1fr)]">
            <span className="text-ink2">
              <span className="sr-only">
                {t('attempt')} {index + 1}:{' '}
              </span>
              <time dateTime={attempt.at}>
                {writeInstant(attempt.at, timeZone, locale, { style: 'short', precision: 'second' })}
              </time>
            </span>
            <span>
              <Status tone={attempt.ok ? 'good' : 'bad'}>{attempt.status ?? t('noAnswer')}</Status>{' '}
              <span className="text-xs text-ink2">{t('ms', { ms: formatCount(attempt.durationMs) })}</span>
            </span>
            <span className="min-w-0 font-mono text-xs break-words text-ink2">
              {attempt.detail ?? t('nothingBack')}
            </span>
          </li>
        ))}
      </ol>
      <p className="text-xs text-ink2">
        {delivery.nextAttemptAt && (
          <>{t('nextAt', { time: writeInstant(delivery.nextAttemptAt, timeZone, locale) })} · </>
        )}
        {t('messageId')} <code className="break-all">{delivery.messageId}</code>
      </p>
    </div>
  );
}
