'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { unwrap } from '@/components/budgets/unwrap';
import { When } from '@/components/data/when';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { PlainTable } from '@/components/ui/plain-table';
import { Section } from '@/components/ui/section';
import type { Currency } from '@/lib/money/currency';
import type { OutcomePage, OutcomeRow } from '@/lib/outcomes/dto';
import { useWorkflowActions } from './actions-context';
import { useWorkflowText } from './use-workflow-text';

/** What was recorded in the period, newest first: who or what reported it, and why where a person did. */
export function EntriesPanel({
  workflow,
  period,
  first,
  currency,
  timeZone,
  onCorrect,
  actions,
}: {
  workflow: string;
  period: { from: string; to: string };
  first: OutcomePage;
  currency: Currency;
  timeZone: string;
  /** Null for who may not correct. */
  onCorrect: ((row: OutcomeRow) => void) | null;
  actions: ReactNode;
}) {
  const { t, count } = useWorkflowText(currency);
  const { readEntries } = useWorkflowActions();
  const pages = useInfiniteQuery({
    queryKey: ['workflows', 'entries', workflow, period.from, period.to],
    queryFn: ({ pageParam }) => unwrap(readEntries(workflow, period, pageParam)),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [first], pageParams: [null] },
    staleTime: 30_000,
  });
  const rows = pages.data.pages.flatMap((page) => page.rows);
  const headings = [
    { key: 'when', label: t('entries.when') },
    { key: 'outcome', label: t('entries.outcome'), hideOnPhone: true },
    { key: 'count', label: t('entries.count'), align: 'right' as const },
    { key: 'how', label: t('entries.how') },
    { key: 'why', label: t('entries.why'), hideOnPhone: true },
    ...(onCorrect
      ? [
          {
            key: 'correct',
            label: <span className="sr-only">{t('entries.correct')}</span>,
            align: 'right' as const,
          },
        ]
      : []),
  ];
  return (
    <Section title={t('entries.title')} note={t('entries.note')} actions={actions}>
      {rows.length === 0 ? (
        <p className="text-ink2">{t('entries.none')}</p>
      ) : (
        <PlainTable caption={t('entries.title')} headings={headings}>
          {rows.map((row) => (
            <tr key={row.seq} data-testid="outcome-entry">
              <td>
                <When at={row.occurredAt} timeZone={timeZone} />
              </td>
              <td className="max-sm:hidden">
                <code>{row.outcome}</code>
                <span className="block text-xs text-ink2">{row.team.name}</span>
              </td>
              <td data-align="right" className={cn(row.count.startsWith('-') && 'text-bad')}>
                {count(row.count)}
              </td>
              <td>
                {t(`entries.kinds.${row.entry}`)}
                <span className="block text-xs text-ink2">{row.recordedBy ?? row.source}</span>
                {row.reason && <span className="block text-xs sm:hidden">{row.reason}</span>}
              </td>
              <td className="max-sm:hidden">{row.reason ?? <span className="text-ink3">–</span>}</td>
              {onCorrect && (
                <td data-align="right">
                  {row.entry !== 'correction' && (
                    <Button
                      size="sm"
                      variant="quiet"
                      onClick={() => onCorrect(row)}
                      aria-label={t('entries.correctOf', { count: count(row.count), outcome: row.outcome })}
                    >
                      {t('entries.correct')}
                    </Button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </PlainTable>
      )}
      {pages.hasNextPage && (
        <Button className="mt-3" busy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          {t('entries.more')}
        </Button>
      )}
    </Section>
  );
}
