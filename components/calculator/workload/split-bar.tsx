'use client';

import { useTranslations } from 'next-intl';
import { COST_KINDS, type CostKind, type CostSplit } from '@/lib/calculator/usage-cost-split';
import { formatShare, toChartNumber } from '@/lib/money/format';
import type { Money } from '@/lib/money/money';
import { useReckoning } from './reckoning-context';

const COLOURS: Record<CostKind, string> = {
  input: 'var(--c3)',
  cache: 'var(--c5)',
  output: 'var(--c1)',
  reasoning: 'var(--c4)',
  requests: 'var(--c6)',
  retries: 'var(--c2)',
};
/** A part narrower than this has no room for its name; the table has it. */
const NAMED_FROM = 0.12;

/** One amount as a bar against a whole, its larger parts named on the line. */
export function SplitBar({ name, split, whole }: { name: string; split: CostSplit; whole: Money }) {
  const t = useTranslations('calculator.split');
  const { reading } = useReckoning();
  const of = toChartNumber(whole);
  const parts = COST_KINDS.flatMap((kind) => {
    const length = of === 0 ? 0 : toChartNumber(split[kind]) / of;
    return length > 0 ? [{ kind, length }] : [];
  });
  const said = parts
    .map(({ kind }) => `${t(`kinds.${kind}`)} ${formatShare(split[kind], split.total)}`)
    .join(', ');
  return (
    <div className="grid grid-cols-[84px_minmax(0,1fr)] items-start gap-x-3 py-1 sm:grid-cols-[84px_minmax(0,1fr)_110px]">
      <span className="pt-0.5 text-ink2">{name}</span>
      <div
        role="img"
        aria-label={`${name}: ${reading.text(split.total)}. ${said}`}
        className="flex min-h-9 gap-px"
      >
        {parts.map(({ kind, length }) => (
          <div key={kind} style={{ width: `${length * 100}%` }} className="min-w-0">
            <div className="h-4 rounded-[1px]" style={{ background: COLOURS[kind] }} />
            {length >= NAMED_FROM && (
              <p className="truncate text-xs text-ink2">
                {t(`kinds.${kind}`)} {formatShare(split[kind], split.total, 0)}
              </p>
            )}
          </div>
        ))}
      </div>
      <span className="text-right max-sm:hidden">{reading.text(split.total)}</span>
    </div>
  );
}
