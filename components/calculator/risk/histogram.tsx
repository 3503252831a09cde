'use client';

import { memo } from 'react';
import { placeLabels } from '@/components/charts/place-labels';
import type { CostSpread } from '@/lib/calculator/monte-carlo';
import { formatCount } from '@/lib/money/format';
import type { Money } from '@/lib/money/money';
import { useRiskText } from './use-risk';

const LABEL_PERCENT = 9;

/** How often each cost was drawn, with the three percentiles and the budget marked where they lie. */
export const Histogram = memo(function Histogram({
  spread,
  samples,
  budget,
}: {
  spread: CostSpread;
  samples: number;
  budget: Money | null;
}) {
  const { t, amount } = useRiskText();
  const { histogram, least, most } = spread;
  const tallest = Math.max(...histogram.map((bin) => bin.samples));
  const place = (cost: Money) =>
    most > least ? Number(((cost - least) * 10_000n) / (most - least)) / 100 : 50;
  const within = budget !== null && budget >= least && budget <= most;
  const marks = [
    ...(['p10', 'p50', 'p90'] as const).map((key) => ({
      key,
      name: t(`draws.${key}`),
      at: place(spread[key]),
      tone: '',
    })),
    ...(within ? [{ key: 'budget', name: t('draws.budgetMark'), at: place(budget), tone: 'text-bad' }] : []),
  ].sort((a, b) => a.at - b.at);
  const labels = placeLabels(
    marks.map(({ at }) => at),
    LABEL_PERCENT,
    3,
    97,
  );
  const words = { draws: formatCount(samples), least: amount(least), most: amount(most) };
  return (
    <div
      role="img"
      aria-label={t('draws.label', {
        ...words,
        p10: amount(spread.p10),
        p50: amount(spread.p50),
        p90: amount(spread.p90),
      })}
    >
      <div className="relative h-5 text-xs">
        {marks.map(({ key, name, tone }, i) => (
          <span
            key={key}
            className={`absolute -translate-x-1/2 whitespace-nowrap ${tone || 'text-ink2'}`}
            style={{ left: `${labels[i]}%` }}
          >
            {name}
          </span>
        ))}
      </div>
      <div className="relative h-44 border-b border-line-strong">
        <div className="flex h-full items-end gap-px">
          {histogram.map((bin) => (
            <span
              key={String(bin.from)}
              className={`min-w-0 flex-1 ${budget !== null && bin.from >= budget ? 'bg-c2' : 'bg-c3'}`}
              style={{ height: `${(bin.samples / tallest) * 100}%` }}
              title={`${amount(bin.from)} – ${amount(bin.to)}: ${formatCount(bin.samples)}`}
            />
          ))}
        </div>
        {marks.map(({ key, at }) => (
          <span
            key={key}
            className={`absolute inset-y-0 w-0 border-l ${key === 'budget' ? 'border-bad' : 'border-dashed border-ink2'}`}
            style={{ left: `${at}%` }}
          />
        ))}
      </div>
      <div className="flex justify-between pt-1 text-xs text-ink2">
        <span>{words.least}</span>
        <span>{words.most}</span>
      </div>
    </div>
  );
});
