import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an upstream counts for one call, in OpenAI's words: cached and reasoning tokens are parts. */
export const UPSTREAM_USAGE = {
  prompt_tokens: 1000,
  completion_tokens: 300,
  total_tokens: 1300,
  prompt_tokens_details: { cached_tokens: 400 },
  completion_tokens_details: { reasoning_tokens: 100 },
};

export interface UpstreamCall {
  model: string;
  stream: boolean;
  body: Record<string, unknown>;
}

export interface Upstream {
  /** `http://127.0.0.1:…/v1` */
  baseUrl: string;
  /** Every call so far, in the order they came. */
  calls: UpstreamCall[];
  /** Models that answer 500 from now on. */
  failing: Set<string>;
  close(): Promise<void>;
}

/** A small OpenAI-compatible server on loopback: chat completions, whole and streamed, and failures by model. */
export async function startUpstream(): Promise<Upstream> {
  const calls: UpstreamCall[] = [];
  const failing = new Set<string>();
  const server = createServer((request, reply) => void answer(request, reply, calls, failing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    calls,
    failing,
    close: () => stop(server),
  };
}

async function answer(
  request: IncomingMessage,
  reply: ServerResponse,
  calls: UpstreamCall[],
  failing: ReadonlySet<string>,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (request.method !== 'POST' || !request.url?.endsWith('/chat/completions'))
    return sendJson(reply, 404, { error: { message: 'no such route', type: 'not_found', code: null } });
  const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
  const model = String(body.model);
  const stream = body.stream === true;
  calls.push({ model, stream, body });
  if (failing.has(model))
    return sendJson(reply, 500, {
      error: { message: 'the upstream failed', type: 'server_error', code: null },
    });
  const head = { id: `chatcmpl-${calls.length}`, created: 1_780_000_000, model };
  if (!stream)
    return sendJson(reply, 200, {
      ...{ ...head, object: 'chat.completion', usage: UPSTREAM_USAGE },
      choices: [{ index: 0, message: { role: 'assistant', content: 'Fine.' }, finish_reason: 'stop' }],
    });
  const wantsUsage = (body.stream_options as { include_usage?: boolean } | undefined)?.include_usage === true;
  reply.writeHead(200, { 'content-type': 'text/event-stream' });
  const part = (delta: object, finish: string | null) => ({
    ...{ ...head, object: 'chat.completion.chunk' },
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
  const parts = [
    part({ role: 'assistant', content: 'Fi' }, null),
    part({ content: 'ne.' }, null),
    part({}, 'stop'),
  ];
  for (const one of parts) reply.write(`data: ${JSON.stringify(one)}\n\n`);
  if (wantsUsage)
    reply.write(
      `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices: [], usage: UPSTREAM_USAGE })}\n\n`,
    );
  reply.end('data: [DONE]\n\n');
}

function sendJson(reply: ServerResponse, status: number, body: unknown): void {
  reply.writeHead(status, { 'content-type': 'application/json' });
  reply.end(JSON.stringify(body));
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
