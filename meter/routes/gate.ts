import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Db } from '@/db/client';
import type { KeyAuthenticator } from '@/lib/access/server/key-authenticator';
import type { GateAnswer } from '@/lib/budgets/gate-answer';
import type { Gate } from '@/lib/budgets/server/gate';
import { releaseReservation } from '@/lib/budgets/server/release-reservation';
import { unauthenticated } from '@/lib/errors';
import { authenticateRequest } from '../list-route';
import type { MeterMetrics } from '../metrics';
import { HttpProblem } from '../problem';
import { decompress, MAX_GATE_BODY_BYTES, parseJson } from '../read-body';

export interface GateRouteOptions {
  db: Db;
  authenticator: KeyAuthenticator;
  gate: Gate;
  metrics: MeterMetrics;
  now: () => Date;
}

const RESERVATION_ID = /^rsv_[0-9a-z]{26}$/;
const MINUTE_MS = 60_000;

/** `POST /v1/gate` and `DELETE /v1/gate/reservations/{id}` (API.md). */
export async function gateRoutes(app: FastifyInstance, options: GateRouteOptions): Promise<void> {
  const { db, authenticator, gate, metrics, now } = options;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', async (request) => {
    request.apiKey = await authenticateRequest(request, authenticator, 'gate:check');
  });

  app.post('/v1/gate', { bodyLimit: MAX_GATE_BODY_BYTES }, async (request, reply) => {
    const { apiKey: key } = request;
    if (!key) throw unauthenticated('Send an API key.');
    const byStatus = readEnforce(request.query);
    const raw = await readBody(request.headers, request.body);
    const begun = performance.now();
    const { answer, body, isRepeat } = await gate.check(key, raw);
    const seconds = (performance.now() - begun) / 1000;
    if (!isRepeat) metrics.observeDecision(answer.decision, answer.degraded, seconds);
    const [first] = answer.reasons;
    if (answer.decision === 'deny')
      request.log.info({ key: key.keyId, reason: first?.code, budget: first?.budget_id }, 'call refused');
    if (byStatus && answer.decision === 'deny') return sendDenial(reply, answer, now());
    return reply.type('application/json; charset=utf-8').send(body);
  });

  app.delete('/v1/gate/reservations/:id', async (request) => {
    const { apiKey: key } = request;
    if (!key) throw unauthenticated('Send an API key.');
    const { id } = request.params as { id: string };
    if (!RESERVATION_ID.test(id)) throw new HttpProblem(404, 'There is no such reservation.');
    return releaseReservation(db, key, id);
  });
}

/** A denial as clients of OpenAI read it: an error they do not retry by themselves. */
function sendDenial(reply: FastifyReply, { reasons: [first] }: GateAnswer, at: Date): FastifyReply {
  const code = first?.code ?? 'budget_exceeded';
  if (code === 'throttled')
    reply.header('retry-after', String(Math.ceil((MINUTE_MS - (at.getTime() % MINUTE_MS)) / 1000)));
  return reply
    .code(429)
    .header('x-should-retry', 'false')
    .send({ error: { message: first?.detail ?? 'The call is refused.', type: code, param: null, code } });
}

async function readBody(headers: Record<string, unknown>, body: unknown): Promise<unknown> {
  const type = String(headers['content-type'] ?? '').split(';', 1)[0];
  if (type?.trim().toLowerCase() !== 'application/json') throw new HttpProblem(415, 'Send application/json.');
  if (!Buffer.isBuffer(body) || body.length === 0) throw new HttpProblem(400, 'The body is empty.');
  const bytes = await decompress(body, headers['content-encoding'] as string | undefined);
  if (bytes.length > MAX_GATE_BODY_BYTES)
    throw new HttpProblem(413, `A request of the gate holds at most ${MAX_GATE_BODY_BYTES} bytes.`);
  return parseJson(bytes);
}

function readEnforce(query: unknown): boolean {
  const { enforce } = query as Record<string, unknown>;
  if (enforce === undefined) return false;
  if (enforce === 'status') return true;
  throw new HttpProblem(422, 'enforce must be "status" or left out.', [
    { path: '?enforce', code: 'not_allowed', message: 'enforce must be "status" or left out.' },
  ]);
}
