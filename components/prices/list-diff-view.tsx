'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Status } from '@/components/ui/status';
import { TableScroll } from '@/components/ui/table-scroll';
import { formatCount } from '@/lib/money/format';
import type { ListDiff, ListDiffRow } from '@/lib/pricing/list-diff';
import { RatesSummary } from './rates-summary';

const FIRST = 25;
const COUNTS = ['new', 'changed', 'unchanged', 'unreadable', 'repeated', 'missing'] as const;

/** What a price map would add and change, before it is stored, and what of it cannot be read. */
export function ListDiffView({ diff, action }: { diff: ListDiff; action: ReactNode }) {
  const t = useTranslations('prices.import');
  const { counts, book } = diff;
  return (
    <div className="grid gap-5">
      <dl className="flex flex-wrap gap-x-8 gap-y-3">
        {COUNTS.map((name) => (
          <div key={name}>
            <dt className="text-xs text-ink2">{t(`counts.${name}`)}</dt>
            <dd className="font-serif text-[21px] leading-tight tabular-nums">{formatCount(counts[name])}</dd>
          </div>
        ))}
      </dl>
      <p>
        {t('book', {
          same: formatCount(book.same),
          differs: formatCount(book.differs),
          none: formatCount(book.none),
        })}{' '}
        {t(diff.isCharging ? 'charging' : 'comparing')}
      </p>
      {action}
      <DiffRows diff={diff} />
      {diff.unreadable.length > 0 && (
        <details>
          <summary className="cursor-pointer text-ink2 hover:text-ink">
            {t('unreadable', { count: formatCount(counts.unreadable) })}
          </summary>
          <ul className="grid gap-2 pt-2">
            {diff.unreadable.map(({ reason, count, examples }) => (
              <li key={reason} className="break-all">
                <span className="block">{t(`reasons.${reason}`, { count: formatCount(count) })}</span>
                <span className="text-xs text-ink2">{examples.join(', ')}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function DiffRows({ diff }: { diff: ListDiff }) {
  const t = useTranslations('prices.import');
  const [shown, setShown] = useState(FIRST);
  const moved = diff.counts.new + diff.counts.changed;
  if (diff.rows.length === 0) return null;
  return (
    <div className="grid justify-items-start gap-2">
      <TableScroll label={t('caption')} className="w-full">
        <table className="data-table">
          <caption className="sr-only">{t('caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('model')}</th>
              <th scope="col" className="max-sm:hidden">
                {t('before')}
              </th>
              <th scope="col">{t('after')}</th>
              <th scope="col" className="max-sm:hidden">
                {t('beside')}
              </th>
            </tr>
          </thead>
          <tbody>
            {diff.rows.slice(0, shown).map((row) => (
              <DiffRow key={row.label} row={row} />
            ))}
          </tbody>
        </table>
      </TableScroll>
      <span className="text-xs text-ink2">
        {t('shown', { shown: formatCount(Math.min(shown, diff.rows.length)), total: formatCount(moved) })}
      </span>
      {shown < diff.rows.length && (
        <Button size="sm" onClick={() => setShown(shown + 100)}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}

function DiffRow({ row }: { row: ListDiffRow }) {
  const t = useTranslations('prices.import');
  return (
    <tr className="align-top">
      <td className="min-w-[140px]">
        <span className="grid">
          <span className="break-all">{row.label}</span>
          <span className="text-xs text-ink2">{t(`counts.${row.state}`)}</span>
        </span>
      </td>
      <td className="min-w-[150px] max-sm:hidden">
        {row.before ? <RatesSummary rates={row.before} /> : '–'}
      </td>
      <td className="min-w-[150px]">
        <RatesSummary rates={row.after} />
      </td>
      <td className="max-sm:hidden">
        <Status tone={row.book === 'differs' ? 'warn' : row.book === 'same' ? 'good' : 'neutral'}>
          {t(`books.${row.book}`)}
        </Status>
      </td>
    </tr>
  );
}
