import type { Decimal } from '@/lib/attribution/dto';
import { toUnits } from '@/lib/attribution/figure';
import type { Board } from '@/lib/board/board';
import type { PartDto } from '@/lib/drivers/dto';
import { formatShare } from '@/lib/money/format';

const PLACES = 22;
const units = (value: Decimal): bigint => toUnits(value, PLACES);
const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

export type Direction = 'rose' | 'fell' | 'held';

/** How far a figure moved, in words and per cent; null where there is nothing to hold it against. */
export function moved(
  now: Decimal | null,
  before: Decimal | null,
): { direction: Direction; percent: string } | null {
  if (now === null || before === null || units(before) <= 0n) return null;
  const change = units(now) - units(before);
  const percent = formatShare(magnitude(change), units(before));
  if (percent === '0 %') return { direction: 'held', percent };
  return { direction: change > 0n ? 'rose' : 'fell', percent };
}

/** The two largest parts of a bridge, either way, that are each at least a twentieth of all movement. */
export function largestParts(parts: readonly PartDto[]): PartDto[] {
  const size = ({ amount }: PartDto) => magnitude(units(amount));
  const all = parts.reduce((sum, part) => sum + size(part), 0n);
  return parts
    .filter((part) => size(part) > 0n && size(part) * 20n >= all)
    .sort((a, b) => (size(a) > size(b) ? -1 : 1))
    .slice(0, 2);
}

/** How many budgets are within their limit, of how many. */
export function budgetsHeld({ budgets }: Pick<Board, 'budgets'>): { held: number; total: number } {
  const broken = budgets.filter(({ state }) => state === 'exceeded' || state === 'blocked').length;
  return { held: budgets.length - broken, total: budgets.length };
}
