'use client';

import { useTranslations } from 'next-intl';
import type { Calculation, CostUnit } from '@/lib/calculator/outputs';
import { formatShare } from '@/lib/money/format';
import { Figure, type WorkingOf } from '../kit/working';
import { useReckoning } from './reckoning-context';
import { useWorking } from './use-working';

interface Large {
  key: 'baseline' | 'optimised' | 'saved' | 'year' | 'activeUser' | 'task';
  text: string;
  working: () => WorkingOf;
}

/** The large figures; they stay in sight while the form is filled in. */
export function FiguresStrip({ calculation }: { calculation: Calculation }) {
  const t = useTranslations('calculator.strip');
  const figures = useLargeFigures(calculation);
  const { reading } = useReckoning();
  const [before, after] = [calculation.baseline.costPer.month, calculation.optimised.costPer.month];
  return (
    <>
      <section
        aria-label={t('label')}
        className="z-10 grid grid-cols-2 gap-x-6 gap-y-4 border-t border-ink bg-ground pt-3 pb-3 md:sticky md:top-0 md:grid-cols-5 md:border-b md:border-b-line"
      >
        {figures.map(({ key, text, working }) => (
          <div key={key} className="min-w-0">
            <p className="truncate text-xs text-ink2">{t(key)}</p>
            <Figure name={t(key)} working={working} className="figure">
              {text}
            </Figure>
          </div>
        ))}
      </section>
      {before && after && (
        <p className="sticky top-0 z-10 -mx-4 border-b bg-ground px-4 py-2 md:hidden print:hidden">
          {before.total === after.total
            ? t('oneLine', { amount: reading.text(before.total) })
            : t('twoLine', {
                before: reading.text(before.total),
                after: reading.text(after.total),
                share: formatShare(calculation.savedShare.n, calculation.savedShare.d),
              })}
        </p>
      )}
    </>
  );
}

function useLargeFigures({ baseline, optimised, savedShare, monthlySaving }: Calculation): Large[] {
  const t = useTranslations('calculator.strip');
  const out = useTranslations('calculator.outputs');
  const { reading } = useReckoning();
  const working = useWorking();
  const amount = (key: Large['key'], unit: CostUnit, formula: string, of: typeof baseline): Large[] => {
    const usd = of.costPer[unit]?.total;
    if (usd === undefined) return [];
    return [
      {
        key,
        text: reading.text(usd),
        working: () => working.amount(t(key), usd, formula, working.usageInputs(of), of),
      },
    ];
  };
  const each = optimised.costPer.activeUser ? 'activeUser' : 'task';
  return [
    ...amount('baseline', 'month', out('formula.month'), baseline),
    ...amount('optimised', 'month', out('formula.month'), optimised),
    {
      key: 'saved',
      text: formatShare(savedShare.n, savedShare.d),
      working: () =>
        working.share(
          t('saved'),
          savedShare,
          t('savedFormula'),
          [
            [t('baseline'), reading.text(baseline.costPer.month?.total ?? monthlySaving)],
            [t('optimised'), reading.text(optimised.costPer.month?.total ?? monthlySaving)],
            [t('savedAmount'), reading.text(monthlySaving)],
          ],
          optimised,
        ),
    },
    ...amount('year', 'year', out('formula.year'), optimised),
    ...amount(each, each, out(`formula.${each}`), optimised),
  ];
}
