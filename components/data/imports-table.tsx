'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { CountText } from '@/components/ui/figures';
import { PlainTable } from '@/components/ui/plain-table';
import { Progress } from '@/components/ui/progress';
import { Status } from '@/components/ui/status';
import type { ImportDto } from '@/lib/usage/import-dto';
import { When } from './when';

const TONES = {
  running: 'info',
  done: 'good',
  failed: 'bad',
  cancelled: 'neutral',
  interrupted: 'warn',
} as const;
const COUNTS = ['rowsRead', 'accepted', 'duplicates', 'rejected', 'unpriced'] as const;

export function ImportsTable({
  imports,
  timeZone,
  onCancel,
  onResume,
}: {
  imports: readonly ImportDto[];
  timeZone: string;
  onCancel: (id: string) => void;
  onResume: (id: string) => void;
}) {
  const t = useTranslations('data.imports');
  const health = useTranslations('data.health');
  if (imports.length === 0) return <p className="text-ink2">{t('noImports')}</p>;
  const headings = [
    { key: 'file', label: t('file') },
    { key: 'progress', label: t('progress') },
    ...COUNTS.map((key) => ({
      key,
      label: key === 'rowsRead' ? t('rows') : health(key),
      align: 'right' as const,
      hideOnPhone: key === 'unpriced' || key === 'duplicates',
    })),
    { key: 'do', label: <span className="sr-only">{t('download')}</span> },
  ];
  return (
    <PlainTable caption={t('list')} headings={headings}>
      {imports.map((row) => (
        <tr key={row.id}>
          <th scope="row">
            {row.fileName}
            <span className="block text-xs font-normal text-ink2">
              {row.createdBy} · <When at={row.startedAt} timeZone={timeZone} />
            </span>
          </th>
          <td>
            <Status tone={TONES[row.state]}>{t(`states.${row.state}`)}</Status>
            {row.state === 'running' && (
              <Progress
                value={row.percent}
                label={t('percent', { name: row.fileName, percent: row.percent })}
                className="mt-1"
              />
            )}
            {row.error && <span className="block max-w-80 text-xs text-bad">{row.error}</span>}
          </td>
          {COUNTS.map((key) => (
            <td
              key={key}
              data-align="right"
              className={key === 'unpriced' || key === 'duplicates' ? 'max-sm:hidden' : ''}
            >
              <CountText count={row[key]} />
            </td>
          ))}
          <td data-align="right">
            <span className="flex justify-end gap-1.5">
              {row.rejected !== '0' && (
                <Button asChild size="sm">
                  <a
                    href={`/api/imports/${row.id}/rejected`}
                    download
                    aria-label={t('downloadLabel', { name: row.fileName })}
                  >
                    {t('download')}
                  </a>
                </Button>
              )}
              {row.state === 'running' && (
                <Button
                  size="sm"
                  aria-label={t('cancelLabel', { name: row.fileName })}
                  onClick={() => onCancel(row.id)}
                >
                  {t('cancel')}
                </Button>
              )}
              {(row.state === 'interrupted' || row.state === 'failed' || row.state === 'cancelled') && (
                <Button
                  size="sm"
                  aria-label={t('resumeLabel', { name: row.fileName })}
                  onClick={() => onResume(row.id)}
                >
                  {t('resume')}
                </Button>
              )}
            </span>
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}
