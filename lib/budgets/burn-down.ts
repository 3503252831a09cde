import { addDays, daysBetween, type Period } from '../time/days';

export interface BurnDay {
  day: string;
  /** Null for days to come. */
  spent: bigint | null;
  /** Up to the end of the day; null for days to come. */
  cumulative: bigint | null;
  /** Of an even rate that ends at the limit; rounded down. */
  ideal: bigint;
  /** At the rate of the completed days, from today on; null before, and without a completed day. */
  forecast: bigint | null;
}

/** The days of a period in ledger units, each with where it stands at its end. */
export function burnDown({
  period,
  today,
  limit,
  spentOn,
}: {
  period: Period;
  today: string;
  limit: bigint;
  spentOn: ReadonlyMap<string, bigint>;
}): BurnDay[] {
  const length = daysBetween(period.from, period.to);
  const completedDays = daysBetween(period.from, today);
  const days: BurnDay[] = [];
  let cumulative = 0n;
  let completed = 0n;
  for (let index = 0; index < length; index += 1) {
    const day = addDays(period.from, index);
    const spent = spentOn.get(day) ?? 0n;
    if (day < today) completed += spent;
    cumulative += spent;
    const isPast = day <= today;
    days.push({
      day,
      spent: isPast ? spent : null,
      cumulative: isPast ? cumulative : null,
      ideal: (limit * BigInt(index + 1)) / BigInt(length),
      forecast:
        day < today || completedDays <= 0
          ? null
          : larger(ceilDiv(completed * BigInt(index + 1), BigInt(completedDays)), cumulative),
    });
  }
  return days;
}

const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const ceilDiv = (a: bigint, b: bigint): bigint => (a <= 0n ? a / b : (a + b - 1n) / b);
