'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { EventPage } from '@/lib/attribution/dto';
import { formatCount } from '@/lib/money/format';
import { EventTable } from './event-table';

/** The events beneath a figure, newest first, a page at a time. */
export function EventsPanel({
  pages,
  onMore,
  loading,
}: {
  pages: readonly EventPage[];
  /** Left out at the end. */
  onMore: (() => void) | undefined;
  loading: boolean;
}) {
  const t = useTranslations('explore');
  const first = pages[0];
  if (!first) return null;
  return (
    <div className="grid min-w-0 gap-3">
      <p className="text-ink2">
        {t('explain.events', { count: formatCount(first.totalEvents) })} ·{' '}
        {t('events.zone', { zone: first.timeZone })}
      </p>
      <EventTable rows={pages.flatMap((page) => page.rows)} timeZone={first.timeZone} />
      {onMore ? (
        <Button className="justify-self-start" onClick={onMore} busy={loading}>
          {t('events.more')}
        </Button>
      ) : (
        <p className="text-xs text-ink2">{t('events.end')}</p>
      )}
    </div>
  );
}
