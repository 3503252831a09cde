'use client';

import type { ColumnDef } from '@tanstack/react-table';
import Link from 'next/link';
import { DataTable } from '@/components/ui/data-table';
import { Status } from '@/components/ui/status';
import type { PolicySummaryDto } from '@/lib/routing/policy-dto';
import { useRoutingText } from './use-routing-text';
import { VersionStatusMark } from './version-status';

/** Each policy with whom it is for, what is in force and what is being worked on. */
export function PolicyTable({ policies }: { policies: readonly PolicySummaryDto[] }) {
  const { t, instant } = useRoutingText();
  const columns: ColumnDef<PolicySummaryDto>[] = [
    { id: 'name', header: t('columns.policy'), enableSorting: false, cell: ({ row }) => row.original.name },
    {
      id: 'team',
      header: t('columns.scope'),
      enableSorting: false,
      meta: { hideOnPhone: true },
      cell: ({ row }) => row.original.team?.name ?? t('list.everyone'),
    },
    {
      id: 'published',
      header: t('columns.inForce'),
      enableSorting: false,
      cell: ({ row: { original } }) => {
        const { published, retiredAt } = original;
        if (retiredAt) return t('status.retired');
        if (!published) return <span className="text-ink2">{t('list.nothing')}</span>;
        return (
          <>
            <p>{t('list.inForce', { version: published.version, rules: published.rules })}</p>
            <p className="text-xs text-ink2">{instant(published.from)}</p>
            {original.aged.length > 0 && (
              <Status tone="warn">{t('aged.count', { count: original.aged.length })}</Status>
            )}
          </>
        );
      },
    },
    {
      id: 'open',
      header: t('columns.open'),
      enableSorting: false,
      cell: ({ row: { original } }) =>
        original.open.map(({ versionId, version, status, savedBy }) => (
          <p key={versionId} className="flex flex-wrap gap-x-2">
            <Link href={`/routing/${original.id}?version=${versionId}`} className="relative z-1">
              {t('version', { version })}
            </Link>
            <VersionStatusMark status={status} />
            <span className="text-ink2 max-sm:hidden">{savedBy}</span>
          </p>
        )),
    },
  ];
  return (
    <DataTable
      data={policies}
      columns={columns}
      caption={t('list.title')}
      rowId={({ id }) => id}
      rowHref={({ id }) => `/routing/${id}`}
    />
  );
}
