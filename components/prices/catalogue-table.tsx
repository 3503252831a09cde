'use client';

import type { ColumnDef } from '@tanstack/react-table';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { DataTable } from '@/components/ui/data-table';
import { formatCount } from '@/lib/money/format';
import type { CatalogueRow } from '@/lib/pricing/catalogue-dto';
import { PriceCell } from './price-cell';

/** A page of the catalogue; the first cell opens the model. */
export function CatalogueTable({ rows }: { rows: readonly CatalogueRow[] }) {
  const t = useTranslations('prices');
  const right = { align: 'right' as const };
  const columns: ColumnDef<CatalogueRow>[] = [
    {
      id: 'model',
      header: t('columns.model'),
      enableSorting: false,
      cell: ({ row: { original } }) => <ModelName row={original} />,
    },
    {
      id: 'tier',
      header: t('columns.tier'),
      enableSorting: false,
      meta: { hideOnPhone: true, className: 'whitespace-nowrap' },
      cell: ({ row }) => t(`tiers.${row.original.tier ?? 'none'}`),
    },
    {
      id: 'context',
      header: t('columns.context'),
      enableSorting: false,
      meta: { ...right, hideOnPhone: true },
      cell: ({ row }) => (row.original.contextWindow ? formatCount(row.original.contextWindow) : '–'),
    },
    {
      id: 'input',
      header: t('columns.input'),
      enableSorting: false,
      meta: right,
      cell: ({ row }) => <PriceCell rates={row.original.rates} tokenClass="input" />,
    },
    {
      id: 'cacheRead',
      header: t('columns.cacheRead'),
      enableSorting: false,
      meta: { ...right, hideOnPhone: true },
      cell: ({ row }) => <PriceCell rates={row.original.rates} tokenClass="cacheRead" />,
    },
    {
      id: 'output',
      header: t('columns.output'),
      enableSorting: false,
      meta: right,
      cell: ({ row }) => <PriceCell rates={row.original.rates} tokenClass="output" />,
    },
    {
      id: 'list',
      header: t('columns.list'),
      enableSorting: false,
      meta: { hideOnPhone: true },
      cell: ({ row }) => <PriceFrom row={row.original} />,
    },
  ];
  return (
    <DataTable<CatalogueRow>
      data={rows}
      caption={t('caption')}
      rowId={(row) => row.modelId}
      rowHref={(row) => `/prices/models/${row.modelId}`}
      manualSorting
      columns={columns}
    />
  );
}

function ModelName({ row }: { row: CatalogueRow }) {
  return (
    <span className="grid min-w-0">
      <span className="break-words">{row.name}</span>
      <span className="text-xs break-all text-ink2">
        {row.providerName} · {row.key}
      </span>
    </span>
  );
}

function PriceFrom({ row }: { row: CatalogueRow }) {
  const t = useTranslations('prices');
  if (!row.rates) return <span className="text-warn">{t('noPrice')}</span>;
  if (row.rates.selfHosted) return <span className="text-warn">{t('selfHosted')}</span>;
  return (
    <span className="flex flex-wrap items-center gap-1.5 text-ink2">
      <span>{row.listName}</span>
      {row.listsDiffer && <Badge tone="warn">{t('differs')}</Badge>}
      {row.rates.contextTiers && <Badge>{t('tiered')}</Badge>}
      {row.rates.windows && <Badge>{t('timed')}</Badge>}
    </span>
  );
}
