'use client';

import {
  type ColumnDef,
  flexRender,
  getCoreRowModel,
  getSortedRowModel,
  type OnChangeFn,
  type Row,
  type RowData,
  type SortingState,
  useReactTable,
} from '@tanstack/react-table';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { cn } from './cn';
import { TableScroll } from './table-scroll';

declare module '@tanstack/react-table' {
  interface ColumnMeta<TData extends RowData, TValue> {
    /** Figures are set right. */
    align?: 'left' | 'right';
    /** Left out below 640 px: only what the row can do without. */
    hideOnPhone?: boolean;
    className?: string;
  }
}

export interface DataTableProps<T> {
  data: readonly T[];
  columns: ColumnDef<T, never>[] | ColumnDef<T>[];
  /** Read out before the table; not shown. */
  caption: string;
  rowId?: (row: T) => string;
  /** Makes the first cell of a row a link, so that keyboard and pointer reach the same place. */
  rowHref?: (row: T) => string | undefined;
  sorting?: SortingState;
  onSortingChange?: OnChangeFn<SortingState>;
  /** True when the server sorts: rows are shown in the order given. */
  manualSorting?: boolean;
  footer?: ReactNode;
  empty?: ReactNode;
  /** Keeps the header in sight while the table's own box scrolls. */
  maxHeight?: string;
  className?: string;
}

const sortMark = { asc: '↑', desc: '↓' } as const;
const ariaSort = { asc: 'ascending', desc: 'descending' } as const;

/**
 * A table with sortable headers. Columns say `meta: { align: 'right' }` for figures and `enableSorting: false`
 * where order means nothing. Scrolls sideways inside its own box when the page is narrow.
 */
export function DataTable<T>({
  data,
  columns,
  caption,
  rowId,
  rowHref,
  sorting,
  onSortingChange,
  manualSorting = false,
  footer,
  empty,
  maxHeight,
  className,
}: DataTableProps<T>) {
  const [ownSorting, setOwnSorting] = useState<SortingState>([]);
  const table = useReactTable<T>({
    data: data as T[],
    columns: columns as ColumnDef<T>[],
    state: { sorting: sorting ?? ownSorting },
    onSortingChange: onSortingChange ?? setOwnSorting,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: manualSorting ? undefined : getSortedRowModel(),
    manualSorting,
    enableSortingRemoval: false,
    ...(rowId ? { getRowId: rowId } : {}),
  });
  if (data.length === 0 && empty) return <>{empty}</>;
  return (
    <TableScroll label={caption} className={className} style={{ maxHeight }}>
      <table className="data-table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => {
                const sorted = header.column.getIsSorted();
                const meta = header.column.columnDef.meta;
                const content = flexRender(header.column.columnDef.header, header.getContext());
                return (
                  <th
                    key={header.id}
                    scope="col"
                    aria-sort={sorted ? ariaSort[sorted] : undefined}
                    data-align={meta?.align}
                    className={cn(meta?.hideOnPhone && 'max-sm:hidden')}
                  >
                    {header.column.getCanSort() ? (
                      <button type="button" onClick={header.column.getToggleSortingHandler()}>
                        {content}
                        <span aria-hidden className={sorted ? '' : 'opacity-0'}>
                          {sortMark[sorted || 'desc']}
                        </span>
                      </button>
                    ) : (
                      content
                    )}
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <BodyRow key={row.id} row={row} href={rowHref?.(row.original)} />
          ))}
        </tbody>
        {footer && <tfoot>{footer}</tfoot>}
      </table>
    </TableScroll>
  );
}

function BodyRow<T>({ row, href }: { row: Row<T>; href: string | undefined }) {
  return (
    <tr data-linked={href ? '' : undefined}>
      {row.getVisibleCells().map((cell, index) => {
        const meta = cell.column.columnDef.meta;
        const content = flexRender(cell.column.columnDef.cell, cell.getContext());
        return (
          <td
            key={cell.id}
            data-align={meta?.align}
            className={cn(meta?.hideOnPhone && 'max-sm:hidden', meta?.className)}
          >
            {index === 0 && href ? <Link href={href}>{content}</Link> : content}
          </td>
        );
      })}
    </tr>
  );
}
