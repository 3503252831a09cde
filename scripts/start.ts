import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getOrganisation } from '@/lib/access/server/get-organisation';
import { issueSetupToken } from '@/lib/access/server/setup-token';
import { type Environment, EnvironmentError, readEnvironment } from './env';
import { announce } from './start/announce';
import { ensureBuild, NEXT } from './start/build';
import { type Child, forwardOutput, startChild, stopChild } from './start/children';
import { type Database, openDatabase, prepareDatabase, withDb } from './start/database';
import { loadDemoOnce } from './start/demo';
import { requireFreePort } from './start/ports';
import { readSecret } from './start/secret';
import { step } from './start/steps';

/** `npm start` and, with --dev, `npm run dev`: database, catalogue, demo, meter and console, stopped in order. */
const running: { database: Database | null; children: Child[]; stopping: boolean } = {
  database: null,
  children: [],
  stopping: false,
};

async function start(development: boolean): Promise<void> {
  const begun = performance.now();
  if (existsSync('.env')) process.loadEnvFile('.env');
  const env = readEnvironment(process.env);
  await requireFreePort(env.HOST, env.PORT, 'PORT');
  await requireFreePort(env.METER_HOST, env.METER_PORT, 'METER_PORT');
  console.log('Tollgate');

  const secret = readSecret(env.TOLLGATE_SECRET, path.resolve(env.TOLLGATE_DATA_DIR));
  const database = await step('Postgres', () => openDatabase(env));
  running.database = database;
  const shared = childEnvironment(env, database.url, secret);
  await step('schema and price lists', () => prepareDatabase(database.url, new Date()));
  if (await wantsDemo(env, database)) {
    await step('demo organisation', () => loadDemoOnce(database.url, secret, new Date()));
  }
  if (!development) await step('console build', () => ensureBuild(env.NEXT_DIST_DIR));
  await step('meter', () => startMeter(shared, env));
  await step('console', () => startConsole(shared, env, development));

  const { organisation, token } = await withDb(database.url, async (db) => ({
    organisation: await getOrganisation(db),
    token: await issueSetupToken(db, new Date()),
  }));
  announce({ env, organisation, token, seconds: (performance.now() - begun) / 1000 });
}

/** On by default with our own Postgres, off with the operator's; never into a database in use. */
async function wantsDemo(env: Environment, database: Database): Promise<boolean> {
  if (!(env.TOLLGATE_DEMO ?? database.embedded !== null)) return false;
  return (await withDb(database.url, getOrganisation)) === null;
}

function childEnvironment(env: Environment, url: string, secret: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DATABASE_URL: url,
    TOLLGATE_SECRET: secret,
    NEXTAUTH_SECRET: secret,
    NEXTAUTH_URL: env.NEXTAUTH_URL ?? `http://localhost:${env.PORT}`,
    NEXT_DIST_DIR: env.NEXT_DIST_DIR,
    HOST: env.HOST,
    PORT: String(env.PORT),
    METER_HOST: env.METER_HOST,
    METER_PORT: String(env.METER_PORT),
    LOG_LEVEL: env.LOG_LEVEL,
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

async function startMeter(shared: NodeJS.ProcessEnv, env: Environment): Promise<void> {
  const program = path.join(import.meta.dirname, '..', 'meter', 'main.ts');
  const meter = adopt(
    startChild('meter', ['--max-semi-space-size=64', '--import', 'tsx', program], {
      ...shared,
      NODE_ENV: 'production',
    }),
  );
  forwardOutput(meter, () => true);
  await answers(meter, `http://${reachable(env.METER_HOST)}:${env.METER_PORT}/readyz`, 60);
}

async function startConsole(shared: NodeJS.ProcessEnv, env: Environment, development: boolean) {
  const args = [NEXT, development ? 'dev' : 'start', '-H', env.HOST, '-p', String(env.PORT)];
  const mode = development ? 'development' : 'production';
  const console_ = adopt(startChild('console', args, { ...shared, NODE_ENV: mode }));
  // Next prints its own address and progress, which the closing lines repeat better.
  forwardOutput(console_, (line) => development || /error|⨯|warn/i.test(line));
  await answers(console_, `http://${reachable(env.HOST)}:${env.PORT}/favicon.svg`, 60);
}

const reachable = (host: string) => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);

/** A child that ends by itself ends everything: half a Tollgate would look like a whole one. */
function adopt(child: Child): Child {
  running.children.push(child);
  void child.exited.then((code) => {
    if (running.stopping) return;
    console.error(`The ${child.name} ended by itself (exit ${code}); stopping the rest.`);
    void stop(1);
  });
  return child;
}

async function answers(child: Child, url: string, seconds: number): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(100)) {
    if (child.process.exitCode !== null) throw new Error(`The ${child.name} did not start.`);
    const response = await fetch(url, { redirect: 'manual' }).catch(() => null);
    if (response && response.status < 500) return;
  }
  throw new Error(`The ${child.name} did not answer at ${url} within ${seconds} s.`);
}

/** Console first, then the meter (which finishes what it acknowledged), Postgres last. */
async function stop(code: number): Promise<never> {
  if (running.stopping) return new Promise<never>(() => {});
  running.stopping = true;
  for (const child of [...running.children].reverse())
    await stopChild(child, child.name === 'console' ? 5 : 30);
  await running.database?.embedded?.stopWhenUnused();
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (!running.stopping) console.log('\nStopping…');
    void stop(0);
  });

start(process.argv.includes('--dev')).catch((error: unknown) => {
  const known = error instanceof EnvironmentError || process.env.LOG_LEVEL !== 'debug';
  console.error(known && error instanceof Error ? error.message : error);
  void stop(1);
});
