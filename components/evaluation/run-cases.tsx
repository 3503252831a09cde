'use client';

import { Section } from '@/components/ui/section';
import { TableScroll } from '@/components/ui/table-scroll';
import type { RunDetail } from '@/lib/evaluation/evaluation-dto';
import { useEvidenceText } from './use-evidence-text';

/** What came of the cases of a run: those that failed and why, then the scores, the lowest first. */
export function RunCases({ detail }: { detail: RunDetail }) {
  const { t, percent, amount } = useEvidenceText();
  const word = (name: string) => (t.has(`grades.${name}`) ? t(`grades.${name as 'right'}`) : name);
  const grades = detail.grades.map(({ detail: name, cases }) => `${word(name)} ${cases}`).join(' · ');
  return (
    <>
      {detail.failures.length > 0 && (
        <Section title={t('run.failures')} note={t('run.failuresNote')}>
          <CaseTable
            label={t('run.failures')}
            head={[t('detail.case'), t('run.why')]}
            rows={detail.failures.map(({ caseKey, code, detail: said }) => [
              caseKey,
              t.has(`failures.${code}`) ? t(`failures.${code as 'killed'}`) : said,
            ])}
            more={detail.moreFailures}
          />
        </Section>
      )}
      {detail.results.length > 0 && (
        <Section title={t('run.results')} note={grades || t('run.resultsNote')}>
          <CaseTable
            label={t('run.results')}
            head={[t('detail.case'), t('run.graded'), t('run.score'), t('run.cost')]}
            rows={detail.results.map(({ caseKey, score, detail: graded, cost }) => [
              caseKey,
              graded === null ? '–' : word(graded),
              percent(score),
              cost === null ? '–' : amount(cost),
            ])}
            more={detail.moreResults}
          />
        </Section>
      )}
    </>
  );
}

/** The first column is a case's key, the last two of four are figures. */
function CaseTable({
  label,
  head,
  rows,
  more,
}: {
  label: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
  more: number;
}) {
  const { t } = useEvidenceText();
  const align = (index: number) => (index > 1 ? 'right' : undefined);
  return (
    <>
      <TableScroll label={label} style={{ maxHeight: '420px' }}>
        <table className="data-table">
          <caption className="sr-only">{label}</caption>
          <thead>
            <tr>
              {head.map((name, index) => (
                <th key={name} scope="col" data-align={align(index)}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([key = '', ...cells]) => (
              <tr key={key}>
                <td className="max-w-24 truncate font-mono text-xs sm:max-w-none" title={key}>
                  {key}
                </td>
                {cells.map((cell, index) => (
                  <td key={head[index + 1]} data-align={align(index + 1)} className="min-w-20">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {more > 0 && <p className="mt-1 text-sm text-ink2">{t('run.more', { cases: more })}</p>}
    </>
  );
}
