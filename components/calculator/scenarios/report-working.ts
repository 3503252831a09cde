'use client';

import type { CostUnit } from '@/lib/calculator/outputs';
import type { PriceList } from '@/lib/calculator/price-list';
import { type BeforeAfter, monthlyOf, type Report } from '@/lib/calculator/report';
import { leversOf, modelsOf } from '@/lib/calculator/report-inputs';
import type { ScenarioState } from '@/lib/calculator/state';
import type { PricedModel } from '@/lib/calculator/usage-cost-prices';
import { formatCount } from '@/lib/money/format';
import { type Money, moneyToString } from '@/lib/money/money';
import { readingIn } from '../calculator-context';
import type { WorkingOf } from '../kit/working';
import { shareText, useScenarioText } from './use-scenario-text';

/** What a report is shown with: the prices and rates of a day. */
export interface ReportBook {
  day: string;
  models: readonly PricedModel[];
  fxRates: PriceList['fxRates'];
}

export const readingOf = (book: ReportBook, state: ScenarioState) =>
  readingIn({ fxRates: book.fxRates }, state.currency);

/** The workings of a report's amounts, and how its amounts are written. */
export function useReportWorking(report: Report, book: ReportBook) {
  const { t, day } = useScenarioText();
  const reading = readingOf(book, report.state);
  const named = new Map(book.models.map((model) => [model.model, model]));

  const sources = (): string[] => [
    ...modelsOf(report.state).map(({ model, share }) => {
      const price = named.get(model);
      const prices = price?.rates?.prices;
      return t('working.price', {
        ...{ model: price?.name ?? model, share: shareText(share) },
        ...{ input: prices?.input ?? '–', output: prices?.output ?? '–' },
        ...{ list: price?.source.list ?? '–', day: price?.source.from ? day(price.source.from) : '–' },
      });
    }),
    t('working.pricesOf', { day: day(book.day) }),
    reading.rate
      ? t('working.rate', {
          ...{ rate: reading.rate.rate.replace(/\.?0+$/, ''), currency: reading.rate.quote },
          ...{ day: day(reading.rate.validFrom), source: reading.rate.source },
        })
      : t('working.usd'),
  ];

  const exact = (usd: Money): string => {
    const own = `USD ${moneyToString(usd)}`;
    return reading.rate ? `${reading.currency} ${moneyToString(reading.convert(usd))} = ${own}` : own;
  };

  const inputs = (which: keyof BeforeAfter<unknown>): [string, string][] => [
    [t('tokens.calls'), formatCount(report.calls[which])],
    ...report.tokens.map(({ figure, counts }): [string, string] => [
      t(`tokens.${figure}`),
      formatCount(counts[which]),
    ]),
    ...(which === 'optimised'
      ? leversOf(report.state).map(({ lever, strength, applies }): [string, string] => [
          t(`levers.${lever}`),
          t('setting', { strength: shareText(strength), applies: shareText(applies) }),
        ])
      : []),
  ];

  const amount = (
    name: string,
    usd: Money,
    which: keyof BeforeAfter<unknown>,
    formula: string,
  ): WorkingOf => ({
    ...{ name, figure: reading.text(usd), exact: exact(usd), formula },
    inputs: inputs(which),
    sources: sources(),
  });

  return {
    reading,
    /** A cost per call, task, day, month, year or user. */
    cost: (unit: CostUnit, usd: Money, which: keyof BeforeAfter<unknown>): WorkingOf =>
      amount(`${t(`per.${unit}`)} · ${t(which)}`, usd, which, t(`working.cost.${unit}`)),
    part: (name: string, usd: Money, which: keyof BeforeAfter<unknown>): WorkingOf =>
      amount(`${name} · ${t(which)}`, usd, which, t('working.part')),
    saving: (): WorkingOf => {
      const { baseline, optimised } = monthlyOf(report);
      const saved = report.calculation.monthlySaving;
      return {
        ...{
          name: t('saved'),
          figure: reading.text(saved),
          exact: exact(saved),
          formula: t('working.saving'),
        },
        inputs: [
          [t('baseline'), reading.text(baseline)],
          [t('optimised'), reading.text(optimised)],
        ],
        sources: sources(),
      };
    },
  };
}
