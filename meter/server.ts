import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { connect, type Db, disconnect } from '@/db/client';
import { getOrganisation } from '@/lib/access/server/get-organisation';
import { createKeyAuthenticator } from '@/lib/access/server/key-authenticator';
import { createBudgeting } from '@/lib/budgets/server/budgeting';
import { expireReservations } from '@/lib/budgets/server/expire-reservations';
import { createGate } from '@/lib/budgets/server/gate';
import { TollgateError } from '@/lib/errors';
import { createOutcomeRecorder } from '@/lib/outcomes/server/outcome-recorder';
import { loadPriceBook } from '@/lib/pricing/server/load-price-book';
import { asUnavailable, isContention } from '@/lib/usage/server/database-failure';
import { createRecorder, type RecorderLimits } from '@/lib/usage/server/recorder';
import packageJson from '@/package.json';
import { createInFlight, type InFlightLimits } from './in-flight';
import { createMetrics, type MeterMetrics } from './metrics';
import { HttpProblem, problemOf, statusOf } from './problem';
import { gateRoutes } from './routes/gate';
import { operationRoutes } from './routes/operations';
import { outcomeRoutes } from './routes/outcomes';
import { portkeyRoutes } from './routes/portkey';
import { usageRoutes } from './routes/usage';
import { surviveLostSockets } from './survive-lost-sockets';
import { startWorker, type Worker, type WorkerOptions } from './worker';

export interface MeterOptions {
  /** Either a pool of the caller's, or the address to open one. */
  db?: Db;
  databaseUrl?: string;
  secret: string;
  host?: string;
  /** 0 takes a free one. */
  port?: number;
  logLevel?: string;
  /** Where log lines go; the process's output unless a test reads them. */
  logTo?: { write(line: string): void };
  now?: () => Date;
  /** Scheduled jobs; they need `databaseUrl`. On by default. */
  jobs?: boolean;
  limits?: { recorder?: Partial<RecorderLimits>; inFlight?: InFlightLimits };
}

export interface Meter {
  url: string;
  /** Stops accepting, answers what is in flight, then lets go of the database. */
  close(): Promise<void>;
}

const DEFAULT_ZONE = 'Asia/Hong_Kong';
const CLOSE_WITHIN_MS = 20_000;
const NOTE_USE_MS = 30_000;
const EXPIRE_MS = 5_000;
const START_ATTEMPTS = 6;

/** Starts the meter: the machine-facing API on one port, and the jobs on a clock. */
export async function startMeter(options: MeterOptions): Promise<Meter> {
  const db = options.db ?? openPool(options.databaseUrl);
  const now = options.now ?? (() => new Date());
  const timeZone = await zoneOf(db);
  const budgeting = createBudgeting({
    db,
    now,
    fallbackZone: timeZone,
    onError: (error) => app.log.error({ err: error }, 'an announcement waits for the next minute'),
  });
  const recorder = createRecorder({
    db,
    loadPriceBook,
    secret: options.secret,
    timeZone,
    now,
    budgeting,
    limits: options.limits?.recorder,
  });
  const inFlight = createInFlight(options.limits?.inFlight);
  const gate = createGate({
    db,
    secret: options.secret,
    now,
    budgeting,
    onError: (error) => app.log.error({ err: error }, 'an announcement waits for the next minute'),
  });
  const metrics = createMetrics({
    load: recorder.load,
    bodyBytes: inFlight.bytes,
    gateLoad: gate.load,
    degradedWaiting: gate.degradedWaiting,
  });
  const authenticator = createKeyAuthenticator({ db, now });

  const app = createApp(options, metrics);
  surviveLostSockets((error) => app.log.warn({ err: error }, 'the database went away'));
  app.decorateRequest('apiKey', null);
  await app.register(operationRoutes, { db, metrics, version: packageJson.version });
  await app.register(usageRoutes, { authenticator, recorder, inFlight, metrics });
  const outcomes = createOutcomeRecorder({ db, now });
  await app.register(outcomeRoutes, { authenticator, outcomes, inFlight, metrics });
  await app.register(gateRoutes, { db, authenticator, gate, metrics, now });
  await app.register(portkeyRoutes, { authenticator, gate, recorder, inFlight, metrics, now });
  await gate
    .warm()
    .catch((error: unknown) => app.log.warn({ err: error }, 'the gate waits for the database'));
  const url = await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 4318 });

  const noting = setInterval(() => authenticator.noteUse().catch(() => {}), NOTE_USE_MS);
  noting.unref();
  const expiring = setInterval(() => expireReservations(db, now()).catch(() => {}), EXPIRE_MS);
  expiring.unref();
  const worker = await startJobs(options, db, now, app, { gate, recorder, secret: options.secret });
  return {
    url,
    async close() {
      clearInterval(noting);
      clearInterval(expiring);
      await stopServing(app);
      // Runs of evaluations ask and book through the gate and the recorder.
      await worker?.stop().catch(() => {});
      await gate.close();
      await recorder.close();
      await budgeting.keeper.close().catch(() => {});
      await authenticator.noteUse().catch(() => {});
      if (!options.db) await disconnect(db);
    },
  };
}

/** Answers what is in flight; connections kept alive end as soon as they are idle. */
async function stopServing(app: FastifyInstance): Promise<void> {
  const idle = setInterval(() => app.server.closeIdleConnections(), 20);
  const deadline = setTimeout(() => app.server.closeAllConnections(), CLOSE_WITHIN_MS);
  await app.close();
  clearInterval(idle);
  clearTimeout(deadline);
}

function openPool(databaseUrl: string | undefined): Db {
  if (!databaseUrl) throw new Error('The meter needs a database: DATABASE_URL.');
  return connect(databaseUrl, { max: 10, applicationName: 'tollgate-meter' });
}

/** The organisation's zone, or the default while the database is away or nobody has set it up. */
async function zoneOf(db: Db): Promise<string> {
  const organisation = await getOrganisation(db).catch(() => null);
  return organisation?.timeZone ?? DEFAULT_ZONE;
}

async function startJobs(
  options: MeterOptions,
  db: Db,
  now: () => Date,
  app: FastifyInstance,
  calls: WorkerOptions['calls'],
): Promise<Worker | null> {
  if (options.jobs === false || !options.databaseUrl) return null;
  const onError = (error: unknown, job?: string) => app.log.error({ err: error, job }, 'job failed');
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startWorker({ db, databaseUrl: options.databaseUrl, now, onError, calls });
    } catch (error) {
      // Meters that start together make the same queues, and one of them may be told to wait its turn.
      if (isContention(error) && attempt < START_ATTEMPTS) {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 500 * attempt));
        continue;
      }
      // Usage is taken without jobs too: partitions are made on demand.
      onError(error);
      return null;
    }
  }
}

function createApp(options: MeterOptions, metrics: MeterMetrics): FastifyInstance {
  const app = Fastify({
    logger: {
      level: options.logLevel ?? 'info',
      redact: ['req.headers', 'headers', 'authorization', '*.authorization', 'err.query', 'err.parameters'],
      serializers: {
        req: ({ method, url, id }) => ({ method, path: url?.split('?', 1)[0], id }),
        err: describeError,
      },
      ...(options.logTo ? { stream: options.logTo } : {}),
    },
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: 60_000,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, 404, 'There is nothing at this address; GET /openapi.json lists what there is.'),
  );
  app.addHook('onResponse', async (request, reply) => {
    const seconds = reply.elapsedTime / 1000;
    const route = request.routeOptions.url ?? 'unknown';
    metrics.observeRequest(route, reply.statusCode, seconds);
    const line = {
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      key: request.apiKey?.keyId,
    };
    if (reply.statusCode >= 400) request.log.info(line, 'request refused');
    else request.log.debug(line, 'request');
  });
  return app;
}

/** What a log line says of an error: never its query, parameters or connection. */
function describeError(error: Error & { code?: unknown }) {
  return { type: error.name, message: error.message, code: error.code, stack: error.stack ?? '' };
}

function answerError(thrown: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = asUnavailable(thrown);
  if (error instanceof HttpProblem)
    return sendProblem(reply, error.status, error.message, error.issues, error.retryAfterSeconds);
  if (error instanceof TollgateError)
    return sendProblem(reply, statusOf(error), error.message, error.issues, error.retryAfterSeconds);
  const status = thrown.statusCode ?? 500;
  if (status === 413) return sendProblem(reply, 413, 'A request holds at most 16 MiB. Nothing was stored.');
  if (status >= 400 && status < 500) return sendProblem(reply, status, thrown.message);
  request.log.error({ err: thrown }, 'request failed');
  return sendProblem(
    reply,
    500,
    'Something failed here; nothing in this request counts as stored. Send it again.',
  );
}

function sendProblem(
  reply: FastifyReply,
  status: number,
  detail: string,
  issues: ConstructorParameters<typeof TollgateError>[2] = [],
  retryAfterSeconds?: number,
): FastifyReply {
  if (status === 503 || status === 429) reply.header('retry-after', String(retryAfterSeconds ?? 1));
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  return reply
    .code(status)
    .type('application/problem+json')
    .send(problemOf(status, detail, issues));
}
