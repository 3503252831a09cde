/** Usage that flows beside a benchmark at a set rate, in a process of its own, until it is told to stop. */
import { openConnection, rawRequest } from './lean-client';
import { usageStream } from './usage-stream';

export interface TrickleOrder {
  url: string;
  key: string;
  prefix: string;
  eventsPerSecond: number;
  perRequest: number;
}

export interface TrickleReport {
  accepted: number;
  seconds: number;
  refused: number;
}

const SECONDS_PREPARED = 120;

async function run(order: TrickleOrder): Promise<void> {
  const bodies: string[] = [];
  let events: unknown[] = [];
  const stream = usageStream(
    order.eventsPerSecond * SECONDS_PREPARED,
    order.prefix,
    Date.now() - 3_600_000,
    SECONDS_PREPARED * 1000,
  );
  for (const event of stream) {
    events.push(event);
    if (events.length < order.perRequest) continue;
    bodies.push(JSON.stringify({ source: 'trickle', events }));
    events = [];
  }
  const connections = await Promise.all(Array.from({ length: 16 }, () => openConnection(order.url)));
  const report: TrickleReport = { accepted: 0, seconds: 0, refused: 0 };
  const open = new Set<Promise<void>>();
  let next = 0;
  process.send?.('ready');
  await new Promise((resolve) => process.once('message', resolve));
  const begun = performance.now();
  const timer = setInterval(
    () => {
      const connection = connections.pop();
      const body = bodies[next];
      if (!connection || !body) return;
      next += 1;
      const done = connection.send(rawRequest(order.url, '/v1/usage', order.key, body)).then((answer) => {
        if (answer.status === 200) report.accepted += JSON.parse(answer.body.toString()).accepted;
        else report.refused += 1;
        connections.push(connection);
        open.delete(done);
      });
      open.add(done);
    },
    (1000 * order.perRequest) / order.eventsPerSecond,
  );
  await new Promise((resolve) => process.once('message', resolve));
  clearInterval(timer);
  await Promise.all(open);
  report.seconds = (performance.now() - begun) / 1000;
  for (const connection of connections) connection.close();
  process.send?.(report);
  process.disconnect();
}

process.once('message', (order: TrickleOrder) => {
  run(order).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
