import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { TableScroll } from '@/components/ui/table-scroll';
import type { ListDifference } from '@/lib/pricing/catalogue-dto';
import type { TokenClass } from '@/lib/pricing/rates';
import { PriceCell } from './price-cell';

const isClass = (name: string): name is TokenClass => name !== 'selfHosted';

/** One line for each class in which two lists disagree about a model. */
export function DifferencesTable({ rows }: { rows: readonly ListDifference[] }) {
  const t = useTranslations('prices');
  return (
    <TableScroll label={t('differences.caption')}>
      <table className="data-table">
        <caption className="sr-only">{t('differences.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('columns.model')}</th>
            <th scope="col">{t('differences.classes')}</th>
            <th scope="col" data-align="right">
              {t('differences.charged')}
            </th>
            <th scope="col" data-align="right">
              {t('differences.other')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.flatMap((row) =>
            row.classes.map((name, i) => (
              <Line key={`${row.modelId}${name}`} row={row} name={name} first={i === 0} />
            )),
          )}
        </tbody>
      </table>
    </TableScroll>
  );
}

function Line({ row, name, first }: { row: ListDifference; name: string; first: boolean }) {
  const t = useTranslations('prices');
  const [charging, ...others] = row.entries;
  const cell = (entry: ListDifference['entries'][number]) => (
    <span className="grid justify-items-end">
      {entry.rates.selfHosted ? (
        <span>{t('selfHosted')}</span>
      ) : (
        <PriceCell rates={entry.rates} tokenClass={isClass(name) ? name : 'output'} />
      )}
      <span className="text-xs whitespace-normal text-ink2">{entry.listName}</span>
    </span>
  );
  return (
    <tr>
      <td>
        {first && (
          <Link href={`/prices/models/${row.modelId}`} className="grid no-underline hover:underline">
            <span>{row.name}</span>
            <span className="text-xs break-all text-ink2">{row.label}</span>
          </Link>
        )}
      </td>
      <td>{t(`classes.${name as TokenClass}`)}</td>
      <td data-align="right">{charging && cell(charging)}</td>
      <td data-align="right">
        {others.map((entry) => (
          <div key={entry.listKey}>{cell(entry)}</div>
        ))}
      </td>
    </tr>
  );
}
