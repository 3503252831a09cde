import type { Decimal } from '../attribution/dto';
import { moneyToString, parseMoney, subtractMoney } from '../money/money';
import { divideHalfEven } from '../money/rounding';
import type { ForecastSnapshot, Horizon, SnapshotSubject } from './snapshot';

/** A frozen forecast against what came. USD; shares at 6 decimals, half to even. */
export interface JudgedSnapshot extends ForecastSnapshot {
  label: string | null;
  /** Null while the period runs, and where some of it is not known. */
  actual: Decimal | null;
  /** actual − expected. */
  error: Decimal | null;
  /** actual ÷ expected − 1; null over an expectation of zero. */
  variance: Decimal | null;
  within80: boolean | null;
  within95: boolean | null;
}

/** Of all forecasts of one kind and horizon whose period is over. */
export interface AccuracySummary {
  subject: SnapshotSubject;
  horizon: Horizon;
  judged: number;
  /** Σ |error| ÷ Σ actual. */
  error: Decimal | null;
  /** Σ (expected − actual) ÷ Σ actual: above zero, too much was forecast. */
  bias: Decimal | null;
  /** How many came within their interval. */
  within80: number;
  within95: number;
}

export interface ForecastAccuracy {
  today: string;
  /** Newest period first. */
  snapshots: JudgedSnapshot[];
  summaries: AccuracySummary[];
}

const MILLION = 1_000_000n;

/** `part ÷ whole` at 6 decimals. */
function shareText(part: bigint, whole: bigint): Decimal | null {
  if (whole === 0n) return null;
  const sign = whole < 0n ? -1n : 1n;
  const units = divideHalfEven(part * MILLION * sign, whole * sign);
  const digits = (units < 0n ? -units : units).toString().padStart(7, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

export function judge(
  snapshot: ForecastSnapshot,
  actual: Decimal | null,
  label: string | null,
): JudgedSnapshot {
  if (actual === null)
    return { ...snapshot, label, actual, error: null, variance: null, within80: null, within95: null };
  const [came, expected] = [parseMoney(actual), parseMoney(snapshot.expected)];
  const error = subtractMoney(came, expected);
  const isWithin = ({ low, high }: { low: Decimal; high: Decimal }) =>
    parseMoney(low) <= came && came <= parseMoney(high);
  return {
    ...snapshot,
    ...{ label, actual, error: moneyToString(error), variance: shareText(error, expected) },
    within80: isWithin(snapshot.intervals.p80),
    within95: isWithin(snapshot.intervals.p95),
  };
}

/** One summary for every kind of subject and horizon that something was judged of. */
export function summarise(snapshots: readonly JudgedSnapshot[]): AccuracySummary[] {
  const groups = new Map<string, JudgedSnapshot[]>();
  for (const one of snapshots) {
    if (one.actual === null) continue;
    const key = `${one.subject} ${one.horizon}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const errors = group.map(({ error }) => parseMoney(error ?? '0'));
    const actual = group.reduce((sum, one) => sum + parseMoney(one.actual ?? '0'), 0n);
    const absolute = errors.reduce<bigint>((sum, error) => sum + (error < 0n ? -error : error), 0n);
    const missed = errors.reduce<bigint>((sum, error) => sum - error, 0n);
    return {
      ...{ subject: first.subject, horizon: first.horizon, judged: group.length },
      ...{ error: shareText(absolute, actual), bias: shareText(missed, actual) },
      within80: group.filter(({ within80 }) => within80).length,
      within95: group.filter(({ within95 }) => within95).length,
    };
  });
}
