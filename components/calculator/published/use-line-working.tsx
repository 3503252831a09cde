'use client';

import { useTranslations } from 'next-intl';
import { ratioOf } from '@/lib/calculator/tokens-ratio';
import { formatCount, formatMoney, formatShare } from '@/lib/money/format';
import { moneyToString } from '@/lib/money/money';
import { OpenWorkload } from '../kit/open-workload';
import { ratioText } from '../kit/ratio-text';
import type { WorkingOf } from '../kit/working';
import type { LinePrice, PublishedLine } from './published-lines';

/** The working of a computed figure: tasks, tokens, the document's prices, and the two sides that sum to it. */
export function useLineWorking(): (line: PublishedLine, assumed: boolean) => WorkingOf {
  const t = useTranslations('calculatorPublished.working');
  const priceText = ({ input, output }: LinePrice) =>
    [input, output].map((price) => (price === null ? '–' : `US$${price}`)).join(' · ');
  return (
    { scenario, label, workload, computed, tokens, prices, inputCost, outputCost, tasks, calls },
    assumed,
  ) => ({
    action: <OpenWorkload workload={workload} preset={`scenario:${scenario}`} />,
    name: t('name', { label }),
    figure: formatMoney(computed, 'USD', 2),
    exact: `${moneyToString(computed)} USD`,
    formula: (
      <>
        <p>{t('formula')}</p>
        {prices.length > 1 && <p>{t('formulaMix')}</p>}
        {assumed && <p className="mt-1 text-ink2">{t('assumed')}</p>}
      </>
    ),
    inputs: [
      [t('tasks'), ratioText(tasks, 2)],
      [t('calls'), ratioText(calls, 2)],
      [t('input'), formatCount(tokens.input)],
      [t('output'), formatCount(tokens.output)],
      ...prices.map((price) => {
        const { n, d } = ratioOf(price.share);
        const name = t('price', { model: price.name });
        return [
          price.share === 1 ? name : `${name} · ${t('share', { share: formatShare(n, d) })}`,
          priceText(price),
        ] as const;
      }),
      [t('inputCost'), formatMoney(inputCost, 'USD', 2)],
      [t('outputCost'), formatMoney(outputCost, 'USD', 2)],
    ],
    sources: [
      ...new Set(prices.map(({ source }) => t('list', { list: source.list, from: source.from ?? '' }))),
    ],
  });
}
