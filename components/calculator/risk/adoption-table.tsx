'use client';

import { memo } from 'react';
import { Section } from '@/components/ui/section';
import { TableScroll } from '@/components/ui/table-scroll';
import type { AdoptionCase } from '@/lib/calculator/sensitivity';
import { adoptionInputs, inputsOf } from '@/lib/calculator/sensitivity-workload';
import { ratioOf, times } from '@/lib/calculator/tokens-ratio';
import { moneyToString } from '@/lib/money/money';
import { useCalculator } from '../calculator-context';
import { CsvButton } from '../kit/csv-button';
import { ratioText } from '../kit/ratio-text';
import { useRateLine } from '../kit/use-rate-line';
import { Figure } from '../kit/working';
import { type Risk, useRiskText } from './use-risk';

const NAMES = ['less', 'base', 'more'] as const;

/** A month at 30 % fewer users, as assumed, and at 30 % more. */
export const AdoptionTable = memo(function AdoptionTable({ adoption }: Pick<Risk, 'adoption'>) {
  const { t, amount, percent, reading } = useRiskText();
  const { state } = useCalculator();
  const rateLine = useRateLine();
  const [key = 'tasks'] = adoptionInputs(state.workload);
  const assumed = inputsOf(state.workload)[key] ?? 0;
  const unit = key === 'activeUsers' ? 'users' : 'tasks';
  const heads = (one: AdoptionCase) => ratioText(times(ratioOf(assumed), one.factor), 2);
  const signed = (text: string, positive: boolean) => (positive ? `+${text}` : text);
  const more = adoption.at(-1);
  return (
    <Section
      title={t('adoption.title')}
      note={t('adoption.note')}
      actions={<CsvButton file="risk-adoption" rows={() => csvRows(adoption, unit, heads)} />}
    >
      {more?.overrun && (
        <p className="mb-3 max-w-[64em] text-ink2">
          {t('adoption.lead', { overrun: `${signed(percent(more.overrun), more.overrun.n > 0n)} %` })}
        </p>
      )}
      <TableScroll label={t('adoption.caption')}>
        <table className="data-table">
          <caption className="sr-only">{t('adoption.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('adoption.case')}</th>
              {[t(`adoption.${unit}`), t('adoption.cost'), t('adoption.difference')].map((name) => (
                <th key={name} scope="col" data-align="right">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {adoption.map((one, i) => {
              const name = t(`adoption.${NAMES[i] ?? 'base'}`);
              const { cost, difference, overrun } = one;
              return (
                <tr key={name}>
                  <th scope="row" className="font-normal">
                    {name}
                  </th>
                  <td data-align="right">{heads(one)}</td>
                  <td data-align="right">
                    {cost === null ? (
                      t('tornado.unpriced')
                    ) : (
                      <Figure
                        name={name}
                        working={() => ({
                          name: `${t('adoption.title')}: ${name}`,
                          figure: amount(cost),
                          exact: `${moneyToString(reading.convert(cost))} ${reading.currency}`,
                          formula: t('adoption.formula'),
                          inputs: [[t(`adoption.${unit}`), heads(one)]],
                          sources: [rateLine],
                        })}
                      >
                        {amount(cost)}
                      </Figure>
                    )}
                  </td>
                  <td data-align="right">
                    {difference === null || difference === 0n
                      ? '–'
                      : signed(amount(difference), difference > 0n)}
                    {overrun && overrun.n !== 0n && (
                      <span className="block text-xs text-ink2">
                        {signed(percent(overrun), overrun.n > 0n)} %
                      </span>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableScroll>
    </Section>
  );
});

const csvRows = (adoption: readonly AdoptionCase[], unit: string, heads: (one: AdoptionCase) => string) => [
  ['adoption', unit, 'month_usd', 'difference_usd'],
  ...adoption.map((one, i) => [
    NAMES[i] ?? '',
    heads(one).replaceAll(',', ''),
    one.cost === null ? null : moneyToString(one.cost),
    one.difference === null ? null : moneyToString(one.difference),
  ]),
];
