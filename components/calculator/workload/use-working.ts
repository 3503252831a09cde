'use client';

import { useTranslations } from 'next-intl';
import type { Estimate } from '@/lib/calculator/outputs';
import type { Ratio } from '@/lib/calculator/tokens-ratio';
import { formatCount, formatShare } from '@/lib/money/format';
import { type Money, moneyToString } from '@/lib/money/money';
import { TOKEN_CLASSES } from '@/lib/pricing/rates';
import { useBook } from '../calculator-context';
import { ratioText } from '../kit/ratio-text';
import type { WorkingOf } from '../kit/working';
import { useReckoning } from './reckoning-context';
import { useSourceLines } from './use-source-lines';

export type Input = readonly [name: string, value: string];

/** Builds the working of a figure: what it is, every digit, the formula in words, its inputs, the prices and the rate. */
export function useWorking() {
  const t = useTranslations('calculator.working');
  const { reading } = useReckoning();
  const { entries } = useBook();
  const sources = useSourceLines();

  const exactUsd = (usd: Money): string => {
    const dollars = `${moneyToString(usd)} USD`;
    return reading.rate ? `${moneyToString(reading.convert(usd))} ${reading.currency} (${dollars})` : dollars;
  };

  /** Calls, tokens of each class and who answers: what every amount of an estimate is made of. */
  const usageInputs = (estimate: Estimate): Input[] => [
    [t('tasks'), ratioText(estimate.tasksPerMonth, 2)],
    [t('calls'), ratioText(estimate.callsPerMonth, 2)],
    ...estimate.tokensByClass.flatMap((tokens, i): Input[] => {
      const tokenClass = TOKEN_CLASSES[i];
      return tokens.n === 0n || !tokenClass ? [] : [[t(`tokens.${tokenClass}`), ratioText(tokens, 2)]];
    }),
    ...estimate.placements.map(
      ({ model, share }): Input => [
        t('callsOn', { model: entries.get(model)?.name ?? model }),
        formatShare(share.n, share.d, 2),
      ],
    ),
  ];

  const models = (estimate: Estimate): string[] => estimate.placements.map(({ model }) => model);

  return {
    usageInputs,
    amount: (
      name: string,
      usd: Money,
      formula: string,
      inputs: readonly Input[],
      of: Estimate | readonly string[],
    ): WorkingOf => ({
      name,
      figure: reading.text(usd),
      exact: exactUsd(usd),
      ...{ formula, inputs },
      sources: sources(Array.isArray(of) ? of : models(of as Estimate)),
    }),
    count: (name: string, count: bigint, formula: string, inputs: readonly Input[]): WorkingOf => ({
      name,
      figure: formatCount(count),
      exact: null,
      ...{ formula, inputs },
      sources: [],
    }),
    ratio: (name: string, ratio: Ratio, formula: string, inputs: readonly Input[]): WorkingOf => ({
      name,
      figure: ratioText(ratio, 2),
      exact: ratio.n % ratio.d === 0n ? null : `${ratio.n} / ${ratio.d}`,
      ...{ formula, inputs },
      sources: [],
    }),
    share: (
      name: string,
      { n, d }: Ratio,
      formula: string,
      inputs: readonly Input[],
      estimate: Estimate,
    ): WorkingOf => ({
      name,
      figure: formatShare(n, d),
      exact: formatShare(n, d, 10),
      ...{ formula, inputs },
      sources: sources(models(estimate)),
    }),
  };
}
