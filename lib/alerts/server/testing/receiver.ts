import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

export interface ReceivedCall {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** The answer it got. */
  status: number;
}

export type Behaviour =
  | { status: number; headers?: Record<string, string>; body?: string }
  | 'hang'
  | 'break';

export interface Receiver {
  url: string;
  /** In the order they came, those it broke off or left hanging included (status 0). */
  calls: ReceivedCall[];
  /** What to do with the calls to come, one each; then 200. */
  next: Behaviour[];
  close(): Promise<void>;
}

/** A real HTTP server on a free port of this machine. */
export async function startReceiver(): Promise<Receiver> {
  const calls: ReceivedCall[] = [];
  const next: Behaviour[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const behaviour = next.shift() ?? { status: 200, body: 'ok' };
    const status = typeof behaviour === 'string' ? 0 : behaviour.status;
    calls.push({ path: request.url ?? '', headers: request.headers, body, status });
    if (behaviour === 'break') return request.socket.destroy();
    if (behaviour === 'hang') return;
    response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    next,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An address of this machine where nobody listens. */
export async function deadAddress(): Promise<string> {
  const { url, close } = await startReceiver();
  await close();
  return url;
}

/** What a receiver that checks signatures makes of a call; throws where the signature is wrong. */
export const verified = (call: ReceivedCall, secret: string) =>
  new Webhook(secret).verify(call.body, call.headers as Record<string, string>) as {
    type: string;
    timestamp: string;
    data: { facts: { percent?: number } | null; text: { title: string }; url: string };
  };
