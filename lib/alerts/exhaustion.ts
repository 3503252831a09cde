import { dayOf, type InstantRange } from '../time/period';

/**
 * The day a limit is reached if all goes on as it did on average since the period began, today included; null: not
 * within the period, or nothing is spent. Amounts in any one unit.
 */
export function exhaustionAt(
  { spent, limit }: { spent: bigint; limit: bigint },
  period: InstantRange,
  now: Date,
  timeZone: string,
): string | null {
  const elapsed = BigInt(now.getTime() - period.from.getTime());
  if (spent <= 0n || elapsed <= 0n) return null;
  const at = new Date(period.from.getTime() + Number((elapsed * limit + spent - 1n) / spent));
  return at < period.to ? dayOf(at, timeZone) : null;
}
