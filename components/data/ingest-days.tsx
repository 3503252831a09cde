'use client';

import { useLocale, useTranslations } from 'next-intl';
import { CountText } from '@/components/ui/figures';
import { PlainTable } from '@/components/ui/plain-table';
import { formatCount } from '@/lib/money/format';
import { writeDay, writeInstant } from '@/lib/time/write';
import type { IngestHealthDto } from '@/lib/usage/ingest-health';

const COUNTS = ['accepted', 'duplicates', 'rejected', 'unpriced'] as const;

/** What came in on each of the last seven days, the newest first. */
export function IngestDays({ health }: { health: IngestHealthDto }) {
  const t = useTranslations('data.health');
  const locale = useLocale();
  const headings = [
    { key: 'day', label: t('day') },
    ...COUNTS.map((key) => ({ key, label: t(key), align: 'right' as const })),
  ];
  return (
    <PlainTable caption={t('days')} headings={headings}>
      {[...health.days].reverse().map((day) => (
        <tr key={day.day}>
          <th scope="row" className="whitespace-nowrap">
            {writeDay(day.day, 'weekday', locale)}
            {day.day === health.today && (
              <span className="ml-1.5 text-xs font-normal text-ink2">{t('today')}</span>
            )}
          </th>
          {COUNTS.map((key) => (
            <td
              key={key}
              data-align="right"
              className={key === 'rejected' && day[key] !== '0' ? 'text-bad' : ''}
            >
              <CountText count={day[key]} />
            </td>
          ))}
        </tr>
      ))}
    </PlainTable>
  );
}

/** Events an hour as bars; the table of days beside it has the figures. */
export function IngestHours({ hours, timeZone }: { hours: IngestHealthDto['hours']; timeZone: string }) {
  const t = useTranslations('data.health');
  const locale = useLocale();
  const max = hours.reduce((most, { events }) => (BigInt(events) > most ? BigInt(events) : most), 0n);
  const name = (hour: string) => writeInstant(hour, timeZone, locale, { style: 'short' });
  const ends = [hours[0], hours.at(-1)];
  return (
    <div>
      <p className="mb-1 text-xs text-ink2">{t('peak', { max: formatCount(max) })}</p>
      <div
        role="img"
        aria-label={t('hoursLabel', { max: formatCount(max) })}
        className="flex h-24 items-end gap-px border-b border-line-strong"
      >
        {hours.map(({ hour, events }) => (
          <span
            key={hour}
            title={t('hourPoint', { hour: name(hour), events: formatCount(events) })}
            className="flex-1 bg-c1"
            style={{ height: max === 0n ? 0 : `${Number((BigInt(events) * 1000n) / max) / 10}%` }}
          />
        ))}
      </div>
      <div className="mt-1 flex justify-between text-xs text-ink2">
        {ends.map((end) => end && <span key={end.hour}>{name(end.hour)}</span>)}
      </div>
    </div>
  );
}
