'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { baselineOf, type ModelComparison, optimisedOf } from '@/lib/calculator/compare-models';
import { legsOf } from '@/lib/calculator/workload';
import { formatMoney } from '@/lib/money/format';
import { type Money, moneyOf, parseMoney, ZERO } from '@/lib/money/money';
import { modelsPaths } from './models-chart-paths';
import { useComparison, useReckoning } from './reckoning-context';

/** Every priced model of the book in one picture, cheapest first, with yours and the cheapest of each tier named. */
export function ModelsChart() {
  const t = useTranslations('calculator.models');
  const { reading, state } = useReckoning();
  const comparison = useComparison();
  const [pointed, setPointed] = useState<number | null>(null);
  const factor = reading.rate ? Number(reading.rate.rate) : 1;
  const paths = useMemo(() => modelsPaths(comparison, factor), [comparison, factor]);
  const { rows, ticks } = paths;
  if (rows.length === 0) return null;
  const yours = legsOf(state.workload.model).map(({ model }) => model);
  const named = rows.flatMap((row, index) => {
    const label = nameOf(row);
    return label ? [{ row, index, label }] : [];
  });
  const shown = named.slice(0, MOST_NAMED);
  const current = pointed === null ? undefined : rows[pointed];
  const text = (amount: Money | null) => reading.text(amount ?? ZERO);

  function nameOf(row: ModelComparison): string | null {
    if (row.cheapestInTier && row.model.tier)
      return t('chart.cheapest', { model: row.model.name, tier: t(`tiers.${row.model.tier}`) });
    return yours.includes(row.model.model) ? t('chart.yours', { model: row.model.name }) : null;
  }

  return (
    <figure className="min-w-0">
      <p aria-live="off" className="min-h-5 text-xs text-ink2">
        {current
          ? t('chart.pointed', {
              model: current.model.name,
              optimised: text(optimisedOf(comparison, current)),
              baseline: text(baselineOf(comparison, current)),
            })
          : t('chart.note', { currency: reading.currency })}
      </p>
      <div
        className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2"
        style={{ paddingTop: shown.length * LABEL_PX + 6 }}
      >
        <div aria-hidden className="relative h-[230px] w-[84px] text-xs text-ink2">
          {ticks.map(({ power, top }) => (
            <span key={power} className="absolute right-0 -translate-y-1/2" style={{ top: `${top}%` }}>
              {tickText(power, reading.currency)}
            </span>
          ))}
        </div>
        <div className="@container relative h-[230px]">
          {ticks.map(({ power, top }) => (
            <span
              key={power}
              aria-hidden
              className="absolute inset-x-0 border-t border-line"
              style={{ top: `${top}%` }}
            />
          ))}
          <svg
            role="img"
            aria-label={t('chart.label', { count: rows.length })}
            viewBox={`0 0 ${rows.length} 100`}
            preserveAspectRatio="none"
            className="absolute inset-0 size-full"
            onPointerMove={(event) => {
              const box = event.currentTarget.getBoundingClientRect();
              const at = Math.floor(((event.clientX - box.left) / box.width) * rows.length);
              setPointed(Math.min(rows.length - 1, Math.max(0, at)));
            }}
            onPointerLeave={() => setPointed(null)}
          >
            <path d={paths.spans} stroke="var(--line-strong)" strokeWidth={0.5} opacity={0.55} />
            <path d={paths.baselines} stroke="var(--mark)" strokeWidth={1} />
            <path d={paths.optimised} stroke="var(--c1)" strokeWidth={1} />
            {pointed !== null && (
              <path
                d={`M${pointed + 0.5} 0V100`}
                stroke="var(--ink)"
                strokeWidth={1}
                vectorEffect="non-scaling-stroke"
              />
            )}
          </svg>
          {shown.map(({ row, index, label }, line) => (
            <Marker
              key={row.model.model}
              left={((index + 0.5) / rows.length) * 100}
              top={paths.topOf(row)}
              above={(shown.length - line) * LABEL_PX}
              label={label}
            />
          ))}
        </div>
      </div>
    </figure>
  );
}

const MOST_NAMED = 6;
const LABEL_PX = 17;

/** A model named on the line: its label above the chart, a hairline down to its place. */
function Marker({ left, top, above, label }: { left: number; top: number; above: number; label: string }) {
  return (
    <span
      aria-hidden
      className="pointer-events-none absolute border-l border-mark"
      style={{ left: `${left}%`, top: -above, height: `calc(${top}% + ${above}px)` }}
    >
      <span
        className={cn(
          'absolute top-0 truncate px-1 text-xs leading-4 whitespace-nowrap text-ink',
          left > 50 ? 'right-0' : 'left-0',
        )}
        style={{ maxWidth: `min(260px, ${Math.max(left, 100 - left)}cqw)` }}
      >
        {label}
      </span>
      <span className="absolute bottom-0 -left-[3.5px] size-1.5 translate-y-1/2 rounded-full bg-ink" />
    </span>
  );
}

/** A power of ten of the currency, written out. */
function tickText(power: number, currency: Parameters<typeof formatMoney>[1]): string {
  const amount = power >= -12 ? moneyOf(10n ** BigInt(power + 12)) : parseMoney('0');
  return formatMoney(amount, currency, power >= 0 ? 0 : Math.min(12, -power));
}
