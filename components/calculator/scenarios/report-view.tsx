'use client';

import type { ReactNode } from 'react';
import { Section } from '@/components/ui/section';
import { TableScroll } from '@/components/ui/table-scroll';
import type { Report } from '@/lib/calculator/report';
import { formatCount, formatShare } from '@/lib/money/format';
import { type Money, subtractMoney } from '@/lib/money/money';
import { CsvButton } from '../kit/csv-button';
import { Figure } from '../kit/working';
import { reportCsv } from './report-csv';
import { ReportInputs, ReportPrices } from './report-inputs-view';
import { ReportWaterfall } from './report-waterfall';
import { type ReportBook, useReportWorking } from './report-working';
import { useScenarioText } from './use-scenario-text';

/** Everything a scenario comes to: costs, split, levers, what went in, and the prices used. */
export function ReportView({
  report,
  book,
  name,
  aside,
}: {
  report: Report;
  book: ReportBook;
  /** Of the file that is offered. */
  name: string;
  aside?: ReactNode;
}) {
  const { t } = useScenarioText();
  return (
    <div className="grid gap-x-11 lg:grid-cols-2">
      <Costs report={report} book={book} name={name} />
      <div className="min-w-0 max-lg:mt-8">
        <ReportWaterfall report={report} book={book} />
        <Tokens report={report} />
      </div>
      <div className="col-span-full">{aside}</div>
      <Section title={t('inputs.title')} note={t('inputs.note')} className="first:mt-8">
        <ReportInputs state={report.state} models={book.models} />
      </Section>
      <Section title={t('prices.title')} note={t('prices.note')}>
        <ReportPrices state={report.state} book={book} />
      </Section>
    </div>
  );
}

function Costs({ report, book, name }: { report: Report; book: ReportBook; name: string }) {
  const { t } = useScenarioText();
  const { reading, cost, part } = useReportWorking(report, book);
  const rows = report.costs.filter(({ amounts }) => amounts.baseline !== null && amounts.optimised !== null);
  return (
    <Section
      title={t('costs.title')}
      note={reading.currency}
      actions={<CsvButton file={name} rows={() => reportCsv(report, book, t)} />}
      className="first:mt-0"
    >
      <TableScroll label={t('costs.caption')}>
        <table className="data-table">
          <caption className="sr-only">{t('costs.caption')}</caption>
          <Head />
          <tbody>
            {rows.map(({ unit, amounts }) => {
              const [before, after] = [amounts.baseline as Money, amounts.optimised as Money];
              const label = t(`per.${unit}`);
              return (
                <tr key={unit} className={unit === 'month' ? 'font-medium' : undefined}>
                  <th scope="row" className={unit === 'month' ? 'font-medium' : 'font-normal'}>
                    {label}
                  </th>
                  <td data-align="right">
                    <Figure
                      name={`${label}, ${t('baseline')}`}
                      working={() => cost(unit, before, 'baseline')}
                    >
                      {reading.text(before)}
                    </Figure>
                  </td>
                  <td data-align="right">
                    <Figure
                      name={`${label}, ${t('optimised')}`}
                      working={() => cost(unit, after, 'optimised')}
                    >
                      {reading.text(after)}
                    </Figure>
                  </td>
                  <td data-align="right" className="max-sm:hidden">
                    {reading.text(subtractMoney(before, after))}
                  </td>
                </tr>
              );
            })}
          </tbody>
          <tbody>
            {[
              ...report.sides.map(({ side, amounts }) => ({ key: `side.${side}` as const, amounts })),
              ...report.split.map(({ kind, amounts }) => ({ key: `kind.${kind}` as const, amounts })),
            ]
              .filter(({ amounts }) => amounts.baseline !== 0n || amounts.optimised !== 0n)
              .map(({ key, amounts }) => {
                const label = t(key);
                return (
                  <tr key={key}>
                    <th scope="row" className="font-normal text-ink2">
                      {label}
                    </th>
                    <td data-align="right">
                      <Figure
                        name={`${label}, ${t('baseline')}`}
                        working={() => part(label, amounts.baseline, 'baseline')}
                      >
                        {reading.text(amounts.baseline)}
                      </Figure>
                    </td>
                    <td data-align="right">
                      <Figure
                        name={`${label}, ${t('optimised')}`}
                        working={() => part(label, amounts.optimised, 'optimised')}
                      >
                        {reading.text(amounts.optimised)}
                      </Figure>
                    </td>
                    <td data-align="right" className="max-sm:hidden">
                      {formatShare(amounts.optimised, monthTotal(report))}
                    </td>
                  </tr>
                );
              })}
          </tbody>
        </table>
      </TableScroll>
      <p className="mt-2 text-xs text-ink2">{t('costs.splitNote')}</p>
    </Section>
  );
}

const monthTotal = ({ costs }: Report): Money =>
  (costs.find(({ unit }) => unit === 'month')?.amounts.optimised ?? 0n) as Money;

function Head() {
  const { t } = useScenarioText();
  return (
    <thead>
      <tr>
        <th scope="col">
          <span className="sr-only">{t('costs.what')}</span>
        </th>
        <th scope="col" data-align="right">
          {t('baseline')}
        </th>
        <th scope="col" data-align="right">
          {t('optimised')}
        </th>
        <th scope="col" data-align="right" className="max-sm:hidden">
          {t('costs.savedOrShare')}
        </th>
      </tr>
    </thead>
  );
}

function Tokens({ report }: { report: Report }) {
  const { t } = useScenarioText();
  const rows = [
    ...report.tokens.map(({ figure, counts }) => ({ label: t(`tokens.${figure}`), counts })),
    { label: t('tokens.calls'), counts: report.calls },
  ];
  return (
    <Section title={t('tokens.title')}>
      <TableScroll label={t('tokens.title')}>
        <table className="data-table">
          <caption className="sr-only">{t('tokens.title')}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="sr-only">{t('costs.what')}</span>
              </th>
              <th scope="col" data-align="right">
                {t('baseline')}
              </th>
              <th scope="col" data-align="right">
                {t('optimised')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, counts }) => (
              <tr key={label}>
                <th scope="row" className="font-normal">
                  {label}
                </th>
                <td data-align="right">{formatCount(counts.baseline)}</td>
                <td data-align="right">{formatCount(counts.optimised)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Section>
  );
}
