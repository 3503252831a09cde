'use client';

import type { ColumnDef } from '@tanstack/react-table';
import { DataTable } from '@/components/ui/data-table';
import type { GoldenSetDto, RunDto } from '@/lib/evaluation/evaluation-dto';
import { RunProgress } from './run-progress';
import { useEvidenceText } from './use-evidence-text';

interface Row {
  run: RunDto;
  set: GoldenSetDto;
}

/** Every run, the newest first, with how far it is, what it scored and what it cost of its cap. */
export function RunTable({ sets }: { sets: readonly GoldenSetDto[] }) {
  const { t, percent, amount, instant } = useEvidenceText();
  const rows: Row[] = sets
    .flatMap((set) => set.runs.map((run) => ({ run, set })))
    .sort((a, b) => Number(BigInt(b.run.id) - BigInt(a.run.id)));
  const columns: ColumnDef<Row>[] = [
    {
      id: 'run',
      header: t('run.run'),
      enableSorting: false,
      cell: ({ row: { original } }) => (
        <span className="block">
          {original.run.model}
          <span className="block text-xs text-ink2">
            {original.set.name} · {original.set.taskClass}
          </span>
        </span>
      ),
    },
    {
      id: 'state',
      header: t('run.state'),
      enableSorting: false,
      cell: ({ row: { original } }) => <RunProgress run={original.run} cases={original.set.cases} />,
    },
    {
      id: 'score',
      header: t('run.score'),
      enableSorting: false,
      meta: { align: 'right' },
      cell: ({ row: { original } }) => (original.run.score === null ? '–' : percent(original.run.score)),
    },
    {
      id: 'cost',
      header: t('run.cost'),
      enableSorting: false,
      meta: { align: 'right', hideOnPhone: true },
      cell: ({ row: { original } }) => (
        <>
          <p>{original.run.answers === 0 ? '–' : amount(original.run.cost)}</p>
          {original.run.cap !== null && (
            <p className="text-xs text-ink2">{t('run.ofCap', { cap: amount(original.run.cap) })}</p>
          )}
        </>
      ),
    },
    {
      id: 'started',
      header: t('run.started'),
      enableSorting: false,
      meta: { hideOnPhone: true },
      cell: ({ row: { original } }) => (
        <>
          <p>{original.run.startedByName}</p>
          <p className="text-xs text-ink2">{instant(original.run.startedAt)}</p>
        </>
      ),
    },
  ];
  return (
    <DataTable
      data={rows}
      columns={columns}
      caption={t('run.title')}
      rowId={({ run }) => run.id}
      rowHref={({ run }) => `/routing/evidence/runs/${run.id}`}
    />
  );
}
