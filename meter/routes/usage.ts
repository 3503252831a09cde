import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { KeyAuthenticator } from '@/lib/access/server/key-authenticator';
import type { Recorder } from '@/lib/usage/server/recorder';
import type { InFlight } from '../in-flight';
import { addListRoute } from '../list-route';
import type { MeterMetrics } from '../metrics';
import { HttpProblem } from '../problem';

export interface UsageRouteOptions {
  authenticator: KeyAuthenticator;
  recorder: Recorder;
  inFlight: InFlight;
  metrics: MeterMetrics;
}

/** `POST /v1/usage` (API.md). */
export async function usageRoutes(app: FastifyInstance, options: UsageRouteOptions): Promise<void> {
  const { authenticator, recorder, inFlight, metrics } = options;
  addListRoute(app, {
    ...{ url: '/v1/usage', scope: 'usage:write', what: 'events', authenticator, inFlight },
    open: (request) => {
      const dryRun = readDryRun(request);
      return async ({ keyId, keyNumber, teamId }, { source, sent }) => {
        const result = await recorder.record(
          { keyId, keyNumber, teamId },
          { source: source as string | undefined, events: sent },
          { dryRun },
        );
        if (!dryRun) metrics.countEvents(result);
        return result;
      };
    },
  });
}

function readDryRun(request: FastifyRequest): boolean {
  const { dry_run: value } = request.query as Record<string, unknown>;
  if (value === undefined || value === 'false') return false;
  if (value === 'true' || value === '') return true;
  throw new HttpProblem(422, 'dry_run must be true or false.', [
    { path: '?dry_run', code: 'not_allowed', message: 'dry_run must be true or false.' },
  ]);
}
