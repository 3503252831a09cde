'use client';

import { useTranslations } from 'next-intl';
import { Section } from '@/components/ui/section';
import { Status } from '@/components/ui/status';
import { TableScroll } from '@/components/ui/table-scroll';
import { formatMoney } from '@/lib/money/format';
import { moneyToString } from '@/lib/money/money';
import { CsvButton } from '../kit/csv-button';
import { ratioText } from '../kit/ratio-text';
import { Figure } from '../kit/working';
import type { PublishedLine, PublishedScenarioLines } from './published-lines';
import { useLineWorking } from './use-line-working';
import { useReasonText } from './use-reason-text';

/** One scenario: each published figure, the computed one, and whether the first can follow from its inputs. */
export function ScenarioTable({ scenario }: { scenario: PublishedScenarioLines }) {
  const t = useTranslations('calculatorPublished');
  const { key, lines, follows, tooSmall } = scenario;
  const title = t(`scenarios.${key}`);
  const columns = ['published', 'computed', 'difference'] as const;
  return (
    <Section
      title={title}
      note={t('follow', { follows, count: lines.length })}
      actions={<PublishedCsv file={`published-${key}`} scenarios={[scenario]} />}
    >
      <p className="mb-3 max-w-[64em] text-ink2">
        {t(`notes.${key}`, {
          low: tooSmall ? ratioText(tooSmall.low, 0) : '',
          high: tooSmall ? ratioText(tooSmall.high, 0) : '',
        })}
      </p>
      <TableScroll label={t('caption', { scenario: title })}>
        <table className="data-table">
          <caption className="sr-only">{t('caption', { scenario: title })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('columns.figure')}</th>
              {columns.map((column) => (
                <th
                  key={column}
                  scope="col"
                  data-align="right"
                  className={column === 'difference' ? 'w-[14%] max-sm:hidden' : 'w-[12%]'}
                >
                  {t(`columns.${column}`)}
                </th>
              ))}
              <th scope="col" className="w-[40%] max-sm:hidden">
                {t('columns.verdict')}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={line.label} line={line} assumed={!scenario.saysInputAndOutput} />
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Section>
  );
}

function Line({ line, assumed }: { line: PublishedLine; assumed: boolean }) {
  const t = useTranslations('calculatorPublished');
  const working = useLineWorking();
  const { label, published, computed, difference } = line;
  return (
    <>
      <tr className="[&>*]:align-top! max-sm:[&>*]:border-b-0! max-sm:[&>*]:pb-0.5!">
        <th scope="row" className="font-normal">
          {label}
        </th>
        <td data-align="right">{formatMoney(published, 'USD', 0)}</td>
        <td data-align="right">
          <Figure name={t('working.name', { label })} working={() => working(line, assumed)}>
            {formatMoney(computed, 'USD', 2)}
          </Figure>
        </td>
        <td data-align="right" className="text-ink2 max-sm:hidden">
          {difference > 0n && '+'}
          {difference === 0n ? '–' : formatMoney(difference, 'USD', 2)}
        </td>
        <td className="max-sm:hidden">
          <Verdict line={line} />
        </td>
      </tr>
      <tr className="sm:hidden">
        <td colSpan={3} className="pt-0!">
          <Verdict line={line} />
        </td>
      </tr>
    </>
  );
}

function Verdict({ line }: { line: PublishedLine }) {
  const t = useTranslations('calculatorPublished.verdict');
  const reasons = useReasonText();
  const { kind } = line.reason;
  if (kind === 'follows') return <Status tone="good">{t('follows')}</Status>;
  return (
    <span className="grid gap-0.5">
      <Status tone={kind === 'below_all_input' ? 'bad' : 'warn'}>
        {t(kind === 'below_all_input' ? 'cannot' : 'not')}
      </Status>
      <span className="text-xs text-ink2">{reasons(line).join(' ')}</span>
    </span>
  );
}

/** The rows as a file, amounts to the last digit. */
export function PublishedCsv({
  file,
  scenarios,
}: {
  file: string;
  scenarios: readonly PublishedScenarioLines[];
}) {
  const t = useTranslations('calculatorPublished');
  const reasons = useReasonText();
  const rows = () => [
    ['scenario', 'figure', 'published_usd', 'computed_usd', 'difference_usd', 'follows', 'why'],
    ...scenarios.flatMap(({ key, lines }) =>
      lines.map((line) => [
        t(`scenarios.${key}`),
        line.label,
        moneyToString(line.published),
        moneyToString(line.computed),
        moneyToString(line.difference),
        String(line.reason.kind === 'follows'),
        reasons(line).join(' '),
      ]),
    ),
  ];
  return <CsvButton file={file} rows={rows} />;
}
