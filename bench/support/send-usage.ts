/**
 * The sending side of the ingest benchmark, in a process of its own. Prepares its bodies, says so, waits for
 * "go", sends them over `connections` kept-alive connections, and reports how long that took.
 */
import http from 'node:http';
import { usageStream } from './usage-stream';

export interface SendOrder {
  url: string;
  key: string;
  events: number;
  perRequest: number;
  connections: number;
  prefix: string;
  from: number;
  spanMs: number;
}

export interface SendReport {
  seconds: number;
  accepted: number;
  unpriced: number;
  refused: number;
}

function bodiesOf(order: SendOrder): Buffer[] {
  const bodies: Buffer[] = [];
  let events: unknown[] = [];
  const flush = () => {
    if (events.length > 0) bodies.push(Buffer.from(JSON.stringify({ source: 'bench', events })));
    events = [];
  };
  for (const event of usageStream(order.events, order.prefix, order.from, order.spanMs)) {
    events.push(event);
    if (events.length === order.perRequest) flush();
  }
  flush();
  return bodies;
}

function send(agent: http.Agent, order: SendOrder, body: Buffer): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(`${order.url}/v1/usage`, {
      agent,
      method: 'POST',
      headers: {
        authorization: `Bearer ${order.key}`,
        'content-type': 'application/json',
        'content-length': body.length,
      },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.end(body);
  });
}

async function run(order: SendOrder): Promise<void> {
  const bodies = bodiesOf(order);
  const agent = new http.Agent({ keepAlive: true, maxSockets: order.connections });
  const report: SendReport = { seconds: 0, accepted: 0, unpriced: 0, refused: 0 };
  process.send?.('ready');
  await new Promise((resolve) => process.once('message', resolve));
  const begun = performance.now();
  let next = 0;
  const connection = async () => {
    while (next < bodies.length) {
      const body = bodies[next];
      next += 1;
      if (!body) return;
      for (;;) {
        const { status, text } = await send(agent, order, body);
        if (status === 200) {
          const answer = JSON.parse(text) as { accepted: number; unpriced: number };
          report.accepted += answer.accepted;
          report.unpriced += answer.unpriced;
          break;
        }
        report.refused += 1;
        if (status !== 503) throw new Error(`${status} ${text}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  };
  await Promise.all(Array.from({ length: order.connections }, connection));
  report.seconds = (performance.now() - begun) / 1000;
  agent.destroy();
  process.send?.(report);
  process.disconnect();
}

process.once('message', (order: SendOrder) => {
  run(order).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
