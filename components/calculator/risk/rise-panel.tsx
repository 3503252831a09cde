'use client';

import dynamic from 'next/dynamic';
import { memo, useDeferredValue, useMemo, useState } from 'react';
import type { Series } from '@/components/charts/series';
import { useCompact } from '@/components/explore/use-compact';
import { Field } from '@/components/ui/field';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { TableScroll } from '@/components/ui/table-scroll';
import { type PriceRise, priceRise, type RisenCost } from '@/lib/calculator/price-rise';
import { NONE } from '@/lib/calculator/tokens-ratio';
import { currencySymbol, toChartNumber } from '@/lib/money/format';
import { type Money, moneyToString } from '@/lib/money/money';
import { CsvButton } from '../kit/csv-button';
import { TextField } from '../kit/text-field';
import { useRateLine } from '../kit/use-rate-line';
import { type ChartView, ViewSwitch } from '../kit/view-switch';
import { Figure } from '../kit/working';
import type { RiskInputs } from './read-risk';
import { RISE_PATHS, type RiskFieldName, type RiskTexts } from './risk-fields';
import { useRiskText } from './use-risk';

const TimeChart = dynamic(() => import('@/components/charts/time-chart'), {
  ssr: false,
  loading: () => <Skeleton className="h-[280px] w-full opacity-40" />,
});

interface RisePanelProps {
  monthly: Money;
  rise: RiskInputs['rise'];
  texts: RiskTexts;
  wrong: ReadonlySet<RiskFieldName>;
  onChange: (changed: Partial<RiskTexts>) => void;
}

const CASES = ['today', 'low', 'high'] as const;
type Case = (typeof CASES)[number];
type Cases = Record<Case, RisenCost>;

/** The month's cost while prices rise by the published 30 and 50 per cent over 18 months, or as entered. */
export function RisePanel({ monthly, rise, texts, wrong, onChange }: RisePanelProps) {
  const [view, setView] = useState<ChartView>('chart');
  const { t, bounds } = useRiskText();
  const settled = useDeferredValue(useSame(rise));
  const cases = useMemo(() => casesOf(monthly, settled), [monthly, settled]);
  const field = (name: 'riseLow' | 'riseHigh' | 'riseMonths' | 'horizon', label: string) => (
    <TextField
      className="w-32"
      label={label}
      value={texts[name]}
      onChange={(value) => onChange({ [name]: value })}
      error={wrong.has(name) && bounds(name)}
    />
  );
  return (
    <Section
      title={t('rise.title')}
      note={t('rise.note')}
      actions={
        <>
          <ViewSwitch view={view} onView={setView} />
          <CsvButton file="risk-price-rise" rows={() => csvRows(cases)} />
        </>
      }
    >
      <p className="mb-3 max-w-[64em] text-ink2">{t('rise.lead')}</p>
      <div className="mb-4 flex flex-wrap items-start gap-x-4 gap-y-3">
        {field('riseLow', t('rise.low'))}
        {field('riseHigh', t('rise.high'))}
        {field('riseMonths', t('rise.months'))}
        {field('horizon', t('rise.horizon'))}
        <Field label={t('rise.path')}>
          <Select
            value={rise.path}
            onValueChange={(path) => onChange({ path })}
            options={RISE_PATHS.map((value) => ({ value, label: t(`rise.paths.${value}`) }))}
          />
        </Field>
      </div>
      <Totals cases={cases} rise={settled} />
      {view === 'chart' ? (
        <Chart cases={cases} rise={settled} />
      ) : (
        <MonthsTable cases={cases} rise={settled} />
      )}
    </Section>
  );
}

/** The same object as long as it says the same, so that what hangs on it is left alone while other fields change. */
function useSame(rise: RiskInputs['rise']): RiskInputs['rise'] {
  const { low, high, months, horizon, path } = rise;
  const [lowN, lowD, highN, highD] = [low.n, low.d, high.n, high.d];
  return useMemo(
    () => ({ low: { n: lowN, d: lowD }, high: { n: highN, d: highD }, months, horizon, path }),
    [lowN, lowD, highN, highD, months, horizon, path],
  );
}

function casesOf(monthly: Money, { low, high, months, horizon, path }: RiskInputs['rise']): Cases {
  const risen = (rise: PriceRise['rise']) => priceRise(monthly, { rise, months, horizon, path });
  return { today: risen(NONE), low: risen(low), high: risen(high) };
}

function useCaseName(rise: RiskInputs['rise']): (key: Case) => string {
  const { t, percent } = useRiskText();
  return (key) => (key === 'today' ? t('rise.today') : t('rise.rises', { percent: percent(rise[key]) }));
}

function Totals({ cases, rise }: { cases: Cases; rise: RiskInputs['rise'] }) {
  const { t, amount, percent, reading } = useRiskText();
  const rateLine = useRateLine();
  return (
    <div className="mb-3 grid gap-x-8 gap-y-3 sm:grid-cols-2">
      {(['low', 'high'] as const).map((key) => {
        const name = t('rise.at', { percent: percent(rise[key]) });
        const { extra, total, risenMonthlyCost } = cases[key];
        return (
          <p key={key}>
            <span className="block text-ink2">{name}</span>
            <Figure
              className="figure"
              name={name}
              working={() => ({
                name: `${name}, ${t('rise.extra', { months: rise.horizon })}`,
                figure: amount(extra),
                exact: `${moneyToString(reading.convert(extra))} ${reading.currency}`,
                formula: t('rise.formula'),
                inputs: [
                  [t('rise.today'), amount(cases.today.total)],
                  [t('rise.total', { months: rise.horizon }), amount(total)],
                  [t('rise.months'), String(rise.months)],
                  [t('rise.path'), t(`rise.paths.${rise.path}`)],
                ],
                sources: [rateLine],
              })}
            >
              {amount(extra)}
            </Figure>{' '}
            <span className="text-ink2">{t('rise.extra', { months: rise.horizon })}</span>
            <span className="block text-ink2">
              {amount(risenMonthlyCost)} {t('rise.then')}
            </span>
          </p>
        );
      })}
    </div>
  );
}

const COLOURS: Record<Case, string> = { today: 'var(--c6)', low: 'var(--c2)', high: 'var(--c4)' };

const Chart = memo(function Chart({ cases, rise }: { cases: Cases; rise: RiskInputs['rise'] }) {
  const { t, amount, reading } = useRiskText();
  const name = useCaseName(rise);
  const compact = useCompact();
  const [active, setActive] = useState<string | null>(null);
  const series = CASES.map(
    (key): Series => ({
      id: key,
      name: name(key),
      colour: COLOURS[key],
      values: cases[key].monthly.map((usd) => toChartNumber(reading.convert(usd))),
      texts: cases[key].monthly.map((usd) => amount(usd)),
    }),
  );
  return (
    <>
      {compact && (
        <p aria-hidden className="flex flex-wrap gap-x-3 pb-2 text-xs">
          {series.map((one) => (
            <span key={one.id} className="inline-flex items-center gap-1.5">
              <span className="h-2.5 w-[3px] rounded-[1px]" style={{ background: one.colour }} />
              {one.name}
            </span>
          ))}
        </p>
      )}
      <TimeChart
        ticks={cases.today.monthly.map((_, i) => ({
          id: String(i + 1),
          label: String(i + 1),
          title: t('rise.monthN', { n: i + 1 }),
          partial: false,
        }))}
        series={series}
        stacked={false}
        unit={currencySymbol(reading.currency)}
        label={t('rise.label', { months: rise.horizon })}
        active={active}
        onActive={setActive}
        compact={compact}
        partialNote=""
      />
    </>
  );
});

function MonthsTable({ cases, rise }: { cases: Cases; rise: RiskInputs['rise'] }) {
  const { t, amount } = useRiskText();
  const name = useCaseName(rise);
  return (
    <TableScroll label={t('rise.caption')} style={{ maxHeight: 420 }}>
      <table className="data-table">
        <caption className="sr-only">{t('rise.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('rise.month')}</th>
            {CASES.map((key) => (
              <th key={key} scope="col" data-align="right">
                {name(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cases.today.monthly.map((_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: months keep their order
            <tr key={i}>
              <th scope="row" className="font-normal">
                {t('rise.monthN', { n: i + 1 })}
              </th>
              {CASES.map((key) => (
                <td key={key} data-align="right">
                  {amount(cases[key].monthly[i] ?? cases[key].total)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('rise.total', { months: rise.horizon })}</th>
            {CASES.map((key) => (
              <td key={key} data-align="right">
                {amount(cases[key].total)}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </TableScroll>
  );
}

const csvRows = (cases: Cases) => [
  ['month', ...CASES.map((key) => `${key}_usd`)],
  ...cases.today.monthly.map((_, i) => [
    i + 1,
    ...CASES.map((key) => moneyToString(cases[key].monthly[i] ?? cases[key].total)),
  ]),
];
