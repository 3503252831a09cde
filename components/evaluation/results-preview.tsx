'use client';

import { useLocale } from 'next-intl';
import { Status } from '@/components/ui/status';
import { TableScroll } from '@/components/ui/table-scroll';
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
        <TableScroll label={t('preview.first')}>
          <table className="data-table">
            <caption className="sr-only">{t('preview.first')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('mapping.prompt')}</th>
                <th scope="col">{t('mapping.model')}</th>
                <th scope="col" data-align="right">
                  {t('mapping.score')}
                </th>
                <th scope="col" data-align="right">
                  {t('mapping.cost')}
                </th>
              </tr>
            </thead>
            <tbody>
              {preview.first.map(({ row, prompt, model, score, cost }) => (
                <tr key={row}>
                  <td className="max-w-56 truncate">{prompt}</td>
                  <td>{model}</td>
                  <td data-align="right">{percent(score)}</td>
                  <td data-align="right">{cost === null ? '–' : amount(cost)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </section>
  );
}
