'use client';

import { useTranslations } from 'next-intl';
import { PlainTable } from '@/components/ui/plain-table';
import { Status } from '@/components/ui/status';
import { formatCount } from '@/lib/money/format';
import type { ImportPreview, PreviewRow } from '@/lib/usage/import-dto';

/** The first rows as they would become events, or why not. */
export function PreviewTable({ preview }: { preview: ImportPreview }) {
  const t = useTranslations('data.imports');
  const headings = [
    { key: 'row', label: t('row'), align: 'right' as const },
    { key: 'becomes', label: t('becomes') },
    { key: 'time', label: t('time') },
    { key: 'model', label: t('model') },
    { key: 'tokens', label: t('tokens') },
    { key: 'tags', label: t('tags') },
    { key: 'id', label: t('id') },
  ];
  return (
    <div className="grid gap-3">
      {preview.issues.length > 0 && (
        <div role="alert" className="grid gap-1 text-bad">
          <p className="font-medium">▲ {t('problems')}</p>
          <ul className="grid gap-0.5 text-sm">
            {preview.issues.map((issue) => (
              <li key={`${issue.path}${issue.message}`}>
                <code>{issue.path}</code>: {issue.message}
              </li>
            ))}
          </ul>
        </div>
      )}
      <PlainTable caption={t('preview')} headings={headings}>
        {preview.rows.map((row) => (
          <tr key={row.number}>
            <td data-align="right">{row.number}</td>
            {row.event ? <EventCells event={row.event} /> : <RefusedCells row={row} />}
          </tr>
        ))}
      </PlainTable>
    </div>
  );
}

function EventCells({ event }: { event: NonNullable<PreviewRow['event']> }) {
  const t = useTranslations('data.imports');
  const tokens = Object.entries(event.tokens).filter(([, count]) => count > 0);
  return (
    <>
      <td>
        <Status tone="good">{t('event')}</Status>
      </td>
      <td className="whitespace-nowrap">{event.time}</td>
      <td className="whitespace-nowrap">
        {event.model}
        {event.requested_model && <span className="block text-xs text-ink2">← {event.requested_model}</span>}
      </td>
      <td className="whitespace-nowrap text-xs">
        {tokens.map(([name, count]) => `${name} ${formatCount(count)}`).join(' · ')}
        {event.requests > 1 && ` · × ${formatCount(event.requests)}`}
      </td>
      <td className="text-xs">
        {Object.entries(event.tags)
          .map(([tag, value]) => `${tag}: ${value}`)
          .join(' · ')}
      </td>
      <td className="max-w-48 truncate text-xs" title={event.id}>
        {event.id}
      </td>
    </>
  );
}

function RefusedCells({ row }: { row: PreviewRow }) {
  const t = useTranslations('data.imports');
  if (row.skipped)
    return (
      <td colSpan={6}>
        <Status tone="neutral">{t('skipped')}</Status>
      </td>
    );
  if (!row.problem)
    return (
      <td colSpan={6} className="text-xs text-ink2">
        {Object.values(row.cells).join(' · ')}
      </td>
    );
  return (
    <td colSpan={6}>
      <Status tone="bad">
        <code>{row.problem.code}</code>
      </Status>{' '}
      {row.problem.detail}
    </td>
  );
}
