'use client';

import { useTranslations } from 'next-intl';
import { TableScroll } from '@/components/ui/table-scroll';
import type { Waterfall } from '@/lib/calculator/waterfall';
import { moneyOf } from '@/lib/money/money';
import { Figure } from '../kit/working';
import { useReckoning } from './reckoning-context';
import { useStepWorking } from './use-step-working';

/** The waterfall in figures, with each lever alone and last: between the two lies what the order decides. */
export function WaterfallTable({
  waterfall: { baseline, optimised, steps, sumAlone },
}: {
  waterfall: Waterfall;
}) {
  const t = useTranslations('calculator.waterfall');
  const levers = useTranslations('calculator.levers');
  const { reading } = useReckoning();
  const workingOf = useStepWorking();
  return (
    <TableScroll label={t('title')}>
      <table className="data-table">
        <caption className="sr-only">{t('title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('step')}</th>
            {(['before', 'after', 'saving', 'alone', 'last'] as const).map((column) => (
              <th key={column} scope="col" data-align="right">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => {
            const name = levers(`names.${step.lever}`);
            return (
              <tr key={step.lever}>
                <th scope="row" className="font-normal!">
                  {name}
                </th>
                <td data-align="right">{reading.text(step.before)}</td>
                <td data-align="right">{reading.text(step.after)}</td>
                <td data-align="right">
                  <Figure name={levers('saves', { lever: name })} working={() => workingOf(step)}>
                    {reading.text(step.saving)}
                  </Figure>
                </td>
                <td data-align="right">{reading.text(step.alone)}</td>
                <td data-align="right">{reading.text(step.last)}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('together')}</th>
            <td data-align="right">{reading.text(baseline)}</td>
            <td data-align="right">{reading.text(optimised)}</td>
            <td data-align="right">{reading.text(moneyOf(baseline - optimised))}</td>
            <td data-align="right">{reading.text(sumAlone)}</td>
            <td data-align="right">–</td>
          </tr>
        </tfoot>
      </table>
    </TableScroll>
  );
}
