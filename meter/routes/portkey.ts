import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { KeyScope } from '@/lib/access/actor';
import type { AuthenticatedKey } from '@/lib/access/server/authenticate-key';
import type { KeyAuthenticator } from '@/lib/access/server/key-authenticator';
import type { Gate } from '@/lib/budgets/server/gate';
import { unauthenticated } from '@/lib/errors';
import {
  gateQuestion,
  gateVerdict,
  type PortkeyContext,
  readPortkeyContext,
  usageEvent,
} from '@/lib/routing/gateways/portkey-hook';
import type { Recorder } from '@/lib/usage/server/recorder';
import type { InFlight } from '../in-flight';
import { authenticateRequest } from '../list-route';
import type { MeterMetrics } from '../metrics';
import { HttpProblem } from '../problem';
import { MAX_BODY_BYTES, parseJson } from '../read-body';

export interface PortkeyRouteOptions {
  authenticator: KeyAuthenticator;
  gate: Gate;
  recorder: Recorder;
  inFlight: InFlight;
  metrics: MeterMetrics;
  now: () => Date;
}

/** Where the gateway of Portkey asks before a call and reports after it: `default.webhook` of its guardrails. */
export async function portkeyRoutes(app: FastifyInstance, options: PortkeyRouteOptions): Promise<void> {
  const { authenticator, gate, recorder, inFlight, metrics, now } = options;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  const signedIn = (scope: KeyScope) => ({
    // Portkey sends the whole conversation with every hook.
    bodyLimit: MAX_BODY_BYTES,
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      request.apiKey = await authenticateRequest(request, authenticator, scope);
      const length = Number(request.headers['content-length'] ?? MAX_BODY_BYTES);
      const release = inFlight.holdBytes(Math.min(length, MAX_BODY_BYTES));
      reply.raw.once('close', release);
    },
  });

  app.post('/v1/gateways/portkey/gate', signedIn('gate:check'), async (request) => {
    const { key, context } = read(request);
    const id = `portkey-${randomUUID()}`;
    const begun = performance.now();
    const { answer } = await gate.check(key, gateQuestion(context, id));
    metrics.observeDecision(answer.decision, answer.degraded, (performance.now() - begun) / 1000);
    return gateVerdict(context, id, answer);
  });

  app.post('/v1/gateways/portkey/usage', signedIn('usage:write'), async (request) => {
    const { key, context } = read(request);
    const event = usageEvent(context, now(), `portkey-${randomUUID()}`);
    if (!event) return { verdict: true, data: { recorded: false } };
    const { keyId, keyNumber, teamId } = key;
    const result = await recorder.record(
      { keyId, keyNumber, teamId },
      { source: 'portkey', events: [event] },
      {},
    );
    metrics.countEvents(result);
    return { verdict: true, data: { recorded: result.accepted === 1 } };
  });
}

function read(request: FastifyRequest): { key: AuthenticatedKey; context: PortkeyContext } {
  const { apiKey: key } = request;
  if (!key) throw unauthenticated('Send an API key.');
  if (!Buffer.isBuffer(request.body) || request.body.length === 0)
    throw new HttpProblem(400, 'The body is empty.');
  const context = readPortkeyContext(parseJson(request.body));
  if (!context) throw new HttpProblem(422, 'This is not what a webhook of Portkey sends.');
  return { key, context };
}
