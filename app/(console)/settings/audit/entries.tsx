'use client';

import type { ColumnDef } from '@tanstack/react-table';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Section } from '@/components/ui/section';
import { Sheet } from '@/components/ui/sheet';
import { tableTime } from '@/lib/access/list-time';
import type { AuditRow } from '@/lib/access/server/list-audit';
import { type AuditSearch, auditHref } from './search-params';

export function AuditEntries({
  rows,
  next,
  search,
  timeZone,
}: {
  rows: AuditRow[];
  next: string | null;
  search: AuditSearch;
  timeZone: string;
}) {
  const t = useTranslations('settings.audit');
  const roles = useTranslations('settings.roles');
  const [open, setOpen] = useState<AuditRow>();

  const columns: ColumnDef<AuditRow>[] = [
    {
      accessorKey: 'at',
      header: t('when'),
      enableSorting: false,
      cell: ({ row: { original } }) => (
        <span className="whitespace-nowrap">{tableTime(original.at, timeZone)}</span>
      ),
    },
    {
      accessorKey: 'actorName',
      header: t('who'),
      enableSorting: false,
      cell: ({ row: { original } }) => (
        <span>
          {original.actorName}{' '}
          <span className="text-xs text-ink2">
            {original.actorRole && roles.has(original.actorRole) ? roles(original.actorRole) : ''}
          </span>
        </span>
      ),
    },
    {
      accessorKey: 'action',
      header: t('what'),
      enableSorting: false,
      cell: ({ row: { original } }) => (
        <button
          type="button"
          className="text-link text-left font-mono text-xs"
          onClick={() => setOpen(original)}
        >
          {original.action}
        </button>
      ),
    },
    {
      id: 'subject',
      header: t('subject'),
      enableSorting: false,
      meta: { hideOnPhone: true },
      cell: ({ row: { original } }) => (
        <span className="text-ink2">
          {original.subjectKind} <code className="text-xs">{shorten(original.subjectId)}</code>
        </span>
      ),
    },
    {
      accessorKey: 'reason',
      header: t('why'),
      enableSorting: false,
      meta: { hideOnPhone: true },
      cell: ({ row: { original } }) => <span className="break-words">{original.reason}</span>,
    },
  ];

  return (
    <Section
      title={t('entries')}
      actions={
        <>
          {search.before && (
            <Button asChild size="sm">
              <Link href={auditHref({ ...search, before: '' })}>{t('newest')}</Link>
            </Button>
          )}
          {next && (
            <Button asChild size="sm">
              <Link href={auditHref({ ...search, before: next })}>{t('older')}</Link>
            </Button>
          )}
        </>
      }
    >
      <DataTable
        data={rows}
        columns={columns}
        caption={t('entries')}
        rowId={(row) => row.seq}
        empty={<EmptyState title={t('empty')}>{t('emptyHelp')}</EmptyState>}
      />
      <Sheet
        open={open !== undefined}
        onOpenChange={(stays) => !stays && setOpen(undefined)}
        title={t('entry', { seq: open?.seq ?? '' })}
        description={open && `${open.action} · ${tableTime(open.at, timeZone)} · ${open.actorName}`}
      >
        {open && <EntryDetail entry={open} />}
      </Sheet>
    </Section>
  );
}

function EntryDetail({ entry }: { entry: AuditRow }) {
  const t = useTranslations('settings.audit');
  const parts = [
    [t('subject'), `${entry.subjectKind} ${entry.subjectId}`],
    [t('why'), entry.reason],
    [t('before'), entry.before === null ? null : JSON.stringify(entry.before, null, 2)],
    [t('after'), entry.after === null ? null : JSON.stringify(entry.after, null, 2)],
    [t('hash'), entry.hash],
  ] as const;
  return (
    <dl className="grid gap-3">
      {parts.map(
        ([label, value]) =>
          value && (
            <div key={label}>
              <dt className="text-xs text-ink3">{label}</dt>
              <dd className="font-mono text-xs break-all whitespace-pre-wrap">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

const shorten = (id: string): string => (id.length > 14 ? `${id.slice(0, 12)}…` : id);
