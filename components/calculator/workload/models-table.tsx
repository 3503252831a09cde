'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Status } from '@/components/ui/status';
import { TableScroll } from '@/components/ui/table-scroll';
import { baselineOf, type ModelComparison, optimisedOf } from '@/lib/calculator/compare-models';
import type { PriceListEntry } from '@/lib/calculator/price-list';
import { legsOf } from '@/lib/calculator/workload';
import { formatCount, toChartNumber } from '@/lib/money/format';
import { type Money, ZERO } from '@/lib/money/money';
import { useBook } from '../calculator-context';
import { Figure } from '../kit/working';
import { useComparison, useReckoning } from './reckoning-context';
import { useWorking } from './use-working';
import { useWorkload } from './use-workload';

/** A page of models, bars from zero on one scale. */
export function ModelsTable({ rows }: { rows: readonly ModelComparison[] }) {
  const t = useTranslations('calculator.models');
  const comparison = useComparison();
  let longest = ZERO;
  for (const row of rows) {
    const amount = baselineOf(comparison, row);
    if (amount !== null && amount > longest) longest = amount;
  }
  return (
    <TableScroll label={t('title')}>
      <table className="data-table">
        <caption className="sr-only">{t('title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('model')}</th>
            <th scope="col" className="max-lg:hidden">
              <span className="sr-only">{t('bars')}</span>
            </th>
            <th scope="col" data-align="right">
              {t('optimised')}
            </th>
            <th scope="col" data-align="right" className="max-sm:hidden">
              {t('baseline')}
            </th>
            <th scope="col" data-align="right" className="max-sm:hidden">
              {t('context')}
            </th>
            <th scope="col" className="max-md:hidden">
              {t('price')}
            </th>
            <th scope="col" className="max-sm:hidden">
              <span className="sr-only">{t('use')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.model.model} row={row} longest={longest} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function Row({ row, longest }: { row: ModelComparison; longest: Money }) {
  const t = useTranslations('calculator.models');
  const { state } = useReckoning();
  const comparison = useComparison();
  const { entries } = useBook();
  const { change } = useWorkload();
  const { model, unpriced, cheapestInTier } = row;
  const [before, after] = [baselineOf(comparison, row), optimisedOf(comparison, row)];
  const yours = legsOf(state.workload.model).some((leg) => leg.model === model.model);
  const share = (amount: Money | null) =>
    amount === null || longest === 0n ? 0 : (toChartNumber(amount) / toChartNumber(longest)) * 100;
  const source = entries.get(model.model);
  const priceDay = ({ source: { from }, version }: PriceListEntry) =>
    from ? t('from', { from }) : t('recorded', { on: version?.recordedOn ?? '' });
  return (
    <tr>
      <th scope="row" className="font-normal!">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className="wrap-anywhere">{model.name}</span>
          {yours && <Badge tone="info">{t('yours')}</Badge>}
          {cheapestInTier && model.tier && (
            <Badge tone="good">{t('cheapest', { tier: t(`tiers.${model.tier}`) })}</Badge>
          )}
        </span>
        <span className="block text-xs text-ink2">
          {source?.provider}
          {model.tier && ` · ${t(`tiers.${model.tier}`)}`}
        </span>
        <span className="block text-xs text-ink2 md:hidden">
          {model.contextWindow !== null && (
            <span className="sm:hidden">
              {t('contextOf', { tokens: formatCount(model.contextWindow) })}
              {row.fits === false && <span className="text-warn"> ○ {t('tooSmall')}</span>}
              {' · '}
            </span>
          )}
          {source?.version && `${model.source.list}, ${priceDay(source)}`}
        </span>
      </th>
      <td className="w-[150px] max-lg:hidden">
        <span aria-hidden className="relative block h-3">
          <span
            className="absolute inset-y-0 left-0 rounded-[1px] bg-line"
            style={{ width: `${share(before)}%` }}
          />
          <span
            className="absolute inset-y-0 left-0 min-w-px rounded-[1px] bg-c1"
            style={{ width: `${share(after)}%` }}
          />
        </span>
      </td>
      <td data-align="right">
        <Amount row={row} amount={after} which="optimised" />
      </td>
      <td data-align="right" className="max-sm:hidden">
        {unpriced ? '–' : <Amount row={row} amount={before} which="baseline" />}
      </td>
      <td data-align="right" className="max-sm:hidden">
        {model.contextWindow === null ? (
          <span className="text-ink2">{t('windowUnknown')}</span>
        ) : (
          <>
            {formatCount(model.contextWindow)}
            {row.fits === false && (
              <Status tone="warn" className="block text-xs">
                {t('tooSmall')}
              </Status>
            )}
          </>
        )}
      </td>
      <td className="text-xs text-ink2 max-md:hidden">
        {source?.version ? (
          <>
            {model.source.list}
            <br />
            {priceDay(source)}
            {!source.version.isCharging && ` · ${t('comparesOnly')}`}
          </>
        ) : (
          '–'
        )}
      </td>
      <td className="text-right max-sm:hidden">
        {!unpriced && (
          <Button
            size="sm"
            variant="quiet"
            aria-label={t('useModel', { model: model.name })}
            onClick={() => change({ model: { kind: 'one', model: model.model } })}
          >
            {t('use')}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** An amount with its working, or why there is none. */
function Amount({
  row: { model, unpriced },
  amount,
  which,
}: {
  row: ModelComparison;
  amount: Money | null;
  which: 'optimised' | 'baseline';
}) {
  const t = useTranslations('calculator.models');
  const { reading } = useReckoning();
  const working = useWorking();
  if (amount === null) return <span className="text-ink2">{t(`reason.${reasonKey(unpriced)}`)}</span>;
  const name = t('amountName', { model: model.name, which: t(which) });
  return (
    <Figure
      name={name}
      working={() => working.amount(name, amount, t(`formula.${which}`), [], [model.model])}
    >
      {reading.text(amount)}
    </Figure>
  );
}

const reasonKey = (reason: ModelComparison['unpriced']) =>
  reason === 'self_hosted_no_rate' || reason === 'no_price' ? reason : 'no_token_price';
