'use client';

import { ChevronDown } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { DeliveryAttempts } from '@/components/alerts/delivery-attempts';
import { DeliveryStatus } from '@/components/alerts/delivery-status';
import { useAlertText } from '@/components/alerts/use-alert-text';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { toast } from '@/components/ui/toast';
import type { DeliveryRow } from '@/lib/alerts/alert-dto';
import { writeInstant } from '@/lib/time/write';
import { resendAction } from './actions';

const COLUMNS = 6;

/** One delivery; its attempts open beneath it. */
export function DeliveryTableRow({
  delivery,
  editable,
  timeZone,
  onChanged,
}: {
  delivery: DeliveryRow;
  editable: boolean;
  timeZone: string;
  onChanged: () => void;
}) {
  const t = useTranslations('alerts');
  const locale = useLocale();
  const text = useAlertText(timeZone);
  const { submit, busy, explain } = useSubmit();
  const [open, setOpen] = useState(false);
  const panel = useId();
  const { attempts, recipient, round, state } = delivery;
  const title = delivery.alert ? text(delivery.alert.facts).title : t('log.test');

  async function again() {
    const result = await submit(() => resendAction({ deliveryId: delivery.id }));
    if (result.ok) toast.success(t('log.sentAgain', { to: recipient.name }));
    else toast.error(explain(result.error));
    onChanged();
  }

  const time = writeInstant(delivery.createdAt, timeZone, locale);
  const sendAgain = editable && state !== 'pending' && (
    <Button
      size="sm"
      busy={busy}
      aria-label={t('log.againLabel', { alert: title, to: recipient.name })}
      onClick={again}
    >
      {t('log.again')}
    </Button>
  );
  return (
    <>
      <tr>
        <td className="whitespace-nowrap max-sm:hidden">
          <time dateTime={delivery.createdAt}>{time}</time>
        </td>
        <th scope="row" className="min-w-36 font-normal max-sm:pl-0!">
          {title}
          {round > 0 && (
            <span className="block text-xs text-ink2">
              {round === 1 ? t('log.round') : t('log.roundMany', { round })}
            </span>
          )}
          <span className="block text-xs text-ink2 sm:hidden">
            {recipient.name} · {time}
          </span>
        </th>
        <td className="max-sm:hidden">
          {recipient.name}
          <span className="block text-xs text-ink2">{t(`channels.kindOf.${recipient.kind}`)}</span>
        </td>
        <td>
          <DeliveryStatus state={state} failedBefore={attempts.at(-1)?.ok === false} />
        </td>
        <td>
          <button
            type="button"
            className="inline-flex items-center gap-1 whitespace-nowrap text-ink2 hover:text-ink"
            aria-expanded={open}
            aria-controls={open ? panel : undefined}
            aria-label={t('log.attemptsLabel', { count: attempts.length, alert: title, to: recipient.name })}
            onClick={() => setOpen(!open)}
          >
            {t('log.attemptsCount', { count: attempts.length })}
            <ChevronDown aria-hidden className={cn('size-3.5 transition-transform', open && 'rotate-180')} />
          </button>
        </td>
        <td data-align="right" className="max-sm:hidden">
          {sendAgain}
        </td>
      </tr>
      {open && (
        <tr id={panel}>
          <td colSpan={COLUMNS} className="pl-0!">
            <DeliveryAttempts delivery={delivery} timeZone={timeZone} />
            {sendAgain && <div className="mt-2 sm:hidden">{sendAgain}</div>}
          </td>
        </tr>
      )}
    </>
  );
}
