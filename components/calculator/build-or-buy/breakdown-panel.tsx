'use client';

import { Section } from '@/components/ui/section';
import { TableScroll } from '@/components/ui/table-scroll';
import { COST_PARTS } from '@/lib/calculator/build-versus-buy';
import { PUBLISHED_TCO } from '@/lib/calculator/build-versus-buy-published';
import { formatShare } from '@/lib/money/format';
import { moneyToString } from '@/lib/money/money';
import { CsvButton } from '../kit/csv-button';
import { useRateLine } from '../kit/use-rate-line';
import { Figure } from '../kit/working';
import type { BuildResult } from './build-result';
import { useBuildText } from './use-build-text';

const COLOURS = ['var(--c1)', 'var(--c2)', 'var(--c3)', 'var(--c4)'] as const;

/** Own hardware in the document's four parts, 53, 17, 17 and 13 per cent of its own. */
export function BreakdownPanel({ result: { breakdown } }: { result: BuildResult }) {
  const { t, amount, reading } = useBuildText();
  const rateLine = useRateLine();
  const { nodes, total, parts } = breakdown;
  const shareOf = (part: (typeof COST_PARTS)[number]) => (total > 0n ? formatShare(parts[part], total) : '–');
  return (
    <Section
      title={t('breakdown.title')}
      note={t('breakdown.note', { nodes: Number(nodes), total: amount(total) })}
      actions={
        <CsvButton
          file="build-or-buy-breakdown"
          rows={() => [
            ['part', 'usd_a_year', 'published_percent'],
            ...COST_PARTS.map((part) => [
              part,
              moneyToString(parts[part]),
              PUBLISHED_TCO.breakdown.percent[part],
            ]),
          ]}
        />
      }
    >
      <div aria-hidden className="mb-2 flex h-3 gap-px overflow-hidden rounded-[2px]">
        {COST_PARTS.map((part, i) => (
          <span
            key={part}
            style={{
              width: total > 0n ? `${Number((parts[part] * 10_000n) / total) / 100}%` : 0,
              background: COLOURS[i],
            }}
          />
        ))}
      </div>
      <TableScroll label={t('breakdown.caption')}>
        <table className="data-table">
          <caption className="sr-only">{t('breakdown.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('breakdown.part')}</th>
              {(['amount', 'share', 'published'] as const).map((column) => (
                <th key={column} scope="col" data-align="right">
                  {t(`breakdown.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {COST_PARTS.map((part, i) => {
              const name = t(`breakdown.parts.${part}`);
              return (
                <tr key={part}>
                  <th scope="row" className="font-normal">
                    <span
                      aria-hidden
                      className="mr-2 inline-block h-2.5 w-[3px] rounded-[1px]"
                      style={{ background: COLOURS[i] }}
                    />
                    {name}
                  </th>
                  <td data-align="right">
                    <Figure
                      name={name}
                      working={() => ({
                        name,
                        figure: amount(parts[part]),
                        exact: `${moneyToString(reading.convert(parts[part]))} ${reading.currency}`,
                        formula: t('breakdown.formula'),
                        inputs: [
                          [t('years.nodes'), String(nodes)],
                          [t('hybrid.total'), amount(total)],
                        ],
                        sources: [rateLine],
                      })}
                    >
                      {amount(parts[part])}
                    </Figure>
                  </td>
                  <td data-align="right">{shareOf(part)}</td>
                  <td data-align="right" className="text-ink2">
                    {PUBLISHED_TCO.breakdown.percent[part]} %
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableScroll>
      <p className="mt-2 text-xs text-ink2">{t('breakdown.sum')}</p>
    </Section>
  );
}
