/** One kept-alive HTTP/1.1 connection with one request at a time: a client that costs little beside what it measures. */
import net from 'node:net';

export interface LeanAnswer {
  status: number;
  body: Buffer;
}

export interface LeanConnection {
  /** A whole request, as {@link rawRequest} makes it. Rejects where the connection breaks. */
  send(request: Buffer): Promise<LeanAnswer>;
  close(): void;
}

export function rawRequest(url: string, path: string, key: string, body: string): Buffer {
  const { host } = new URL(url);
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${key}\r\n` +
      `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** Opens a connection. Answers must carry content-length. */
export function openConnection(url: string): Promise<LeanConnection> {
  const { hostname, port } = new URL(url);
  const socket = net.connect({ host: hostname, port: Number(port), noDelay: true });
  let received: Buffer = Buffer.alloc(0);
  let waiting: { resolve: (answer: LeanAnswer) => void; reject: (error: Error) => void } | null = null;

  function fail(error: Error): void {
    waiting?.reject(error);
    waiting = null;
  }

  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the connection closed')));
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const headEnd = received.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const head = received.toString('latin1', 0, headEnd);
    const length = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    const end = headEnd + 4 + length;
    if (received.length < end) return;
    const body = received.subarray(headEnd + 4, end);
    received = received.subarray(end);
    waiting?.resolve({ status: Number(head.slice(9, 12)), body });
    waiting = null;
  });

  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('connect', () =>
      resolve({
        send: (request) =>
          new Promise((settle, refuse) => {
            if (socket.destroyed) return refuse(new Error('the connection is closed'));
            waiting = { resolve: settle, reject: refuse };
            socket.write(request);
          }),
        close: () => socket.destroy(),
      }),
    );
  });
}
