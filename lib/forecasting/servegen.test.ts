import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { moneyOf } from '../money/money';
import { addDays } from '../time/days';
import { forecastSpend } from './forecast';
import { CONTENDERS } from './server/statistical-models';

/**
 * How often what came lay within the intervals, on traffic recorded by others: every client with at least ten days of
 * it, forecast for four days from its tenth. (`bench/forecast.ts` measures more of it, against baselines.) The Azure
 * trace has one hour, no days: nothing to forecast by day.
 */
const FOLDER = process.env.TOLLGATE_DATASETS ?? path.resolve(import.meta.dirname, '../../../shared/datasets');
const FILE = path.join(FOLDER, 'servegen', 'hourly_by_client.csv');
const isHere = existsSync(FILE);
if (!isHere) console.warn(`skipped: ${FILE} is not here; set TOLLGATE_DATASETS to the folder of data sets`);

const DAYS = 14;
const KNOWN = 10;
const FIRST = '2026-01-01';
const ONE = 10n ** 12n;

function clients(): number[][] {
  const rows: Record<string, string>[] = parse(readFileSync(FILE), { columns: true });
  const byClient = new Map<string, number[]>();
  for (const { workload, client, hour_start_s, requests } of rows) {
    const name = `${workload}/${client}`;
    const days = byClient.get(name) ?? Array.from({ length: DAYS }, () => 0);
    const day = Math.floor(Number(hour_start_s) / 86_400);
    days[day] = (days[day] ?? 0) + Number(requests);
    byClient.set(name, days);
  }
  return [...byClient.values()].filter((days) => days.filter((count) => count > 0).length >= 10);
}

describe.skipIf(!isHere)('coverage on recorded traffic (needs TOLLGATE_DATASETS)', () => {
  it('80 % intervals hold 70–90 % of what came, days and sums; 95 % hold more', () => {
    const inside = { days80: [] as boolean[], days95: [] as boolean[], sum80: [] as boolean[] };
    const today = addDays(FIRST, KNOWN);
    const amounts = (requests: readonly number[]) =>
      requests.map((count) => moneyOf(BigInt(Math.round(count)) * ONE));
    for (const requests of isHere ? clients() : []) {
      const known = amounts(requests.slice(0, KNOWN));
      const came = amounts(requests.slice(KNOWN));
      const answer = forecastSpend(
        {
          days: known.map((amount, index) => ({ day: addDays(FIRST, index), amount })),
          today,
          ends: [{ key: 'end', period: { from: today, to: addDays(FIRST, DAYS) } }],
        },
        CONTENDERS,
      );
      if ('reason' in answer) continue;
      answer.days.forEach(({ p80, p95 }, index) => {
        const actual = came[index] ?? moneyOf(0n);
        inside.days80.push(p80.low <= actual && actual <= p80.high);
        inside.days95.push(p95.low <= actual && actual <= p95.high);
      });
      const sum = came.reduce((total, amount) => total + amount, 0n);
      const [end] = answer.ends;
      if (end) inside.sum80.push(end.intervals.p80.low <= sum && sum <= end.intervals.p80.high);
    }
    const share = (hits: readonly boolean[]) => hits.filter(Boolean).length / hits.length;
    expect(inside.sum80.length).toBeGreaterThan(150);
    for (const hits of [inside.days80, inside.sum80]) {
      expect(share(hits)).toBeGreaterThan(0.7);
      expect(share(hits)).toBeLessThan(0.9);
    }
    expect(share(inside.days95)).toBeGreaterThan(share(inside.days80) + 0.05);
  });
});
