'use client';

import type { ColumnDef } from '@tanstack/react-table';
import { DataTable } from '@/components/ui/data-table';
import type { PolicyVersionDto } from '@/lib/routing/policy-dto';
import { useRoutingText } from './use-routing-text';
import { VersionStatusMark } from './version-status';

/** Every version with who wrote it, who handed it in, who approved it and who put it in force. */
export function VersionList({
  policyId,
  versions,
}: {
  policyId: string;
  versions: readonly PolicyVersionDto[];
}) {
  const { t, instant } = useRoutingText();
  const step = (by: string | null, at: string | null) =>
    by && at ? (
      <>
        <p>{by}</p>
        <p className="text-xs whitespace-nowrap text-ink2">{instant(at)}</p>
      </>
    ) : (
      <span className="text-ink3">–</span>
    );
  const columns: ColumnDef<PolicyVersionDto>[] = [
    {
      id: 'version',
      header: t('columns.version'),
      enableSorting: false,
      cell: ({ row }) => t('version', { version: row.original.version }),
    },
    {
      id: 'status',
      header: t('columns.status'),
      enableSorting: false,
      cell: ({ row: { original } }) => (
        <>
          <VersionStatusMark status={original.status} />
          {original.retiredBecause && (
            <p className="text-xs text-ink2">{t(`because.${original.retiredBecause}`)}</p>
          )}
        </>
      ),
    },
    {
      id: 'saved',
      header: t('columns.saved'),
      enableSorting: false,
      cell: ({ row: { original } }) => step(original.savedBy, original.savedAt),
    },
    {
      id: 'submitted',
      header: t('columns.submitted'),
      enableSorting: false,
      meta: { hideOnPhone: true },
      cell: ({ row: { original } }) => step(original.submittedBy, original.submittedAt),
    },
    {
      id: 'approved',
      header: t('columns.approved'),
      enableSorting: false,
      meta: { hideOnPhone: true },
      cell: ({ row: { original } }) => step(original.approvedBy, original.approvedAt),
    },
    {
      id: 'published',
      header: t('columns.published'),
      enableSorting: false,
      meta: { hideOnPhone: true },
      cell: ({ row: { original } }) => step(original.publishedBy, original.publishedAt),
    },
  ];
  return (
    <DataTable
      data={versions}
      columns={columns}
      caption={t('history.title')}
      rowId={({ id }) => id}
      rowHref={({ id }) => `/routing/${policyId}?version=${id}`}
    />
  );
}
