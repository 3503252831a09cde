import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { TableScroll } from '@/components/ui/table-scroll';
import { formatCount, formatMoney } from '@/lib/money/format';
import type { ReplaySumsDto } from '@/lib/routing/replay/replay-dto';

/** Calls, calls moved and cost before and after, in US dollars, a row for each part. */
export function ReplayTable({
  rows,
  first,
  caption,
  noteHead,
}: {
  rows: readonly (ReplaySumsDto & { name: string; note?: ReactNode })[];
  /** Head of the first column. */
  first: string;
  caption: string;
  /** Head of the notes, which stand below the name on a phone; absent: there are none. */
  noteHead?: string;
}) {
  const t = useTranslations('routing.replay');
  if (rows.length === 0) return <p className="py-3 text-ink2">{t('noneMoved')}</p>;
  const usd = (amount: string) => formatMoney(amount, 'USD');
  const figures = [
    { key: 'calls', text: (row: ReplaySumsDto) => formatCount(row.calls), phone: false },
    { key: 'callsMoved', text: (row: ReplaySumsDto) => formatCount(row.moved), phone: false },
    { key: 'before', text: (row: ReplaySumsDto) => usd(row.before), phone: false },
    { key: 'after', text: (row: ReplaySumsDto) => usd(row.after), phone: true },
    { key: 'saved', text: (row: ReplaySumsDto) => usd(row.saved), phone: true },
  ] as const;
  return (
    <TableScroll label={caption}>
      <table className="data-table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {noteHead && (
              <th scope="col" className="max-sm:hidden">
                {noteHead}
              </th>
            )}
            {figures.map(({ key, phone }) => (
              <th key={key} scope="col" data-align="right" className={phone ? undefined : 'max-sm:hidden'}>
                {t(`heads.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <td className="min-w-28 wrap-anywhere">
                {row.name}
                {noteHead && <span className="block text-sm sm:hidden">{row.note}</span>}
              </td>
              {noteHead && <td className="max-sm:hidden">{row.note}</td>}
              {figures.map(({ key, text, phone }) => (
                <td key={key} data-align="right" className={phone ? undefined : 'max-sm:hidden'}>
                  {text(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
