'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { CountText } from '@/components/ui/figures';
import { PlainTable } from '@/components/ui/plain-table';
import { Status } from '@/components/ui/status';
import type { IngestHealthDto, SourceDto } from '@/lib/usage/ingest-health';
import { When } from './when';

const COUNTS = ['accepted', 'duplicates', 'rejected', 'unpriced'] as const;
const TONES = { live: 'good', silent: 'warn', stopped: 'bad' } as const;

export function SourcesTable({ sources, timeZone }: { sources: readonly SourceDto[]; timeZone: string }) {
  const t = useTranslations('data.health');
  if (sources.length === 0)
    return (
      <EmptyState
        title={t('noSources')}
        action={
          <>
            <Button asChild variant="primary">
              <Link href="/settings/keys">{t('makeKey')}</Link>
            </Button>
            <Button asChild>
              <Link href="/data/imports">{t('importFile')}</Link>
            </Button>
          </>
        }
      >
        {t('noSourcesText')}
      </EmptyState>
    );
  const headings = [
    { key: 'source', label: t('source') },
    { key: 'state', label: t('state') },
    { key: 'last', label: t('lastReceived') },
    { key: 'newest', label: t('lastOccurred'), hideOnPhone: true },
    ...COUNTS.map((key) => ({
      key,
      label: t(key),
      align: 'right' as const,
      hideOnPhone: key !== 'accepted',
    })),
  ];
  return (
    <PlainTable caption={t('sources')} headings={headings}>
      {sources.map((source) => (
        <tr key={source.source}>
          <th scope="row" className="break-words">
            {source.source}
          </th>
          <td>
            {source.imported ? (
              <Status tone="neutral">{t('states.imported')}</Status>
            ) : (
              <Status tone={TONES[source.state]}>{t(`states.${source.state}`)}</Status>
            )}
          </td>
          <td>
            <When at={source.lastReceivedAt} timeZone={timeZone} />
          </td>
          <td className="max-sm:hidden">
            <When at={source.lastOccurredAt} timeZone={timeZone} />
          </td>
          {COUNTS.map((key) => (
            <td key={key} data-align="right" className={key === 'accepted' ? '' : 'max-sm:hidden'}>
              <CountText count={source[key]} />
            </td>
          ))}
        </tr>
      ))}
    </PlainTable>
  );
}

export function RejectionsTable({
  rows,
  timeZone,
}: {
  rows: IngestHealthDto['rejections'];
  timeZone: string;
}) {
  const t = useTranslations('data.health');
  if (rows.length === 0) return <p className="text-ink2">{t('noRejections')}</p>;
  const headings = [
    { key: 'received', label: t('received') },
    { key: 'source', label: t('source') },
    { key: 'event', label: t('event'), hideOnPhone: true },
    { key: 'code', label: t('code') },
    { key: 'field', label: t('field') },
    { key: 'detail', label: t('detail') },
  ];
  return (
    <PlainTable caption={t('rejections')} headings={headings}>
      {rows.map((row) => (
        <tr key={row.id}>
          <td>
            <When at={row.receivedAt} timeZone={timeZone} />
          </td>
          <td>{row.source ?? '–'}</td>
          <td className="max-w-40 truncate max-sm:hidden" title={row.eventId ?? undefined}>
            {row.eventId ?? '–'}
          </td>
          <td>
            <code>{row.code}</code>
          </td>
          <td>
            <code>{row.pointer.replace(/^\/events\/\d+/, '') || '/'}</code>
          </td>
          <td className="min-w-60">{row.detail}</td>
        </tr>
      ))}
    </PlainTable>
  );
}
