'use client';

import { memo } from 'react';
import type { Tornado, TornadoBar } from '@/lib/calculator/sensitivity';
import type { WorkloadInput } from '@/lib/calculator/sensitivity-workload';
import type { Money } from '@/lib/money/money';
import { useRiskText } from './use-risk';

/** Bars around the cost as assumed: what an input takes off it, and what it adds. One scale for all of them. */
export const TornadoChart = memo(function TornadoChart({
  tornado: { bars, baseCost },
}: {
  tornado: Tornado;
}) {
  const { t, input, amount } = useRiskText();
  const priced = bars.filter(({ swing }) => swing !== null && swing > 0n);
  if (baseCost === null || priced.length === 0) return null;
  const costs = [
    baseCost,
    ...priced.flatMap(({ low, high }) => [low.cost ?? baseCost, high.cost ?? baseCost]),
  ];
  const least = costs.reduce((a, b) => (b < a ? b : a));
  const most = costs.reduce((a, b) => (b > a ? b : a));
  const place = (cost: Money): number =>
    most > least ? Number(((cost - least) * 100_000n) / (most - least)) / 1_000 : 50;
  const top = priced
    .slice(0, 3)
    .map(({ key, swing }) => `${input(key)} ${amount(swing ?? baseCost)}`)
    .join(', ');
  return (
    <div role="img" aria-label={t('tornado.label', { top })} className="relative">
      <div className="grid gap-y-1.5 max-sm:gap-y-3">
        {priced.map((bar) => (
          <Row key={bar.key} bar={bar} base={baseCost} place={place} />
        ))}
      </div>
      <div className="mt-1 grid sm:grid-cols-[180px_minmax(0,1fr)_190px] sm:gap-x-3">
        <span className="max-sm:hidden" />
        <span className="relative block h-5 text-xs text-ink2">
          <span
            className="absolute top-0 -translate-x-1/2 whitespace-nowrap"
            style={{ left: `clamp(76px, ${place(baseCost)}%, calc(100% - 76px))` }}
          >
            {t('tornado.base', { amount: amount(baseCost) })}
          </span>
        </span>
      </div>
    </div>
  );
});

function Row({ bar, base, place }: { bar: TornadoBar; base: Money; place: (cost: Money) => number }) {
  const { input, value, amount } = useRiskText();
  const key = bar.key as WorkloadInput;
  const ends = [bar.low, bar.high].map(({ value: at, cost }) => ({ at, cost: cost ?? base }));
  const low = ends.reduce((a, b) => (b.cost < a.cost ? b : a));
  const high = ends.reduce((a, b) => (b.cost > a.cost ? b : a));
  const [from, middle, to] = [place(low.cost), place(base), place(high.cost)];
  return (
    <div className="grid items-center sm:grid-cols-[180px_minmax(0,1fr)_190px] sm:gap-x-3">
      <span className="flex min-w-0 items-baseline justify-between gap-3 sm:block">
        <span className="block truncate">{input(key)}</span>
        <span className="text-xs whitespace-nowrap text-ink2 sm:block">
          {value(key, bar.low.value)} – {value(key, bar.high.value)}
        </span>
      </span>
      <span className="relative block h-5">
        <span className="absolute inset-y-0 w-px bg-line-strong" style={{ left: `${middle}%` }} />
        {from < middle && (
          <span
            className="absolute inset-y-[3px] rounded-l-[2px] bg-c1"
            style={{ left: `${from}%`, width: `${middle - from}%` }}
          />
        )}
        {to > middle && (
          <span
            className="absolute inset-y-[3px] rounded-r-[2px] bg-c2"
            style={{ left: `${middle}%`, width: `${to - middle}%` }}
          />
        )}
      </span>
      <span className="text-xs whitespace-nowrap sm:text-right">
        {amount(low.cost)} – {amount(high.cost)}
      </span>
    </div>
  );
}
