'use client';

import { useLocale } from 'next-intl';
import { PlainTable } from '@/components/ui/plain-table';
import { Status } from '@/components/ui/status';
import type { ResultsPreview } from '@/lib/evaluation/evaluation-dto';
import { useEvidenceText } from './use-evidence-text';

/** What a file of results comes to: its models, its first rows, and the rows that cannot be used. */
export function ResultsPreviewTable({ preview }: { preview: ResultsPreview }) {
  const { t, amount, percent } = useEvidenceText();
  const locale = useLocale();
  const left = preview.leftOut.length + preview.moreLeftOut;
  return (
    <section
      aria-label={t('preview.title')}
      className="grid gap-3 border-t pt-3"
      data-testid="results-preview"
    >
      {preview.problem ? (
        <p role="alert" className="text-bad">
          {locale === 'en' ? preview.problem : t('preview.unreadable')}
        </p>
      ) : (
        <p className="flex flex-wrap gap-x-3">
          <Status tone={preview.results > 0 ? 'good' : 'bad'}>
            {t('preview.results', { results: preview.results })}
          </Status>
          {left > 0 && <Status tone="warn">{t('preview.leftOut', { rows: left })}</Status>}
          <span className="text-ink2">
            {preview.models.map(({ model, cases }) => `${model} (${cases})`).join(', ')}
          </span>
        </p>
      )}
      {left > 0 && (
        <ul className="grid gap-1 text-sm">
          {preview.leftOut.map(({ row, code }) => (
            <li key={row}>
              <b className="font-medium">{t('preview.row', { row })}</b> {t(`leftOut.${code}`)}
            </li>
          ))}
          {preview.moreLeftOut > 0 && (
            <li className="text-ink2">{t('preview.more', { lines: preview.moreLeftOut })}</li>
          )}
        </ul>
      )}
      {preview.first.length > 0 && (
        <PlainTable
          caption={t('preview.first')}
          headings={[
            { key: 'prompt', label: t('mapping.prompt') },
            { key: 'model', label: t('mapping.model') },
            { key: 'score', label: t('mapping.score'), align: 'right' },
            { key: 'cost', label: t('mapping.cost'), align: 'right' },
          ]}
        >
          {preview.first.map(({ row, prompt, model, score, cost }) => (
            <tr key={row}>
              <td className="max-w-56 truncate">{prompt}</td>
              <td>{model}</td>
              <td data-align="right">{percent(score)}</td>
              <td data-align="right">{cost === null ? '–' : amount(cost)}</td>
            </tr>
          ))}
        </PlainTable>
      )}
    </section>
  );
}
