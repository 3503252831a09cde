'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { unwrap } from '@/components/budgets/unwrap';
import { Button } from '@/components/ui/button';
import { TableSkeleton } from '@/components/ui/skeleton';
import { TableScroll } from '@/components/ui/table-scroll';
import type { ActionResult } from '@/lib/action-result';
import type { MetricExplanation, MetricRow } from '@/lib/board/explanation';
import type { Metric, MetricKey } from '@/lib/board/metric';
import { inputText, moneyText, targetText } from '@/lib/board/metric-text';
import type { Currency } from '@/lib/money/currency';
import { addDays } from '@/lib/time/days';
import { SheetPart } from './sheet-part';
import { type BoardText, useBoardText } from './use-board-text';

export type ReadMetric = (
  month: string,
  metric: MetricKey,
  currency: Currency,
) => Promise<ActionResult<MetricExplanation>>;

const ROWS = 12;
const PRICES = 8;

/** What a metric rests on: its rows down to their events, the targets set, rates and prices. Read when asked for. */
export function MetricBeneath({
  metric,
  month,
  currency,
  readMetric,
}: {
  metric: Metric;
  month: string;
  currency: Currency;
  readMetric: ReadMetric;
}) {
  const text = useBoardText(currency);
  const { t } = text;
  const { data, error, refetch } = useQuery({
    queryKey: ['board', 'metric', month, metric.key, currency],
    queryFn: () => unwrap(readMetric(month, metric.key, currency)),
  });
  if (error) {
    return (
      <div role="alert" className="grid justify-items-start gap-2">
        <p>{error.message}</p>
        <Button onClick={() => refetch()}>{t('sheet.retry')}</Button>
      </div>
    );
  }
  if (!data) return <TableSkeleton rows={6} label={t('sheet.loading')} />;
  return (
    <>
      {data.restated !== null && (
        <p className="text-warn">
          {t('sheet.restated', {
            value: inputText({ key: '', unit: unitOf(metric), value: data.restated }, currency),
          })}
        </p>
      )}
      <SheetPart title={t('sheet.beneath')}>
        <Rows rows={data.rows} currency={currency} text={text} />
        <div className="mt-2.5 flex flex-wrap gap-2">
          <Button asChild size="sm">
            <Link href={metric.drill}>{t('sheet.drill')}</Link>
          </Button>
          <Button asChild size="sm">
            <Link href={data.links.working}>{t('sheet.working')}</Link>
          </Button>
          <Button asChild size="sm">
            <Link href={data.links.events}>{t('sheet.events')}</Link>
          </Button>
        </div>
      </SheetPart>
      <Prices data={data} text={text} />
      <Rates data={data} text={text} currency={currency} />
      <Targets data={data} metric={metric} text={text} currency={currency} />
    </>
  );
}

const unitOf = ({ unit }: Metric) => (unit === 'workflows' ? 'count' : unit);

function Rows({ rows, currency, text }: { rows: readonly MetricRow[]; currency: Currency; text: BoardText }) {
  const { t } = text;
  const [first] = rows;
  if (!first) return <p className="text-ink2">{t('sheet.noRows')}</p>;
  return (
    <TableScroll label={t('sheet.beneath')}>
      <table className="data-table text-xs" data-testid="metric-rows">
        <thead>
          <tr>
            <th scope="col">{t('sheet.row')}</th>
            {first.values.map(({ key }) => (
              <th key={key} scope="col" className="text-right!">
                {t(t.has(`rowTerms.${key}`) ? `rowTerms.${key}` : `terms.${key}`)}
              </th>
            ))}
            <th scope="col">
              <span className="sr-only">{t('sheet.events')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, ROWS).map((row) => (
            <tr key={row.key ?? ''}>
              <th scope="row" className="font-normal">
                <Link href={row.path} className="no-underline hover:underline">
                  {row.label ?? t('sheet.untagged')}
                </Link>
              </th>
              {row.values.map((value) => (
                <td key={value.key} data-align="right" title={value.value ?? undefined}>
                  {inputText(value, currency)}
                </td>
              ))}
              <td data-align="right">
                {row.events && (
                  <Link href={row.events} className="text-link">
                    {t('sheet.rowEvents')}
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > ROWS && (
        <p className="mt-1 text-xs text-ink2">{t('sheet.more', { count: rows.length - ROWS })}</p>
      )}
    </TableScroll>
  );
}

function Prices({ data, text }: { data: MetricExplanation; text: BoardText }) {
  const { t } = text;
  if (data.priceUses.length === 0) return null;
  return (
    <SheetPart title={t('sheet.prices')}>
      <table className="data-table text-xs">
        <caption className="sr-only">{t('sheet.prices')}</caption>
        <tbody>
          {data.priceUses.slice(0, PRICES).map((use) => (
            <tr key={use.priceVersionId}>
              <th scope="row" className="font-normal wrap-anywhere">
                {use.provider}/{use.model} <span className="text-ink2">· {use.list}</span>
              </th>
              <td data-align="right" title={use.effectiveCost}>
                {moneyText(use.effectiveCost, 'USD')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {data.priceUses.length > PRICES && (
        <p className="mt-1 text-xs text-ink2">{t('sheet.more', { count: data.priceUses.length - PRICES })}</p>
      )}
    </SheetPart>
  );
}

function Rates({ data, text, currency }: { data: MetricExplanation; text: BoardText; currency: Currency }) {
  const { t, day, gap } = text;
  if (data.fx.length === 0) return null;
  return (
    <SheetPart title={t('sheet.fx')}>
      {data.fx.map((use) => (
        <p key={use.from} className="text-xs">
          {use.rate === null
            ? gap('no_fx_rate')
            : t('basis.rate', {
                ...{ rate: use.rate, currency, source: use.source ?? '–' },
                ...{ from: day(use.from), to: day(addDays(use.to, -1)) },
              })}
        </p>
      ))}
    </SheetPart>
  );
}

function Targets({
  data,
  metric,
  text,
  currency,
}: {
  data: MetricExplanation;
  metric: Metric;
  text: BoardText;
  currency: Currency;
}) {
  const { t } = text;
  if (data.targets.length === 0) return null;
  return (
    <SheetPart title={t('target.history')}>
      <ul className="grid gap-1 text-xs" data-testid="target-history">
        {data.targets.map((target) => (
          <li key={target.id}>
            {t('target.row', {
              value:
                target.value === null
                  ? t('noTarget')
                  : targetText(target.value, { ...metric, currency: target.currency ?? currency }),
              month: text.month(target.month),
              by: target.setBy,
              reason: target.reason,
            })}
          </li>
        ))}
      </ul>
    </SheetPart>
  );
}
