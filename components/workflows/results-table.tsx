'use client';

import type { ColumnDef } from '@tanstack/react-table';
import { cn } from '@/components/ui/cn';
import { DataTable } from '@/components/ui/data-table';
import type { Currency } from '@/lib/money/currency';
import type { WorkflowResult } from '@/lib/outcomes/profit-and-loss';
import { ResultCards } from './result-cards';
import { StateMark } from './state-mark';
import { compareAmounts, isLoss } from './totals';
import { useWorkflowText, type WorkflowText } from './use-workflow-text';

interface ResultsTableProps {
  results: readonly WorkflowResult[];
  currency: Currency;
  caption: string;
  /** The workflow's own page. */
  hrefOf: (result: WorkflowResult) => string;
}

/** Profit and loss of every workflow: a table on a desk, a list of cards on a phone. */
export function ResultsTable({ results, currency, caption, hrefOf }: ResultsTableProps) {
  const text = useWorkflowText(currency);
  return (
    <>
      <div className="max-sm:hidden">
        <DataTable
          data={results}
          columns={columnsOf(text)}
          caption={caption}
          rowId={({ workflow }) => workflow}
          rowHref={hrefOf}
        />
      </div>
      <div className="sm:hidden">
        <ResultCards results={results} currency={currency} hrefOf={hrefOf} />
      </div>
    </>
  );
}

function columnsOf(text: WorkflowText): ColumnDef<WorkflowResult>[] {
  const { t, count, signed, teamsText } = text;
  return [
    {
      id: 'workflow',
      header: t('columns.workflow'),
      accessorFn: ({ label }) => label,
      cell: ({ row: { original } }) => (
        <>
          <span className="font-medium">{original.label}</span>
          <span className="block text-xs text-ink2">
            {[original.outcome?.unit, teamsText(original.teams)].filter(Boolean).join(' · ')}
          </span>
        </>
      ),
    },
    {
      ...amountColumn('outcomes', ({ outcomes }) => outcomes),
      cell: ({ row: { original } }) => (original.outcome ? count(original.outcomes) : '–'),
    },
    amountColumn('costEach', ({ costPerOutcome }) => costPerOutcome),
    amountColumn('worthEach', ({ valuePerOutcome }) => valuePerOutcome),
    amountColumn('cost', ({ effectiveCost }) => effectiveCost.value),
    {
      ...amountColumn('margin', ({ margin }) => margin),
      cell: ({ row: { original } }) => (
        <span
          className={cn(original.margin !== null && (isLoss(original.margin) ? 'text-bad' : 'text-good'))}
          title={original.margin ?? undefined}
          data-value={original.margin ?? ''}
        >
          {signed(original.margin)}
        </span>
      ),
    },
    {
      id: 'state',
      header: t('columns.state'),
      meta: { align: 'right' },
      enableSorting: false,
      cell: ({ row: { original } }) => <StateMark result={original} />,
    },
  ];

  function amountColumn(
    id: 'outcomes' | 'costEach' | 'worthEach' | 'cost' | 'margin',
    read: (result: WorkflowResult) => string | null,
  ): ColumnDef<WorkflowResult> {
    return {
      id,
      header: t(`columns.${id}`),
      meta: { align: 'right' },
      accessorFn: read,
      sortingFn: (a, b) => compareAmounts(read(a.original), read(b.original)),
      cell: ({ row: { original } }) => (
        <span title={read(original) ?? undefined}>{text.money(read(original))}</span>
      ),
    };
  }
}
