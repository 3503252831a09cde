/**
 * The asking side of the gate benchmark, in a process of its own. Prepares its requests, says so, waits for "go".
 * `rate`: so many requests a second whatever the answers, each timed from when it was due.
 * `saturate`: every connection asks again as soon as it is answered.
 */
import { gateBodies } from './gate-calls';
import { type LeanConnection, openConnection, rawRequest } from './lean-client';

export interface AskOrder {
  mode: 'rate' | 'saturate';
  url: string;
  key: string;
  prefix: string;
  /** Prepared; `saturate` asks them over again from the first where it runs out (only right for a handler that does nothing). */
  requests: number;
  seconds: number;
  perSecond: number;
  connections: number;
}

export interface AskReport {
  answered: number;
  /** By HTTP status. */
  statuses: Record<string, number>;
  seconds: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  p999: number;
  max: number;
}

const percentile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;

async function run(order: AskOrder): Promise<void> {
  const requests = gateBodies(order.requests, order.prefix).map((body) =>
    rawRequest(order.url, '/v1/gate', order.key, body),
  );
  const connections = await Promise.all(
    Array.from({ length: order.connections }, () => openConnection(order.url)),
  );
  process.send?.('ready');
  await new Promise((resolve) => process.once('message', resolve));
  const statuses: Record<string, number> = {};
  const times: number[] = [];
  let next = 0;
  const ask = async (connection: LeanConnection, due: number) => {
    const request = requests[next % requests.length] as Buffer;
    next += 1;
    const { status } = await connection.send(request);
    times.push(performance.now() - due);
    statuses[status] = (statuses[status] ?? 0) + 1;
  };
  const begun = performance.now();
  if (order.mode === 'saturate') await saturate(order, connections, ask, begun);
  else await atRate(order, connections, ask, begun);
  const seconds = (performance.now() - begun) / 1000;
  for (const connection of connections) connection.close();
  const sorted = Float64Array.from(times).sort();
  const report: AskReport = {
    answered: times.length,
    statuses,
    seconds,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    p999: percentile(sorted, 0.999),
    max: sorted[sorted.length - 1] ?? Number.NaN,
  };
  process.send?.(report);
  process.disconnect();
}

type Ask = (connection: LeanConnection, due: number) => Promise<void>;

async function saturate(order: AskOrder, connections: LeanConnection[], ask: Ask, begun: number) {
  const until = begun + order.seconds * 1000;
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() < until) await ask(connection, performance.now());
    }),
  );
}

async function atRate(order: AskOrder, connections: LeanConnection[], ask: Ask, begun: number) {
  const total = order.perSecond * order.seconds;
  const free = [...connections];
  const late: number[] = [];
  const open = new Set<Promise<void>>();
  const start = (due: number) => {
    const connection = free.pop();
    if (!connection) return void late.push(due);
    const done = ask(connection, due).then(() => {
      free.push(connection);
      open.delete(done);
      const first = late.shift();
      if (first !== undefined) start(first);
    });
    open.add(done);
  };
  let started = 0;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(total, Math.floor(((performance.now() - begun) / 1000) * order.perSecond));
      for (; started < due; started += 1) start(begun + ((started + 1) / order.perSecond) * 1000);
      if (started < total) return;
      clearInterval(timer);
      resolve();
    }, 1);
  });
  while (open.size > 0) await Promise.all(open);
}

process.once('message', (order: AskOrder) => {
  run(order).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
