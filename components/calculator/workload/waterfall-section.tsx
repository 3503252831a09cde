'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '@/components/ui/section';
import { formatShare } from '@/lib/money/format';
import { moneyOf, moneyToString } from '@/lib/money/money';
import { CsvButton } from '../kit/csv-button';
import { type ChartView, ViewSwitch } from '../kit/view-switch';
import { useReckoning } from './reckoning-context';
import { WaterfallChart } from './waterfall-chart';
import { WaterfallTable } from './waterfall-table';

/** Baseline, each lever, optimised; and what the order of the levers decides. */
export function WaterfallSection() {
  const t = useTranslations('calculator.waterfall');
  const { waterfall, reading } = useReckoning();
  const [view, setView] = useState<ChartView>('chart');
  if (!waterfall) return null;
  const { baseline, optimised, steps, sumAlone } = waterfall;
  const saved = moneyOf(baseline - optimised);
  const twice = moneyOf(sumAlone - saved);
  return (
    <Section
      title={t('title')}
      note={t('note', { currency: reading.currency })}
      actions={
        <>
          <ViewSwitch view={view} onView={setView} />
          <CsvButton
            file="tollgate-calculator-waterfall"
            rows={() => [
              ['step', 'before_usd', 'after_usd', 'saving_usd', 'alone_usd', 'last_usd'],
              ['baseline', null, moneyToString(baseline), null, null, null],
              ...steps.map(({ lever, before, after, saving, alone, last }) => [
                lever,
                ...[before, after, saving, alone, last].map(moneyToString),
              ]),
              [
                'optimised',
                moneyToString(baseline),
                moneyToString(optimised),
                moneyToString(saved),
                null,
                null,
              ],
            ]}
          />
        </>
      }
    >
      {view === 'chart' ? <WaterfallChart waterfall={waterfall} /> : <WaterfallTable waterfall={waterfall} />}
      <p className="max-w-[64em] pt-2 text-ink2">
        {steps.length === 0
          ? t('none')
          : t('order', {
              saved: reading.text(saved),
              share: formatShare(saved, baseline),
              sum: reading.text(sumAlone),
              twice: reading.text(twice),
              more: twice > 0n ? 'yes' : 'no',
            })}
      </p>
    </Section>
  );
}
