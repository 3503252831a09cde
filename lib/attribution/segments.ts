import { Temporal } from 'temporal-polyfill';
import { type Currency, type FxRate, fxRateOn, LEDGER_CURRENCY } from '../money/currency';
import { addDays, addMonths, bucketOf, type Grain, type Period, toInstants } from '../time/period';
import type { Bucket } from './dto';

/** A stretch of the period that lies in one bucket and has one exchange rate. */
export interface Segment {
  /** A day, or for hours an ISO instant. The segment ends where the next one starts. */
  start: string;
  bucket: number;
  /** Units of the reading currency per US dollar; null where none is recorded. '1' for the ledger currency. */
  rate: string | null;
}

export interface FxStretch extends Period {
  fx: FxRate | null;
}

/** The time buckets of a period; none without a grain. The first and last may be cut short by the period. */
export function bucketsOf(period: Period, grain: Grain | null, timeZone: string): Bucket[] {
  if (grain === null) return [];
  if (grain === 'hour') return hoursOf(period, timeZone);
  const buckets: Bucket[] = [];
  for (let start = bucketOf(period.from, grain); start < period.to; ) {
    const next = nextBucket(start, grain);
    const { from, to } = overlap({ from: start, to: next }, period);
    buckets.push({ start, grain, from, to, label: start, partial: from !== start || to !== next });
    start = next;
  }
  return buckets;
}

/** The days two overlapping periods share. Days as YYYY-MM-DD sort as text. */
function overlap(a: Period, b: Period): Period {
  const [, from = a.from] = [a.from, b.from].sort();
  const [to = a.to] = [a.to, b.to].sort();
  return { from, to };
}

function nextBucket(start: string, grain: Grain): string {
  if (grain === 'month') return addMonths(start, 1);
  return addDays(start, grain === 'week' ? 7 : 1);
}

function hoursOf(period: Period, timeZone: string): Bucket[] {
  const { from, to } = toInstants(period, timeZone);
  const buckets: Bucket[] = [];
  for (let at = from.getTime(); at < to.getTime(); at += 3_600_000) {
    const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDateTime();
    const day = local.toPlainDate().toString();
    buckets.push({
      start: new Date(at).toISOString(),
      grain: 'hour',
      from: day,
      to: addDays(day, 1),
      label: local.toString({ smallestUnit: 'minute' }),
      partial: false,
    });
  }
  return buckets;
}

/** The period cut wherever the rate into `currency` changes. One stretch without a rate row in the ledger currency. */
export function fxStretches(period: Period, currency: Currency, rates: readonly FxRate[]): FxStretch[] {
  if (currency === LEDGER_CURRENCY) return [{ ...period, fx: null }];
  const edges = rates
    .filter((rate) => rate.quote === currency)
    .flatMap((rate) => [rate.validFrom, rate.validTo])
    .filter((day): day is string => day !== null && day > period.from && day < period.to);
  const starts = [...new Set([period.from, ...edges])].sort();
  return starts.map((from, index) => ({
    from,
    to: starts[index + 1] ?? period.to,
    fx: fxRateOn(rates, currency, from),
  }));
}

/** Buckets and exchange rates together: within each segment both are constant. */
export function segmentsOf(
  period: Period,
  currency: Currency,
  rates: readonly FxRate[],
  buckets: readonly Bucket[],
): Segment[] {
  const stretches = fxStretches(period, currency, rates);
  const rateOn = (day: string): string | null => {
    if (currency === LEDGER_CURRENCY) return '1';
    return stretches.findLast((stretch) => stretch.from <= day)?.fx?.rate ?? null;
  };
  if (buckets[0]?.grain === 'hour') {
    return buckets.map((bucket, index) => ({
      start: bucket.start,
      bucket: index,
      rate: rateOn(bucket.from),
    }));
  }
  const starts = new Set([...stretches, ...buckets].map((part) => part.from));
  return [...starts].sort().map((start) => ({
    start,
    bucket: Math.max(
      0,
      buckets.findLastIndex((bucket) => bucket.from <= start),
    ),
    rate: rateOn(start),
  }));
}
