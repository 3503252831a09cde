'use client';

import { Ellipsis } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu';
import type { UsageSplit } from '@/lib/attribution/dto';
import type { Cell, Measure } from '@/lib/attribution/query';
import type { TableRow } from './split-rows';

interface RowMenuProps {
  row: TableRow;
  name: string;
  split: UsageSplit;
  onDrill: (row: TableRow) => void;
  onLeaveOut: (row: TableRow) => void;
  onEvents: (cell: Cell) => void;
  onExplain: (measure: Measure, cell: Cell) => void;
}

/** What can be done with a row, in words, for pointer and keyboard alike. */
export function RowMenu({ row, name, split, onDrill, onLeaveOut, onEvents, onExplain }: RowMenuProps) {
  const t = useTranslations('explore.table');
  const measure = split.query.measures[0] ?? 'effective_cost';
  return (
    <DropdownMenu
      trigger={
        <button
          type="button"
          aria-label={t('open', { name })}
          className="grid size-7 place-items-center rounded-md text-ink3 hover:bg-accent-soft hover:text-ink"
        >
          <Ellipsis className="size-4" aria-hidden />
        </button>
      }
    >
      {row.kind === 'group' && (
        <>
          <MenuItem onSelect={() => onDrill(row)}>{t('drill', { name })}</MenuItem>
          {row.depth === 0 && (
            <MenuItem onSelect={() => onLeaveOut(row)}>{t('excludeRow', { name })}</MenuItem>
          )}
          <MenuSeparator />
        </>
      )}
      <MenuItem onSelect={() => onExplain(measure, row.cell)}>{t('explain')}</MenuItem>
      <MenuItem onSelect={() => onEvents(row.cell)}>{t('events')}</MenuItem>
    </DropdownMenu>
  );
}
