'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import { TableSkeleton } from '@/components/ui/skeleton';
import { TableScroll } from '@/components/ui/table-scroll';
import type { BudgetRow, DenialRow } from '@/lib/budgets/budget-dto';
import { formatCount } from '@/lib/money/format';
import { useBudgetActions } from './actions-context';
import { unwrap } from './unwrap';
import { useBudgetText } from './use-budget-text';

/** Who was blocked by this budget in the period, and why; a page at a time. */
export function Denials({
  budget,
  day,
  timeZone,
}: {
  budget: BudgetRow;
  day: string | null;
  timeZone: string;
}) {
  const { t } = useBudgetText();
  const { readDenials } = useBudgetActions();
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: ['budgets', 'denials', budget.id, day],
    queryFn: ({ pageParam }) => unwrap(readDenials(budget.id, day, pageParam)),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: 30_000,
  });
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  const total = data?.pages[0]?.total;
  return (
    <Section
      title={t('denials.title')}
      note={
        total === undefined
          ? undefined
          : t('denials.count', { count: Number(total), shown: formatCount(total) })
      }
    >
      {error ? (
        <p role="alert" className="flex items-center gap-3">
          {error.message}{' '}
          <Button size="sm" onClick={() => void refetch()}>
            {t('retry')}
          </Button>
        </p>
      ) : !data ? (
        <TableSkeleton rows={3} label={t('loading')} />
      ) : rows.length === 0 ? (
        <p className="text-ink2">{t('denials.none')}</p>
      ) : (
        <DenialTable rows={rows} budget={budget} timeZone={timeZone} />
      )}
      {hasNextPage && (
        <Button className="mt-3" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('denials.more')}
        </Button>
      )}
    </Section>
  );
}

function DenialTable({
  rows,
  budget,
  timeZone,
}: {
  rows: readonly DenialRow[];
  budget: BudgetRow;
  timeZone: string;
}) {
  const { t, amount, instant } = useBudgetText();
  return (
    <TableScroll label={t('denials.title')}>
      <table className="data-table">
        <caption className="sr-only">{t('denials.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('denials.time')}</th>
            <th scope="col">{t('denials.who')}</th>
            <th scope="col" className="max-sm:hidden">
              {t('denials.model')}
            </th>
            <th scope="col">{t('denials.why')}</th>
            <th scope="col" data-align="right">
              {t('denials.estimate')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="whitespace-nowrap">{instant(row.at, timeZone)}</td>
              <td>
                {row.workflow ?? row.feature ?? row.team}
                <span className="block text-xs text-ink2">
                  {[row.workflow || row.feature ? row.team : null, row.user?.slice(0, 12)]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </td>
              <td className="max-sm:hidden">{row.model ?? '–'}</td>
              <td>
                {t.has(`reasons.${row.reason}`) ? t(`reasons.${row.reason}` as 'reasons.killed') : row.reason}
                {row.degraded && <span className="block text-xs text-warn">{t('denials.degraded')}</span>}
              </td>
              <td data-align="right">
                {row.estimate === null ? (
                  <span className="text-warn">{t('denials.unpriced')}</span>
                ) : (
                  amount(row.estimate, budget)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
