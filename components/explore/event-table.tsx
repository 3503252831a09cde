'use client';

import { useLocale, useTranslations } from 'next-intl';
import { TableScroll } from '@/components/ui/table-scroll';
import type { EventRow, TokenClassKey } from '@/lib/attribution/dto';
import { formatCount } from '@/lib/money/format';
import { writeInstant } from '@/lib/time/write';
import { useLabels } from './labels';
import { useReason } from './reason';

const CLASSES: TokenClassKey[] = [
  'input',
  'cache_read',
  'cache_write_5m',
  'cache_write_1h',
  'output',
  'reasoning',
];

/** Events as they are on the ledger: their cost in US dollars at full precision, and the price that made it. */
export function EventTable({ rows, timeZone }: { rows: readonly EventRow[]; timeZone: string }) {
  const t = useTranslations('explore.events');
  if (rows.length === 0) return <p className="text-ink2">{t('none')}</p>;
  return (
    <TableScroll label={t('title')}>
      <table className="data-table text-xs [&_thead_th]:bg-raise!">
        <caption className="sr-only">{t('title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('time')}</th>
            <th scope="col">{t('team')}</th>
            <th scope="col">{t('model')}</th>
            <th scope="col" data-align="right">
              {t('tokens')}
            </th>
            <th scope="col" data-align="right">
              {t('cost')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <EventLine key={`${row.reportedTeam}/${row.source}/${row.id}`} row={row} timeZone={timeZone} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function EventLine({ row, timeZone }: { row: EventRow; timeZone: string }) {
  const t = useTranslations('explore.events');
  const labels = useLabels([]);
  const locale = useLocale();
  const time = writeInstant(row.occurredAt, timeZone, locale, { precision: 'second' });
  const classes = (['service_tier', 'task_class'] as const).flatMap((dimension) => {
    const value = dimension === 'task_class' ? row.taskClass : row.serviceTier;
    return value ? [labels.value({ dimension, value, label: null })] : [];
  });
  const what = [row.tags.feature, row.tags.workflow, row.tags.environment, row.tags.region].filter(Boolean);
  return (
    <tr data-testid="event-row">
      <td className="whitespace-nowrap align-top!">
        <time dateTime={row.occurredAt}>{time}</time>
        <span className="block text-ink2">
          {row.source}
          {row.attempt > 1 && ` · ${t('attempt', { attempt: row.attempt })}`}
          {row.status !== 'ok' && <span className="text-bad"> ▲ {t('error')}</span>}
        </span>
      </td>
      <td className="align-top!">
        {row.team.name}
        {what.length > 0 && <span className="block text-ink2">{what.join(' · ')}</span>}
        <span className="block max-w-44 truncate text-ink3" title={row.id}>
          {row.id}
        </span>
      </td>
      <td className="align-top!">
        <span className="wrap-anywhere">
          {row.provider}/{row.model}
        </span>
        {row.requestedModel && (
          <span className="block text-warn">{t('asked', { model: row.requestedModel })}</span>
        )}
        <span className="block text-ink2">
          {classes.join(' · ')}
          {row.requests !== '1' && ` · ${formatCount(row.requests)} ${t('requests')}`}
        </span>
      </td>
      <td data-align="right" className="align-top!">
        <Tokens row={row} />
      </td>
      <td data-align="right" className="align-top!">
        <Cost row={row} />
      </td>
    </tr>
  );
}

function Tokens({ row }: { row: EventRow }) {
  const t = useTranslations('explore.classes');
  return CLASSES.filter((key) => row.tokens[key] !== '0').map((key) => (
    <span key={key} className="block">
      <span className="text-ink2">{t(key)} </span>
      {formatCount(row.tokens[key])}
    </span>
  ));
}

function Cost({ row }: { row: EventRow }) {
  const t = useTranslations('explore.events');
  const reason = useReason();
  if (row.effectiveCost === null) {
    return (
      <span className="whitespace-normal text-warn">
        {t('unpriced', { reason: reason(row.unpricedReason ?? '') })}
      </span>
    );
  }
  return (
    <>
      US${row.effectiveCost}
      {row.priceVersion && (
        <span className="block text-ink2">
          {row.priceVersion.list} #{row.priceVersion.id}
        </span>
      )}
      {row.repriced && <span className="block text-ink2">{t('repriced')}</span>}
    </>
  );
}
