'use client';

import { useState } from 'react';
import { Section } from '@/components/ui/section';
import { TableScroll } from '@/components/ui/table-scroll';
import type { TornadoBar } from '@/lib/calculator/sensitivity';
import type { WorkloadInput } from '@/lib/calculator/sensitivity-workload';
import { type Money, moneyToString } from '@/lib/money/money';
import { CsvButton } from '../kit/csv-button';
import { TextField } from '../kit/text-field';
import { type ChartView, ViewSwitch } from '../kit/view-switch';
import { Figure } from '../kit/working';
import type { RiskFieldName, RiskTexts } from './risk-fields';
import { TornadoChart } from './tornado-chart';
import { useMonthWorking } from './use-month-working';
import { type Risk, useRiskText } from './use-risk';

/** Every input at both ends of its range, the widest swing first: bars, or the same as a table. */
export function TornadoPanel({
  risk,
  texts,
  wrong,
  onChange,
  plan,
}: {
  risk: Risk;
  texts: RiskTexts;
  wrong: ReadonlySet<RiskFieldName>;
  onChange: (changed: Partial<RiskTexts>) => void;
  plan: 'plan' | 'today';
}) {
  const [view, setView] = useState<ChartView>('chart');
  const { t, amount, bounds } = useRiskText();
  const working = useMonthWorking(risk, plan);
  const { bars, baseCost } = risk.tornado;
  return (
    <Section
      title={t('tornado.title')}
      note={t('tornado.note')}
      actions={
        <>
          <ViewSwitch view={view} onView={setView} />
          <CsvButton file="risk-tornado" rows={() => csvRows(bars)} />
        </>
      }
    >
      <div className="mb-4 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <TextField
          className="w-40"
          label={t('tornado.spread')}
          value={texts.spread}
          onChange={(spread) => onChange({ spread })}
          hint={t('tornado.spreadHint')}
          error={wrong.has('spread') && bounds('spread')}
        />
        {baseCost !== null && (
          <div className="text-right">
            <p className="text-ink2">{t('working.name')}</p>
            <Figure className="figure" name={t('working.name')} working={working}>
              {amount(baseCost)}
            </Figure>
          </div>
        )}
      </div>
      {view === 'chart' ? <TornadoChart tornado={risk.tornado} /> : <TornadoTable bars={bars} />}
      <p className="mt-2 text-xs text-ink2">{t('tornado.zero')}</p>
    </Section>
  );
}

function TornadoTable({ bars }: { bars: readonly TornadoBar[] }) {
  const { t, input, value, amount } = useRiskText();
  const money = (cost: Money | null) => (cost === null ? t('tornado.unpriced') : amount(cost));
  return (
    <TableScroll label={t('tornado.caption')}>
      <table className="data-table">
        <caption className="sr-only">{t('tornado.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('tornado.input')}</th>
            <th scope="col" data-align="right" className="max-sm:hidden">
              {t('tornado.range')}
            </th>
            {(['low', 'high', 'swing'] as const).map((column) => (
              <th key={column} scope="col" data-align="right">
                {t(`tornado.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.map(({ key, low, high, swing }) => (
            <tr key={key}>
              <th scope="row" className="font-normal">
                {input(key)}
              </th>
              <td data-align="right" className="text-ink2 max-sm:hidden">
                {value(key as WorkloadInput, low.value)} – {value(key as WorkloadInput, high.value)}
              </td>
              <td data-align="right">{money(low.cost)}</td>
              <td data-align="right">{money(high.cost)}</td>
              <td data-align="right">
                {swing === null ? (
                  t('tornado.unpriced')
                ) : (
                  <Figure
                    name={`${input(key)}, ${t('tornado.swing')}`}
                    working={() => ({
                      name: `${input(key)}, ${t('tornado.swing')}`,
                      figure: amount(swing),
                      exact: `${moneyToString(swing)} USD`,
                      formula: t('tornado.formula'),
                      inputs: [
                        [value(key as WorkloadInput, low.value), money(low.cost)],
                        [value(key as WorkloadInput, high.value), money(high.cost)],
                      ],
                      sources: [],
                    })}
                  >
                    {amount(swing)}
                  </Figure>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

const csvRows = (bars: readonly TornadoBar[]) => [
  ['input', 'low', 'high', 'month_at_low_usd', 'month_at_high_usd', 'swing_usd'],
  ...bars.map(({ key, low, high, swing }) => [
    key,
    low.value,
    high.value,
    ...[low.cost, high.cost, swing].map((usd) => (usd === null ? null : moneyToString(usd))),
  ]),
];
