'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Status } from '@/components/ui/status';
import type { InboxRow } from '@/lib/alerts/alert-dto';
import { writeInstant } from '@/lib/time/write';
import { AlertFigure } from './alert-figure';
import { alertTone } from './alert-tone';
import { useAlertText } from './use-alert-text';

/** One alert of the inbox: what happened, since when, the figure, and the way to the budget. */
export function AlertItem({
  row,
  timeZone,
  onRead,
}: {
  row: InboxRow;
  timeZone: string;
  onRead: (alertId: string) => void;
}) {
  const t = useTranslations('alerts');
  const locale = useLocale();
  const text = useAlertText(timeZone)(row.facts);
  const unread = row.readAt === null;
  const read = () => unread && onRead(row.alertId);
  return (
    <li className="grid grid-cols-[10px_minmax(0,1fr)] gap-x-2.5 border-b py-3.5">
      <span className="pt-[3px] text-[10px] text-accent" aria-hidden>
        {unread && '●'}
      </span>
      <article className="min-w-0">
        <div className="flex flex-col gap-x-8 gap-y-2 sm:flex-row sm:justify-between">
          <div className="grid min-w-0 max-w-[50em] content-start gap-1 wrap-anywhere">
            <p className="flex flex-wrap gap-x-2.5 text-xs text-ink2">
              <Status tone={alertTone(row.facts)}>{t(`kinds.${row.kind}`)}</Status>
              {row.team && <span>{row.team.name}</span>}
              <time dateTime={row.at} className="whitespace-nowrap">
                {writeInstant(row.at, timeZone, locale)}
              </time>
              {unread && <span className="sr-only">{t('inbox.unreadMark')}</span>}
            </p>
            <h3 className={cn('text-lg text-pretty', unread ? 'font-medium' : 'font-normal')}>
              <Link href={row.path} onClick={read} className="text-link">
                {text.title}
              </Link>
            </h3>
            <p className="text-pretty">{text.sentence}</p>
            {text.lines.map((line) => (
              <p key={line} className="text-ink2">
                {line}
              </p>
            ))}
            {text.drivers && (
              <p className="text-xs text-ink2">
                {text.drivers.heading} {text.drivers.rows.join(' · ')}
              </p>
            )}
          </div>
          <div className="flex shrink-0 items-end justify-between gap-3 sm:flex-col">
            <AlertFigure facts={row.facts} />
            {unread && (
              <Button
                size="sm"
                className="ml-auto"
                aria-label={t('inbox.markReadLabel', { alert: text.title })}
                onClick={read}
              >
                {t('inbox.markRead')}
              </Button>
            )}
          </div>
        </div>
      </article>
    </li>
  );
}
