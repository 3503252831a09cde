import type { Money } from '../money/money';
import { addDays, daysBetween } from '../time/days';
import { toModelNumber } from './model-number';

/** What a complete day came to. Null, or a day left out: nothing is known of it (no source was live), which is not 0. */
export interface DailyAmount {
  day: string;
  amount: Money | null;
  /** What it would have come to at the pace of its last hours, over what it did (`pacesOf`); none where not known. */
  pace?: number | null;
}

/** Consecutive days as a model reads them. */
export interface Series {
  /** The first day that is not zero, or where all are, the first known: before its first use nothing existed. */
  from: string;
  /** Gaps are filled, so that models see every day; `isKnown` says which are data. */
  values: number[];
  isKnown: boolean[];
  /** 1 where nothing is known of a day's hours. */
  paces: number[];
}

/** The days from the first use until `today`, which is not complete and left out. Null: nothing is known. */
export function seriesOf(days: readonly DailyAmount[], today: string): Series | null {
  const known = new Map<string, number>();
  const paces = new Map<string, number>();
  for (const { day, amount, pace } of days) {
    if (amount === null || day >= today) continue;
    known.set(day, toModelNumber(amount));
    paces.set(day, pace ?? 1);
  }
  const sorted = [...known.keys()].sort();
  const from = sorted.find((day) => known.get(day) !== 0) ?? sorted[0];
  if (from === undefined) return null;
  const every = Array.from({ length: daysBetween(from, today) }, (_, index) => addDays(from, index));
  const raw = every.map((day) => known.get(day) ?? null);
  return {
    from,
    values: raw.map((value, index) => value ?? estimate(raw, index)),
    isKnown: raw.map((value) => value !== null),
    paces: every.map((day) => paces.get(day) ?? 1),
  };
}

/**
 * A gap is read as the mean of the nearest known days before and after it: of the same weekday where they are within
 * two weeks, else of any. It is never scored.
 */
function estimate(raw: readonly (number | null)[], index: number): number {
  const weekly = [nearest(raw, index, -7, 2), nearest(raw, index, 7, 2)];
  const found = weekly.some((value) => value !== null)
    ? weekly
    : [nearest(raw, index, -1, raw.length), nearest(raw, index, 1, raw.length)];
  return mean(found.filter((value) => value !== null));
}

function nearest(raw: readonly (number | null)[], index: number, step: number, times: number): number | null {
  for (let turn = 1; turn <= times; turn += 1) {
    const value = raw[index + step * turn];
    if (value === undefined) return null;
    if (value !== null) return value;
  }
  return null;
}

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : mean(sorted.slice(middle - 1, middle + 1));
}
