'use client';

import { formatCount } from '@/lib/money/format';
import { moneyToString } from '@/lib/money/money';
import { useRateLine } from '../kit/use-rate-line';
import { Figure } from '../kit/working';
import type { ModelCost } from './model-costs';
import { useTokensText } from './use-tokens-text';

/** What the text costs one model to read or to write, with its working; or why there is no amount. */
export function CostFigure({
  cost: { entry, count, unit, ...cost },
  side,
  calls,
}: {
  cost: ModelCost;
  side: 'read' | 'written';
  calls: number;
}) {
  const { t, amount, how, perMillion, reading } = useTokensText();
  const rateLine = useRateLine();
  const value = cost[side];
  const each = unit[side];
  if (value === null || each === null) return <span className="text-ink2">{t('models.noPrice')}</span>;
  const name = `${entry.name}, ${t(`models.${side}`)}`;
  return (
    <Figure
      name={name}
      working={() => ({
        name,
        figure: amount(value),
        exact: `${moneyToString(reading.convert(value))} ${reading.currency}`,
        formula: t(`models.formula.${side}`),
        inputs: [
          [t('models.tokens'), `${formatCount(count.tokens)} (${how(count)})`],
          [t('models.priceOf'), perMillion(each)],
          [t('models.calls'), formatCount(calls)],
        ],
        sources: [
          t('models.version', {
            list: entry.source.list,
            from: entry.source.from ?? '–',
            version: entry.version?.id ?? '–',
          }),
          rateLine,
        ],
      })}
    >
      {amount(value)}
    </Figure>
  );
}
