'use client';

import { useTranslations } from 'next-intl';
import { Section } from '@/components/ui/section';
import { TableScroll } from '@/components/ui/table-scroll';
import { AGENT_LEVEL_PRESETS, type LevelRange } from '@/lib/calculator/agent-levels';
import { formatCount, formatMoney } from '@/lib/money/format';
import { moneyOf, moneyToString } from '@/lib/money/money';
import { CsvButton } from '../kit/csv-button';
import { printedText } from '../kit/ratio-text';

const MILLION = 1_000_000n;

/** The four agent levels: the printed cost of a task beside what its tokens can cost at the document's prices. */
export function LevelsTable({ ranges }: { ranges: readonly LevelRange[] }) {
  const t = useTranslations('calculatorPublished.levels');
  const range = (min: string, max: string) => (min === max ? min : t('range', { min, max }));
  const columns = ['calls', 'tokens', 'published', 'possible', 'implied'] as const;
  return (
    <Section
      title={t('title')}
      note={t('note')}
      actions={<CsvButton file="published-agent-levels" rows={() => csvRows(ranges)} />}
    >
      <p className="mb-3 max-w-[64em] text-ink2">{t('lead')}</p>
      <TableScroll label={t('caption')}>
        <table className="data-table">
          <caption className="sr-only">{t('caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('level')}</th>
              {columns.map((column) => (
                <th
                  key={column}
                  scope="col"
                  data-align="right"
                  className={['calls', 'tokens', 'implied'].includes(column) ? 'max-sm:hidden' : undefined}
                >
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ranges.map(({ level, published, possible, impliedPerToken }) => {
              const { callsPerTask, tokensPerTask } = AGENT_LEVEL_PRESETS[level];
              const usd = (picos: bigint) => printedText(moneyOf(picos), 'USD');
              return (
                <tr key={level}>
                  <th scope="row" className="font-normal">
                    {t(`names.${level}`)}
                    <span className="block text-xs text-ink2 sm:hidden">
                      {t('tokens')}: {range(formatCount(tokensPerTask.min), formatCount(tokensPerTask.max))}
                    </span>
                  </th>
                  <td data-align="right" className="max-sm:hidden">
                    {callsPerTask.max === null
                      ? t('orMore', { min: callsPerTask.min })
                      : range(String(callsPerTask.min), String(callsPerTask.max))}
                  </td>
                  <td data-align="right" className="max-sm:hidden">
                    {range(formatCount(tokensPerTask.min), formatCount(tokensPerTask.max))}
                  </td>
                  <td data-align="right" className="max-sm:whitespace-normal!">
                    {range(usd(published.min), usd(published.max))}
                  </td>
                  <td data-align="right" className="max-sm:whitespace-normal!">
                    {range(usd(possible.min), usd(possible.max))}
                  </td>
                  <td data-align="right" className="max-sm:hidden">
                    {range(
                      formatMoney(moneyOf(impliedPerToken.min * MILLION), 'USD', 2),
                      formatMoney(moneyOf(impliedPerToken.max * MILLION), 'USD', 2),
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableScroll>
    </Section>
  );
}

const csvRows = (ranges: readonly LevelRange[]) => [
  ['level', 'published_min_usd', 'published_max_usd', 'possible_min_usd', 'possible_max_usd'],
  ...ranges.map(({ level, published, possible }) => [
    AGENT_LEVEL_PRESETS[level].heading,
    ...[published.min, published.max, possible.min, possible.max].map(moneyToString),
  ]),
];
