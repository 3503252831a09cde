'use client';

import { useTranslations } from 'next-intl';
import { Section } from '@/components/ui/section';
import { TableScroll } from '@/components/ui/table-scroll';
import { RIGHT_SIZING, type RightSizingRow } from '@/lib/calculator/presets-right-sizing';
import { formatMoney, formatShare } from '@/lib/money/format';
import { type Money, moneyToString } from '@/lib/money/money';
import { CsvButton } from '../kit/csv-button';
import { OpenWorkload } from '../kit/open-workload';
import { printedText } from '../kit/ratio-text';
import { Figure } from '../kit/working';
import type { LinePrice } from './published-lines';

export interface RightSizingLine extends RightSizingRow {
  prices: { frontier: LinePrice[]; rightSized: LinePrice[] };
}

const eachText = (amount: Money): string => formatMoney(amount, 'USD', 4);

/** The article's table: printed amounts, and what the presets cost on the models they name. */
export function RightSizingTable({ lines }: { lines: readonly RightSizingLine[] }) {
  const t = useTranslations('calculatorPublished.rightSizing');
  const columns = ['frontier', 'rightSized', 'saved'] as const;
  return (
    <Section
      title={t('title')}
      note={t('note')}
      actions={<CsvButton file="published-right-sizing" rows={() => csvRows(lines)} />}
    >
      <p className="mb-3 max-w-[64em] text-ink2">{t('lead')}</p>
      <TableScroll label={t('caption')}>
        <table className="data-table">
          <caption className="sr-only">{t('caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('type')}</th>
              {columns.map((column) => (
                <th
                  key={column}
                  scope="col"
                  data-align="right"
                  className={column === 'saved' ? 'max-sm:hidden' : undefined}
                >
                  {t(column)}
                </th>
              ))}
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

function Line({ line }: { line: RightSizingLine }) {
  const t = useTranslations('calculatorPublished.rightSizing');
  const { key, published, computed } = line;
  const { per, workload, rightSized } = RIGHT_SIZING[key];
  const name = t(`rows.${key}`);
  const percent = ({ n, d }: { n: bigint; d: bigint }) => formatShare(n, d);
  return (
    <tr>
      <th scope="row" className="font-normal">
        {name} <span className="block text-xs text-ink2">{t(`per.${per}`)}</span>
      </th>
      {(['frontier', 'rightSized'] as const).map((side) => (
        <td key={side} data-align="right">
          <Figure
            name={`${name}, ${t(side)}`}
            working={() => ({
              name: `${name}, ${t(side)}, ${t(`per.${per}`)}`,
              figure: eachText(computed[side]),
              exact: `${moneyToString(computed[side])} USD`,
              formula: t('working'),
              action: (
                <OpenWorkload
                  workload={{ ...workload, ...(side === 'rightSized' && { model: rightSized }) }}
                  preset={`rightSizing:${key}`}
                />
              ),
              inputs: line.prices[side].map(
                (price) =>
                  [
                    `${price.name}${price.share === 1 ? '' : ` × ${price.share}`}`,
                    `US$${price.input} · US$${price.output}`,
                  ] as const,
              ),
              sources: [...new Set(line.prices[side].map(({ source }) => `${source.list}, ${source.from}`))],
            })}
          >
            {eachText(computed[side])}
          </Figure>
          <span className="block text-xs text-ink2">
            {t('printed', { value: printedText(published[side], 'USD') })}
          </span>
          {side === 'rightSized' && (
            <span className="block text-xs text-ink2 sm:hidden">
              {t('saved')} {percent(computed.savedShare)}
            </span>
          )}
        </td>
      ))}
      <td data-align="right" className="max-sm:hidden">
        {percent(computed.savedShare)}
        <span className="block text-xs text-ink2">
          {t('printed', { value: percent(published.savedShare) })}
        </span>
      </td>
    </tr>
  );
}

const csvRows = (lines: readonly RightSizingLine[]) => [
  [
    'workload_type',
    'per',
    'frontier_printed_usd',
    'frontier_usd',
    'right_sized_printed_usd',
    'right_sized_usd',
  ],
  ...lines.map(({ key, published, computed }) => [
    RIGHT_SIZING[key].label,
    RIGHT_SIZING[key].per,
    ...[published.frontier, computed.frontier, published.rightSized, computed.rightSized].map(moneyToString),
  ]),
];
