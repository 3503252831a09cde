import { formatShare } from '@/lib/money/format';
import type { Money } from '@/lib/money/money';

/** How much more or less than `before`, in per cent with its sign: `+1.2 %`, `−4 %`, `±0 %`. */
export function differenceText(after: Money, before: Money): string {
  if (before === 0n) return '–';
  const text = formatShare(after - before, before);
  if (text === '0 %' || text === '−0 %') return '±0 %';
  return after > before ? `+${text}` : text;
}
