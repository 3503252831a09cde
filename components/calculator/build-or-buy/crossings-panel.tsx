'use client';

import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import { TableScroll } from '@/components/ui/table-scroll';
import { type CrossingComparison, impliedInputs } from '@/lib/calculator/build-versus-buy-seed';
import { formatCount } from '@/lib/money/format';
import { CsvButton } from '../kit/csv-button';
import { ratioText } from '../kit/ratio-text';
import { Figure } from '../kit/working';
import type { BuildResult } from './build-result';
import { useBuildText } from './use-build-text';

/** The published crossing points beside those of the inputs, why they differ, and what the published ones imply. */
export function CrossingsPanel({
  result,
  onPrice,
}: {
  result: BuildResult;
  onPrice: (usdPerMillion: string) => void;
}) {
  const { t, tokens } = useBuildText();
  return (
    <Section
      title={t('crossings.title')}
      note={t('crossings.note', { upTo: tokens(result.upTo) })}
      actions={<CsvButton file="build-or-buy-crossings" rows={() => csvRows(result.crossings)} />}
    >
      <TableScroll label={t('crossings.caption')}>
        <table className="data-table">
          <caption className="sr-only">{t('crossings.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('crossings.pair')}</th>
              {(['published', 'first', 'lasting'] as const).map((column) => (
                <th
                  key={column}
                  scope="col"
                  data-align="right"
                  className={column === 'lasting' ? 'max-sm:hidden' : undefined}
                >
                  {t(`crossings.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {result.crossings.map((row) => (
              <tr key={row.pair}>
                <th scope="row" className="font-normal">
                  {t(`crossings.pairs.${row.pair}`)}
                </th>
                <td data-align="right">{tokens(row.published)}</td>
                <td data-align="right">
                  <Point row={row} volume={row.first} />
                </td>
                <td data-align="right" className="text-ink2 max-sm:hidden">
                  {row.lasting === null ? t('crossings.never') : tokens(row.lasting)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <p className="mt-3 max-w-[64em] text-ink2">{t('crossings.why')}</p>
      <Implied onPrice={onPrice} />
    </Section>
  );
}

function Point({ row, volume }: { row: CrossingComparison; volume: bigint | null }) {
  const { t, tokens } = useBuildText();
  if (volume === null) return t('crossings.never');
  const name = t(`crossings.pairs.${row.pair}`);
  return (
    <Figure
      name={name}
      working={() => ({
        name,
        figure: tokens(volume),
        exact: formatCount(volume),
        formula: t('crossings.formula'),
        inputs: [[t('crossings.published'), formatCount(row.published)]],
        sources: [t('checks.source')],
      })}
    >
      {tokens(volume)}
    </Figure>
  );
}

function Implied({ onPrice }: { onPrice: (usdPerMillion: string) => void }) {
  const { t, perMillion, amount } = useBuildText();
  const implied = impliedInputs();
  const typed = ratioText({ n: implied.apiPerMillion, d: 10n ** 12n }, 6);
  return (
    <div className="mt-3 max-w-[64em] text-ink2">
      <h3 className="font-medium text-ink">{t('crossings.implied')}</h3>
      <p>{t('crossings.impliedLead')}</p>
      <ul className="my-1 list-disc pl-5">
        <li>{t('crossings.impliedApi', { value: perMillion(implied.apiPerMillion) })}</li>
        <li>
          {t('crossings.impliedFee', {
            fee: amount(implied.neocloudYearlyFee),
            hour: perMillion(implied.neocloudFeePerGpuHour),
          })}{' '}
          {t('crossings.impliedPer', { value: perMillion(implied.neocloudPerMillion) })}
        </li>
      </ul>
      <p>{t('crossings.impliedBack')}</p>
      <Button size="sm" className="mt-2" onClick={() => onPrice(typed)}>
        {t('crossings.useApi')}
      </Button>
    </div>
  );
}

const csvRows = (crossings: readonly CrossingComparison[]) => [
  ['pair', 'published_tokens_a_year', 'first_tokens_a_year', 'lasting_tokens_a_year'],
  ...crossings.map(({ pair, published, first, lasting }) => [
    pair,
    String(published),
    first === null ? null : String(first),
    lasting === null ? null : String(lasting),
  ]),
];
