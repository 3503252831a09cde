'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import type { EventRow, FigureExplanation, PriceUse, TokenClassKey } from '@/lib/attribution/dto';
import { formatFigure, toLedgerScale } from '@/lib/attribution/figure';
import { isMoneyMeasure, type Measure } from '@/lib/attribution/query';
import { formatCount, formatMoney } from '@/lib/money/format';
import { coverageShare } from './column-format';
import { EventTable } from './event-table';
import { useFilterText } from './filter-text';
import type { Dates, Labels } from './labels';
import { rateCard } from './rate-card';
import { useReason } from './reason';

const CLASSES: TokenClassKey[] = [
  'input',
  'cache_read',
  'cache_write_5m',
  'cache_write_1h',
  'output',
  'reasoning',
];

interface ExplainPanelProps {
  explanation: FigureExplanation;
  labels: Labels;
  dates: Dates;
  today: string;
  onEvents: () => void;
}

/** The working of one figure: what it is, what went in, at which prices and rates, and what it leaves out. */
export function ExplainPanel({ explanation, labels, dates, today, onEvents }: ExplainPanelProps) {
  const t = useTranslations();
  const { measure, figure, currency } = explanation;
  const money = isMoneyMeasure(measure);
  return (
    <div className="grid gap-5" data-testid="explanation">
      <div>
        <p className="text-ink2">{t(`measures.${measure}`)}</p>
        <p
          className="font-serif text-[29px] leading-tight"
          data-testid="explained-figure"
          data-value={figure.value ?? ''}
        >
          {formatFigure(figure.value, measure, currency)}
        </p>
        {figure.value !== null && (
          <p className="text-xs wrap-anywhere text-ink2">
            {t('explore.explain.exact')} {figure.value} {money ? currency : ''}
          </p>
        )}
        {figure.reason && <p className="text-warn">{t(`explore.noValue.${figure.reason}`)}</p>}
      </div>
      <Part title={t('explore.explain.formula')}>
        <p>{t(`explore.formulas.${explanation.formula}`)}</p>
        <Inputs explanation={explanation} />
      </Part>
      <Part title={t('explore.explain.filter')}>
        <Counted explanation={explanation} labels={labels} dates={dates} today={today} />
      </Part>
      {money && <Prices explanation={explanation} />}
      {money && <Fx explanation={explanation} dates={dates} />}
      <Unpriced explanation={explanation} />
      <Part title={t('explore.explain.coverage')}>
        <p>
          {t('explore.coverage.tagged', { share: coverageShare(explanation.coverage.tagged.costShare) })}
          {' · '}
          {t('explore.coverage.priced', { share: coverageShare(explanation.coverage.priced.requestShare) })}
        </p>
      </Part>
      <Beneath rows={explanation.rows} timeZone={explanation.timeZone} onEvents={onEvents} />
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h3 className="mb-1.5 border-t border-line pt-2 text-xs text-ink2">{title}</h3>
      {children}
    </section>
  );
}

function Inputs({ explanation }: { explanation: FigureExplanation }) {
  const t = useTranslations('measures');
  const inputs = Object.entries(explanation.inputs) as [Measure, { value: string | null }][];
  // A measure that is its own only input has nothing to add.
  if (inputs.every(([measure]) => measure === explanation.measure)) return null;
  return (
    <dl className="mt-1.5 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
      {inputs.map(([measure, figure]) => (
        <div key={measure} className="contents">
          <dt className="text-ink2">{t(measure)}</dt>
          <dd className="text-right" title={figure.value ?? undefined}>
            {formatFigure(figure.value, measure, explanation.currency)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Counted({ explanation, labels, dates, today }: Omit<ExplainPanelProps, 'onEvents'>) {
  const t = useTranslations('explore');
  const filterText = useFilterText(labels);
  const { query, cell } = explanation;
  const period = cell.previous ? (explanation.previousPeriod ?? explanation.period) : explanation.period;
  const keys = cell.keys.slice(0, 6).map((key) =>
    key
      .flatMap((value, index) => {
        const dimension = query.dimensions[index];
        return dimension ? [labels.value({ dimension, value, label: value })] : [];
      })
      .join(' × '),
  );
  const more = cell.keys.length - keys.length;
  const cellText = `${keys.join(', ')}${more > 0 ? ` +${more}` : ''}`;
  const by = query.dimensions.map((dimension) => labels.dimension(dimension)).join(' × ');
  return (
    <ul className="grid gap-1">
      <li>
        {dates.period(period, today, true)}
        {cell.bucket && ` · ${cell.bucket}`}{' '}
        <span className="text-ink2">
          {explanation.timeZone} · [{period.from}, {period.to})
        </span>
      </li>
      {keys.length > 0 && (
        <li>
          {cell.exclude
            ? t('filters.isNot', { dimension: by, values: cellText })
            : t('filters.is', { dimension: by, values: cellText })}
        </li>
      )}
      {query.filters.map((filter) => (
        <li key={`${filter.exclude}${filter.dimension}`}>{filterText(filter)}</li>
      ))}
      {keys.length === 0 && query.filters.length === 0 && <li className="text-ink2">{t('explain.none')}</li>}
    </ul>
  );
}

/** One block per price version: tokens of each class, the quoted price, and what the version charged in all. */
function Prices({ explanation }: { explanation: FigureExplanation }) {
  const t = useTranslations('explore.explain');
  if (explanation.priceUses.length === 0) return null;
  return (
    <Part
      title={`${t('versions')} · ${t('ledger')} ${formatMoney(toLedgerScale(explanation.ledgerCost), 'USD')}`}
    >
      <div className="grid gap-3">
        {explanation.priceUses.map((use, index) => (
          <PriceBlock
            key={use.priceVersionId}
            use={use}
            list={explanation.measure === 'list_cost'}
            open={index === 0}
          />
        ))}
      </div>
    </Part>
  );
}

function PriceBlock({ use, list, open }: { use: PriceUse; list: boolean; open: boolean }) {
  const t = useTranslations('explore');
  const rates = rateCard(use.rates);
  const cost = list ? use.listCost : use.effectiveCost;
  const used = CLASSES.filter((key) => use.tokens[key] !== '0');
  return (
    <details className="group border-b border-line pb-2" open={open}>
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-2 marker:text-ink3">
        <span className="font-medium wrap-anywhere">
          {use.provider}/{use.model}
        </span>
        <span className="text-xs text-ink2">
          {use.list} · #{use.priceVersionId}
        </span>
        <span className="ml-auto" title={cost}>
          {formatMoney(toLedgerScale(cost), 'USD')}
        </span>
      </summary>
      <p className="mt-1 text-xs text-ink2">
        {t('explain.inForce', {
          from: use.validFrom?.slice(0, 10) ?? '…',
          to: use.validTo?.slice(0, 10) ?? t('explain.open'),
        })}
        {' · '}
        {use.sourceUrl ? (
          <a href={use.sourceUrl} className="text-link" rel="noreferrer" target="_blank">
            {use.source}
          </a>
        ) : (
          use.source
        )}
        {' · '}
        {t('explain.requests', { count: formatCount(use.requests) })}
      </p>
      <table className="mt-1 w-full text-xs">
        <thead className="text-ink2">
          <tr>
            <th className="text-left font-normal">{t('explain.tokenClass')}</th>
            <th className="text-right font-normal">{t('explain.quantity')}</th>
            <th className="text-right font-normal">{t('explain.unitPrice')}</th>
          </tr>
        </thead>
        <tbody>
          {used.map((key) => (
            <tr key={key}>
              <th scope="row" className="text-left font-normal">
                {t(`classes.${key}`)}
              </th>
              <td className="text-right">{formatCount(use.tokens[key])}</td>
              <td className="text-right">{rates[key] ? `US$${rates[key]}` : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Fx({ explanation, dates }: { explanation: FigureExplanation; dates: Dates }) {
  const t = useTranslations('explore.explain');
  return (
    <Part title={t('fx')}>
      {explanation.fxUses.length === 0 ? (
        <p className="text-ink2">{t('noFx')}</p>
      ) : (
        <ul className="grid gap-1">
          {explanation.fxUses.map((use) => (
            <li key={`${use.from}${use.to}`} className="flex flex-wrap justify-between gap-x-4">
              <span className={use.rate ? '' : 'text-warn'}>
                {use.rate
                  ? t('fxRate', {
                      rate: use.rate.replace(/0+$/, '').replace(/\.$/, ''),
                      currency: explanation.currency,
                      from: dates.shortDay(use.from),
                      to: dates.shortDay(use.to),
                    })
                  : t('noRate', { from: dates.shortDay(use.from), to: dates.shortDay(use.to) })}{' '}
                {use.source && <span className="text-xs text-ink2">{use.source}</span>}
              </span>
              <span className="text-ink2">
                {formatMoney(toLedgerScale(use.ledgerCost), 'USD')}
                {use.converted !== null &&
                  ` → ${formatMoney(toLedgerScale(use.converted), explanation.currency)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

function Unpriced({ explanation }: { explanation: FigureExplanation }) {
  const t = useTranslations('explore');
  const reason = useReason();
  if (explanation.unpricedUses.length === 0) return null;
  return (
    <Part title={t('explain.unpricedNote')}>
      <ul className="grid gap-1">
        {explanation.unpricedUses.map((use) => (
          <li
            key={`${use.provider}${use.model}${use.reason}`}
            className="flex flex-wrap justify-between gap-x-4"
          >
            <span className="wrap-anywhere">
              {use.provider}/{use.model} <span className="text-xs text-warn">{reason(use.reason)}</span>
            </span>
            <span className="text-ink2">{t('explain.requests', { count: formatCount(use.requests) })}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Beneath({ rows, timeZone, onEvents }: { rows: EventRow[]; timeZone: string; onEvents: () => void }) {
  const t = useTranslations('explore.explain');
  return (
    <Part title={t('rows')}>
      <EventTable rows={rows} timeZone={timeZone} />
      <Button className="mt-3" onClick={onEvents}>
        {t('allEvents')}
      </Button>
    </Part>
  );
}
