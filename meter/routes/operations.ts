import type { FastifyInstance } from 'fastify';
import type { Db } from '@/db/client';
import { pendingMigrations } from '@/db/migration-state';
import type { MeterMetrics } from '../metrics';
import { openApi } from '../openapi';
import { HttpProblem } from '../problem';

const READY_WITHIN_MS = 2_000;

/** For those who run it: is the process up, can it store usage, what has it done, what does it answer. */
export async function operationRoutes(
  app: FastifyInstance,
  options: { db: Db; metrics: MeterMetrics; version: string },
): Promise<void> {
  const { db, metrics, version } = options;
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async () => {
    const pending = await within(READY_WITHIN_MS, pendingMigrations(db)).catch(() => null);
    if (pending === null) throw new HttpProblem(503, 'The database does not answer.', [], 2);
    if (pending > 0) throw new HttpProblem(503, `${pending} migrations have not run yet.`, [], 5);
    return { status: 'ready' };
  });
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
  app.get('/openapi.json', async () => openApi(version));
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
