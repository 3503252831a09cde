import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { KeyAuthenticator } from '@/lib/access/server/key-authenticator';
import { unauthenticated } from '@/lib/errors';
import type { OutcomeRecorder } from '@/lib/outcomes/server/outcome-recorder';
import type { InFlight } from '../in-flight';
import type { MeterMetrics } from '../metrics';
import { HttpProblem } from '../problem';
import { decompress, MAX_BODY_BYTES } from '../read-body';
import { authenticateRequest, expectedBytes, readerOf } from './usage';

export interface OutcomeRouteOptions {
  authenticator: KeyAuthenticator;
  outcomes: OutcomeRecorder;
  inFlight: InFlight;
  metrics: MeterMetrics;
}

/** `POST /v1/outcomes` (API.md): taken, limited and answered as usage is. */
export async function outcomeRoutes(app: FastifyInstance, options: OutcomeRouteOptions): Promise<void> {
  const { authenticator, outcomes: recorder, inFlight, metrics } = options;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.route({
    method: 'POST',
    url: '/v1/outcomes',
    bodyLimit: MAX_BODY_BYTES,
    onRequest: async (request, reply) => {
      const key = await authenticateRequest(request, authenticator, 'outcomes:write');
      request.apiKey = key;
      readerOf(request);
      const releases = [inFlight.holdKey(key.keyId)];
      reply.raw.once('close', () => {
        for (const release of releases) release();
      });
      releases.push(inFlight.holdBytes(expectedBytes(request)));
    },
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const { apiKey: key } = request;
      if (!key) throw unauthenticated('Send an API key.');
      const read = readerOf(request);
      if (!Buffer.isBuffer(request.body) || request.body.length === 0)
        throw new HttpProblem(400, 'The body is empty.');
      const bytes = await decompress(request.body, request.headers['content-encoding']);
      const { source, sent } = read(bytes, 'outcomes');
      const result = await recorder.record(
        { keyId: key.keyId, keyNumber: key.keyNumber, teamId: key.teamId },
        { source: source as string | undefined, outcomes: sent },
      );
      metrics.countOutcomes(result);
      return reply.send(result);
    },
  });
}
