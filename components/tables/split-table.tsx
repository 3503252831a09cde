'use client';

import { ChevronDown, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ChangeAmount, ChangePercent } from '@/components/explore/change';
import { columnDecimals, columnFigure, columnShare } from '@/components/explore/column-format';
import { FigureButton } from '@/components/explore/figure-button';
import type { Labels } from '@/components/explore/labels';
import type { Sort, SortColumn } from '@/components/explore/state';
import { cn } from '@/components/ui/cn';
import { TableScroll } from '@/components/ui/table-scroll';
import type { CellFigures, UsageSplit } from '@/lib/attribution/dto';
import { type Cell, type Measure, WHOLE } from '@/lib/attribution/query';
import { formatCount } from '@/lib/money/format';
import { RowMenu } from './row-menu';
import { sortRows, type TableRow } from './split-rows';

export interface SplitTableProps {
  split: UsageSplit;
  rows: TableRow[];
  caption: string;
  labels: Labels;
  sort: Sort | null;
  onSort: (sort: Sort) => void;
  active: string | null;
  onActive: (id: string | null) => void;
  onExplain: (measure: Measure, cell: Cell) => void;
  onEvents: (cell: Cell) => void;
  onDrill: (row: TableRow) => void;
  onLeaveOut: (row: TableRow) => void;
}

/** Children listed under a parent before the reader asks for all. */
const CHILDREN = 3;

/** Columns about the period before, where there is anything in it. */
const compares = ({ query, previous }: UsageSplit): boolean =>
  query.compare && previous !== null && previous.events !== '0';

export function rowName(row: TableRow, labels: Labels, rest: string): string {
  if (row.kind === 'rest') return rest;
  const label = row.row.labels[row.depth];
  return label ? labels.value(label) : '';
}

/** The rows of a split, in step with the chart: share, before, change and every measure; ends in the exact total. */
export function SplitTable(props: SplitTableProps) {
  const t = useTranslations();
  const [open, setOpen] = useState<Record<string, boolean>>({});
  const measures = props.split.query.measures;
  const first = measures[0] ?? 'effective_cost';
  const name = (row: TableRow) => rowName(row, props.labels, t('dimensions.everythingElse'));
  const sorted = sortRows(props.rows, props.sort, first, name);
  return (
    <TableScroll label={props.caption}>
      <table className="data-table" onMouseLeave={() => props.onActive(null)}>
        <caption className="sr-only">{props.caption}</caption>
        <Head {...props} measures={measures} />
        <tbody>
          {sorted.map((row) => (
            <Group
              key={row.id}
              {...props}
              row={row}
              name={name}
              expanded={open[row.id] ?? false}
              onToggle={() => setOpen({ ...open, [row.id]: !(open[row.id] ?? false) })}
            />
          ))}
        </tbody>
        <tfoot>
          <TotalRow {...props} />
        </tfoot>
      </table>
    </TableScroll>
  );
}

function Head({ split, sort, onSort, labels, measures }: SplitTableProps & { measures: readonly Measure[] }) {
  const t = useTranslations();
  const [first = 'effective_cost', ...others] = measures;
  const dimension = split.query.dimensions[0];
  const columns: { id: SortColumn; label: string; hide?: string }[] = [
    { id: 'name', label: dimension ? labels.dimension(dimension) : t('explore.table.name') },
    { id: first, label: t(`measures.${first}`) },
    { id: 'share', label: t('explore.table.share'), hide: 'max-sm:hidden' },
    ...(compares(split)
      ? [
          { id: 'previous' as const, label: t('explore.table.previous'), hide: 'max-md:hidden' },
          { id: 'change' as const, label: t('explore.table.change'), hide: 'max-sm:hidden' },
          { id: 'percent' as const, label: t('explore.table.percent'), hide: 'max-sm:hidden' },
        ]
      : []),
    ...others.map((measure) => ({
      id: measure,
      label: t(`measures.${measure}`),
      hide: 'max-md:hidden',
    })),
  ];
  return (
    <thead>
      <tr>
        {columns.map(({ id, label, hide }) => {
          const sorted = sort
            ? sort.column === id && (sort.descending ? 'descending' : 'ascending')
            : id === first && 'descending';
          return (
            <th
              key={id}
              scope="col"
              className={hide}
              data-align={id === 'name' ? undefined : 'right'}
              aria-sort={sorted || undefined}
            >
              <button
                type="button"
                aria-label={t('explore.table.sort', { column: label })}
                className={id === 'name' ? undefined : 'flex-row-reverse'}
                onClick={() =>
                  onSort({ column: id, descending: sorted ? sorted !== 'descending' : id !== 'name' })
                }
              >
                {label}
                <span aria-hidden className={sorted ? '' : 'opacity-0'}>
                  {sorted === 'ascending' ? '↑' : '↓'}
                </span>
              </button>
            </th>
          );
        })}
        <th className="w-8 p-0">
          <span className="sr-only">{t('explore.table.actions')}</span>
        </th>
      </tr>
    </thead>
  );
}

interface RowProps extends SplitTableProps {
  row: TableRow;
  name: (row: TableRow) => string;
}

function Group({ expanded, onToggle, ...props }: RowProps & { expanded: boolean; onToggle: () => void }) {
  const t = useTranslations('explore.table');
  const { row } = props;
  const shown = expanded ? row.children : row.children.slice(0, CHILDREN);
  const hidden = row.children.length - shown.length;
  return (
    <>
      <Line {...props} />
      {shown.map((child) => (
        <Line key={child.id} {...props} row={child} />
      ))}
      {row.children.length > CHILDREN && (
        <tr>
          <td colSpan={99} className="py-1! pl-8! text-left!">
            <button
              type="button"
              onClick={onToggle}
              aria-expanded={expanded}
              className="flex items-center gap-1 text-xs text-ink2 hover:text-ink"
            >
              {expanded ? (
                <ChevronDown className="size-3" aria-hidden />
              ) : (
                <ChevronRight className="size-3" aria-hidden />
              )}
              {expanded ? t('collapse', { count: CHILDREN }) : t('elseRows', { count: hidden })}
            </button>
          </td>
        </tr>
      )}
    </>
  );
}

function Line(props: RowProps) {
  const { row, split, active, onActive, onExplain, onDrill } = props;
  const t = useTranslations();
  const name = props.name(row);
  const highlighted = active !== null && active === row.series;
  return (
    <tr
      data-testid={row.depth === 0 ? 'split-row' : 'split-child'}
      data-kind={row.kind}
      onMouseEnter={() => onActive(row.series)}
      onFocus={() => onActive(row.series)}
      onBlur={() => onActive(null)}
      className={cn(highlighted && 'bg-accent-soft')}
    >
      <th scope="row" className={cn('font-normal', row.depth === 1 && 'pl-8!')}>
        <span className="flex min-w-0 items-center gap-2">
          {row.depth === 0 && (
            <span
              aria-hidden
              className="h-3 w-[3px] shrink-0 rounded-[1px]"
              style={{ background: row.colour ?? 'transparent' }}
            />
          )}
          {row.kind === 'rest' ? (
            <span className="text-ink2">
              {name} <span className="text-xs">{t('explore.table.elseRows', { count: row.row.restOf })}</span>
            </span>
          ) : (
            <button
              type="button"
              onClick={() => onDrill(row)}
              className={cn(
                'min-w-0 text-left wrap-anywhere hover:underline',
                row.depth === 1 && 'text-ink2 hover:text-ink',
              )}
              title={t('explore.table.drill', { name })}
            >
              {name}
            </button>
          )}
          {row.row.labels[row.depth]?.pending && (
            <span className="text-xs text-warn">{t('dimensions.pending')}</span>
          )}
        </span>
        <PhoneLine {...props} />
      </th>
      <Figures
        {...props}
        figures={row.row}
        previous={row.row.previous}
        name={name}
        onOpen={(measure) => onExplain(measure, row.cell)}
        change={row.row.change}
        share={row.row.share}
        strong={row.depth === 0}
        measures={split.query.measures}
      />
      <td className="w-8 p-0!">
        <RowMenu {...props} name={name} />
      </td>
    </tr>
  );
}

/** What a phone shows under the name instead of four columns. */
function PhoneLine({ row, split }: RowProps) {
  const t = useTranslations('explore.table');
  const measure = split.query.measures[0] ?? 'effective_cost';
  const { share, change, previous } = row.row;
  return (
    <span className="block pl-[11px] text-xs text-ink2 sm:hidden">
      {share !== null && columnShare(share)}
      {compares(split) && (
        <>
          {share !== null && ' · '}
          <ChangePercent
            change={change?.[measure]}
            measure={measure}
            isNew={isNew(previous, measure)}
            newLabel={t('new')}
          />
        </>
      )}
    </span>
  );
}

const isNew = (previous: CellFigures | null, measure: Measure): boolean => {
  const value = previous?.figures[measure]?.value ?? null;
  return value === null || !/[1-9]/.test(value);
};

interface FiguresProps extends Pick<SplitTableProps, 'split'> {
  figures: CellFigures;
  previous: CellFigures | null;
  change: UsageSplit['change'];
  share: string | null;
  name: string;
  measures: readonly Measure[];
  onOpen: (measure: Measure) => void;
  strong: boolean;
}

function Figures({ split, figures, previous, change, share, name, measures, onOpen, strong }: FiguresProps) {
  const t = useTranslations();
  const [first = 'effective_cost', ...others] = measures;
  const currency = split.currency;
  const decimals = columnDecimals(split.total.figures[first]?.value, first);
  return (
    <>
      <td data-align="right">
        <Value
          measure={first}
          figures={figures}
          name={name}
          split={split}
          onOpen={onOpen}
          strong={strong}
          primary
        />
      </td>
      <td data-align="right" className="max-sm:hidden">
        <span className="inline-flex items-center gap-2">
          <span aria-hidden className="h-[3px] w-10 rounded-[2px] bg-line max-lg:hidden">
            <span
              className="block h-full rounded-[2px] bg-mark"
              style={{ width: `${share === null ? 0 : Math.min(100, Number(share) * 100)}%` }}
            />
          </span>
          <span className="min-w-12 text-ink2">{columnShare(share)}</span>
        </span>
      </td>
      {compares(split) && (
        <>
          <td data-align="right" className="text-ink2 max-md:hidden">
            {columnFigure(previous?.figures[first]?.value ?? null, first, currency, decimals)}
          </td>
          <td data-align="right" className="max-sm:hidden">
            <ChangeAmount change={change?.[first]} measure={first} currency={currency} decimals={decimals} />
          </td>
          <td data-align="right" className="max-sm:hidden">
            <ChangePercent
              change={change?.[first]}
              measure={first}
              isNew={isNew(previous, first)}
              newLabel={t('explore.table.new')}
              pointsLabel={t('explore.figures.points')}
            />
          </td>
        </>
      )}
      {others.map((measure) => (
        <td key={measure} data-align="right" className="max-md:hidden">
          <Value
            measure={measure}
            figures={figures}
            name={name}
            split={split}
            onOpen={onOpen}
            strong={strong}
          />
        </td>
      ))}
    </>
  );
}

function Value({
  measure,
  figures,
  name,
  split,
  onOpen,
  strong,
  primary = false,
}: Pick<FiguresProps, 'figures' | 'name' | 'split' | 'onOpen' | 'strong'> & {
  measure: Measure;
  primary?: boolean;
}) {
  const t = useTranslations();
  const figure = figures.figures[measure];
  const text =
    figure?.value == null
      ? t(figure?.reason === 'unpriced' ? 'explore.table.noPrice' : 'explore.table.none')
      : columnFigure(
          figure.value,
          measure,
          split.currency,
          columnDecimals(split.total.figures[measure]?.value, measure),
        );
  const unpriced = primary && measure.endsWith('cost') && figures.unpriced.requests !== '0';
  return (
    <>
      <FigureButton
        label={t('explore.figures.explain', { figure: `${name}, ${t(`measures.${measure}`)} ${text}` })}
        onOpen={() => onOpen(measure)}
        title={figure?.value ?? undefined}
        className={cn(!strong && 'border-transparent text-ink2', figure?.value == null && 'text-warn')}
      >
        <span data-testid={primary ? 'row-value' : undefined} data-value={figure?.value ?? ''}>
          {text}
        </span>
      </FigureButton>
      {unpriced && figure?.value != null && (
        <span className="block text-[11px] leading-tight text-warn">
          {t('explore.table.unpriced', { count: formatCount(figures.unpriced.requests) })}
        </span>
      )}
    </>
  );
}

/** Equals the headline to the last digit: both are the same sum. */
function TotalRow(props: SplitTableProps) {
  const { split, onExplain } = props;
  const t = useTranslations('dimensions');
  const first = split.query.measures[0] ?? 'effective_cost';
  const additive = split.rows.some((row) => row.share !== null);
  return (
    <tr data-testid="total-row" className="font-medium">
      <th scope="row" className="font-medium">
        {t('total')}
      </th>
      <Figures
        split={split}
        figures={split.total}
        previous={split.previous}
        change={split.change}
        share={additive && split.total.figures[first]?.value !== null ? '1' : null}
        name={t('total')}
        measures={split.query.measures}
        onOpen={(measure) => onExplain(measure, WHOLE)}
        strong
      />
      <td />
    </tr>
  );
}
