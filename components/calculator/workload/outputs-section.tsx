'use client';

import { useTranslations } from 'next-intl';
import { Section } from '@/components/ui/section';
import { TableScroll } from '@/components/ui/table-scroll';
import type { Calculation } from '@/lib/calculator/outputs';
import { formatShare } from '@/lib/money/format';
import { CsvButton } from '../kit/csv-button';
import { Figure } from '../kit/working';
import { type OutputLine, useOutputLines } from './use-output-lines';

/** The outputs of the seed document's calculator: as it is, and with the levers that are pulled. */
export function OutputsSection({ calculation }: { calculation: Calculation }) {
  const t = useTranslations('calculator.outputs');
  const lines = useOutputLines(calculation);
  return (
    <Section
      title={t('title')}
      note={t('note')}
      actions={
        <CsvButton
          file="tollgate-calculator-outputs"
          rows={() => [
            ['figure', 'unit', 'baseline', 'optimised'],
            ...lines.map(({ key, unit, baseline, optimised }) => [
              key,
              unit,
              baseline.exact,
              optimised.exact,
            ]),
          ]}
        />
      }
    >
      <TableScroll label={t('title')}>
        <table className="data-table">
          <caption className="sr-only">{t('title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('figure')}</th>
              <th scope="col" data-align="right">
                {t('baseline')}
              </th>
              <th scope="col" data-align="right">
                {t('optimised')}
              </th>
              <th scope="col" data-align="right" className="max-sm:hidden">
                {t('change')}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={line.key} line={line} />
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Section>
  );
}

function Line({ line: { name, baseline, optimised, change } }: { line: OutputLine }) {
  const t = useTranslations('calculator.outputs');
  return (
    <tr>
      <th scope="row" className="font-normal!">
        {name}
      </th>
      {[baseline, optimised].map(({ text, working }, i) => (
        <td key={i === 0 ? 'baseline' : 'optimised'} data-align="right">
          {working ? (
            <Figure name={`${name}, ${t(i === 0 ? 'baseline' : 'optimised')}`} working={working}>
              {text}
            </Figure>
          ) : (
            <span className="text-ink2">{text}</span>
          )}
        </td>
      ))}
      <td data-align="right" className="text-ink2 max-sm:hidden">
        {change && change.n !== 0n ? formatShare(change.n, change.d) : '–'}
      </td>
    </tr>
  );
}
