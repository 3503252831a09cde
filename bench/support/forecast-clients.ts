import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** Days recorded of every client. */
export const DAYS = 14;

/** One series: requests by day, from the first recorded. */
export interface Client {
  name: string;
  requests: number[];
}

export function clientsOf(file: string, isEnough: (days: number) => boolean): Client[] {
  const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true });
  const byClient = new Map<string, number[]>();
  for (const { workload, client, hour_start_s, requests } of rows) {
    const name = `${workload}/${client}`;
    const days = byClient.get(name) ?? Array.from({ length: DAYS }, () => 0);
    const day = Math.floor(Number(hour_start_s) / 86_400);
    days[day] = (days[day] ?? 0) + Number(requests);
    byClient.set(name, days);
  }
  return [...byClient]
    .map(([name, days]) => ({ name, requests: days }))
    .filter(({ requests }) => isEnough(requests.filter((count) => count > 0).length));
}
