import type { FastifyInstance } from 'fastify';
import type { KeyAuthenticator } from '@/lib/access/server/key-authenticator';
import type { OutcomeRecorder } from '@/lib/outcomes/server/outcome-recorder';
import type { InFlight } from '../in-flight';
import { addListRoute } from '../list-route';
import type { MeterMetrics } from '../metrics';

export interface OutcomeRouteOptions {
  authenticator: KeyAuthenticator;
  outcomes: OutcomeRecorder;
  inFlight: InFlight;
  metrics: MeterMetrics;
}

/** `POST /v1/outcomes` (API.md): taken, limited and answered as usage is. */
export async function outcomeRoutes(app: FastifyInstance, options: OutcomeRouteOptions): Promise<void> {
  const { authenticator, outcomes, inFlight, metrics } = options;
  addListRoute(app, {
    ...{ url: '/v1/outcomes', scope: 'outcomes:write', what: 'outcomes', authenticator, inFlight },
    open:
      () =>
      async ({ keyId, keyNumber, teamId }, { source, sent }) => {
        const result = await outcomes.record(
          { keyId, keyNumber, teamId },
          { source: source as string | undefined, outcomes: sent },
        );
        metrics.countOutcomes(result);
        return result;
      },
  });
}
