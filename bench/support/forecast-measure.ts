import type { ChoiceRule } from '@/lib/forecasting/choose';
import type { Contender } from '@/lib/forecasting/contenders';
import { type Forecast, forecastSpend } from '@/lib/forecasting/forecast';
import { PACE, type PaceRule, pacesOf } from '@/lib/forecasting/pace';
import { mean, median } from '@/lib/forecasting/series';
import { CONTENDERS } from '@/lib/forecasting/server/statistical-models';
import { moneyOf } from '@/lib/money/money';
import { addDays } from '@/lib/time/days';
import type { Client } from './forecast-clients';

const FIRST = '2026-01-01';
const UNIT = 10n ** 12n;

const say = (text: string) => process.stderr.write(`${text}\n`);

/** A way to forecast; without one, that of the product. */
export interface Candidate {
  contenders: readonly Contender[];
  rule: ChoiceRule;
  pace: PaceRule;
}

const BASELINES: Record<string, (past: number[], ahead: number) => number> = {
  'lag-1': (past) => past.at(-1) ?? 0,
  'lag-7': (past, ahead) => past.at(-7 + ((ahead - 1) % 7)) ?? past.at(-1) ?? 0,
  'mean of a week': (past) => mean(past.slice(-7)),
  'median of a week': (past) => median(past.slice(-7)),
};

const numberOf = (amount: bigint): number => Number(amount / 10n ** 6n) / 1e6;

/** As if the days from `at` on were not known yet; a client is known from its first day of traffic. */
function forecastFrom(
  { requests }: Client,
  paces: readonly (number | null)[],
  at: number,
  horizon: number,
  candidate?: Candidate,
): Forecast | null {
  const started = requests.findIndex((count) => count > 0);
  const days = requests.slice(0, at).map((count, index) => ({
    day: addDays(FIRST, index),
    amount: index < started ? null : moneyOf(BigInt(Math.round(count)) * UNIT),
    pace: paces[index] ?? null,
  }));
  const today = addDays(FIRST, at);
  const period = { from: today, to: addDays(today, horizon) };
  const asked = { days, today, ends: [{ key: 'end', period }] };
  const answer = forecastSpend(asked, candidate?.contenders ?? CONTENDERS, candidate?.rule);
  return 'reason' in answer ? null : answer;
}

interface Tally {
  errors: Map<string, number>;
  actual: number;
}

interface Cover {
  inside: number;
  of: number;
}

/** Errors by series and coverage of the intervals, `horizon` days ahead of each origin (days known then). */
export function measure(
  clients: readonly Client[],
  origins: readonly number[],
  horizon: number,
  candidate?: Candidate,
) {
  const cover = { p80: { inside: 0, of: 0 }, p95: { inside: 0, of: 0 }, sum80: { inside: 0, of: 0 } };
  const count = (tally: Cover, isInside: boolean) => {
    tally.of += 1;
    if (isInside) tally.inside += 1;
  };
  const chosen: Record<string, number> = {};
  const wapes = new Map<string, number[]>();
  for (const client of clients) {
    const paces = pacesOf(client.hours, candidate?.pace ?? PACE);
    const tally: Tally = { errors: new Map(), actual: 0 };
    const miss = (name: string, size: number) => tally.errors.set(name, (tally.errors.get(name) ?? 0) + size);
    for (const at of origins) {
      const past = client.requests.slice(0, at);
      const forecast = forecastFrom(client, paces, at, horizon, candidate);
      if (forecast) chosen[forecast.model] = (chosen[forecast.model] ?? 0) + 1;
      for (let ahead = 1; ahead <= horizon; ahead += 1) {
        const actual = client.requests[at + ahead - 1] ?? 0;
        tally.actual += actual;
        for (const [name, of] of Object.entries(BASELINES)) miss(name, Math.abs(actual - of(past, ahead)));
        const day = forecast?.days[ahead - 1];
        // Where the series is too short to forecast, the page says so; here it is taken as the last day.
        miss('forecast', Math.abs(actual - (day ? numberOf(day.amount) : (past.at(-1) ?? 0))));
        if (!day) continue;
        for (const key of ['p80', 'p95'] as const)
          count(
            cover[key],
            numberOf(day[key].low) <= actual + 0.5 && actual <= numberOf(day[key].high) + 0.5,
          );
      }
      const [end] = forecast?.ends ?? [];
      if (!end) continue;
      const sum = client.requests.slice(at, at + horizon).reduce((total, value) => total + value, 0);
      const { low, high } = end.intervals.p80;
      count(cover.sum80, numberOf(low) <= sum + 0.5 * horizon && sum <= numberOf(high) + 0.5 * horizon);
    }
    if (tally.actual === 0) continue;
    for (const [name, size] of tally.errors)
      wapes.set(name, [...(wapes.get(name) ?? []), size / tally.actual]);
  }
  const rows = [...wapes].map(([name, values]) => {
    const sorted = values.sort((a, b) => a - b);
    return {
      name,
      series: sorted.length,
      median: median(sorted),
      p90: sorted[Math.floor(0.9 * (sorted.length - 1))] ?? 0,
      mean: mean(sorted),
    };
  });
  const shares = Object.fromEntries(
    Object.entries(cover).map(([key, { inside, of }]) => [key, of === 0 ? null : inside / of]),
  );
  return { horizon, rows, shares, chosen };
}

/** "The best single baseline" is the one with the smallest median. */
export const bestBaseline = ({ rows }: Pick<ReturnType<typeof measure>, 'rows'>) =>
  rows.filter(({ name }) => name !== 'forecast').sort((a, b) => a.median - b.median)[0];

/** One table on standard error. */
export function show({ horizon, rows, shares, chosen }: ReturnType<typeof measure>): void {
  say(`\n${horizon === 1 ? 'One day' : `${horizon} days`} ahead, error by series (Σ|error| / Σ actual):`);
  say(
    `${''.padEnd(18)}${'series'.padStart(8)}${'median'.padStart(9)}${'p90'.padStart(9)}${'mean'.padStart(9)}`,
  );
  for (const row of rows) {
    const figures = [row.median, row.p90, row.mean].map((value) => value.toFixed(3).padStart(9)).join('');
    say(`${row.name.padEnd(18)}${String(row.series).padStart(8)}${figures}`);
  }
  say(`inside the interval: ${JSON.stringify(shares)}`);
  say(`chosen: ${JSON.stringify(chosen)}`);
}
