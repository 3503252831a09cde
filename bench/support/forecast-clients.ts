import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** Days recorded of every client. */
export const DAYS = 14;

/** One series: requests by day, from the first recorded, and within each by hour. */
export interface Client {
  name: string;
  requests: number[];
  hours: number[][];
}

export function clientsOf(file: string, isEnough: (days: number) => boolean): Client[] {
  const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true });
  const byClient = new Map<string, number[][]>();
  for (const { workload, client, hour_start_s, requests } of rows) {
    const name = `${workload}/${client}`;
    const days =
      byClient.get(name) ?? Array.from({ length: DAYS }, () => Array.from({ length: 24 }, () => 0));
    byClient.set(name, days);
    const hour = Math.floor(Number(hour_start_s) / 3_600);
    const day = days[Math.floor(hour / 24)];
    if (day) day[hour % 24] = (day[hour % 24] ?? 0) + Number(requests);
  }
  return [...byClient]
    .map(([name, hours]) => ({ name, hours, requests: hours.map((day) => day.reduce((a, b) => a + b, 0)) }))
    .filter(({ requests }) => isEnough(requests.filter((count) => count > 0).length));
}
