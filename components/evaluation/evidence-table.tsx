'use client';

import type { ColumnDef } from '@tanstack/react-table';
import { DataTable } from '@/components/ui/data-table';
import type { EvidenceRow } from '@/lib/evaluation/evidence';
import { useEvidenceText } from './use-evidence-text';
import { VerdictMark } from './verdict-mark';

/** What is known of each model on each kind of work, against the model it would replace. */
export function EvidenceTable({ rows }: { rows: readonly EvidenceRow[] }) {
  const { t, percent, points, amount, instant } = useEvidenceText();
  const columns: ColumnDef<EvidenceRow>[] = [
    {
      id: 'model',
      header: t('columns.model'),
      enableSorting: false,
      cell: ({ row: { original } }) => (
        <>
          <span className="block">{original.taskClass}</span>
          <span className="text-xs text-ink2 sm:whitespace-nowrap">{original.model}</span>
        </>
      ),
    },
    {
      id: 'verdict',
      header: t('columns.verdict'),
      enableSorting: false,
      cell: ({ row: { original } }) => <VerdictMark verdict={original.verdict} stale={original.stale} />,
    },
    {
      id: 'baseline',
      header: t('columns.baseline'),
      enableSorting: false,
      meta: { hideOnPhone: true },
      cell: ({ row: { original } }) => <span className="whitespace-nowrap">{original.baseline}</span>,
    },
    {
      id: 'difference',
      header: t('columns.difference'),
      enableSorting: false,
      meta: { align: 'right' },
      cell: ({ row: { original } }) => (
        <>
          <p>{points(original.difference)}</p>
          <p className="text-xs text-ink2 max-sm:max-w-28 max-sm:whitespace-normal">
            {t('interval', { low: points(original.low), high: points(original.high) })}
          </p>
        </>
      ),
    },
    {
      id: 'margin',
      header: t('columns.margin'),
      enableSorting: false,
      meta: { align: 'right', hideOnPhone: true },
      cell: ({ row: { original } }) => percent(original.margin),
    },
    {
      id: 'cost',
      header: t('columns.costPerCorrect'),
      enableSorting: false,
      meta: { align: 'right', hideOnPhone: true },
      cell: ({ row: { original } }) => (
        <>
          <p>{amount(original.costPerCorrect)}</p>
          <p className="text-xs text-ink2">
            {t('instead', { amount: amount(original.baselineCostPerCorrect) })}
          </p>
        </>
      ),
    },
    {
      id: 'measured',
      header: t('columns.measured'),
      enableSorting: false,
      meta: { align: 'right', hideOnPhone: true },
      cell: ({ row: { original } }) => (
        <>
          <p>{t('cases', { cases: original.cases })}</p>
          <p className="text-xs text-ink2">{instant(original.measuredAt)}</p>
        </>
      ),
    },
  ];
  return (
    <DataTable
      data={rows}
      columns={columns}
      caption={t('title')}
      rowId={({ id }) => id}
      rowHref={({ id }) => `/routing/evidence/${id}`}
    />
  );
}
