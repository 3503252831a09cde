import { asc, eq, sql } from 'drizzle-orm';
import PgBoss from 'pg-boss';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { alertDeliveries, alerts } from '@/db/schema';
import { seedOrganisation, seedUser } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import { newSecret } from './channel-secret';
import { type AlertWorker, startAlertWorker } from './delivery-worker';
import { listDeliveries } from './list-deliveries';
import { newDelivery } from './new-delivery';
import { sendTestAlert } from './send-test-alert';
import { raise, seedBudget, seedChannel, thresholdFacts } from './testing/alert-fixture';
import { startMailServer } from './testing/mail-server';
import { deadAddress, startReceiver, verified } from './testing/receiver';

const { db, url } = await testDatabase();
const { teamId } = await seedOrganisation(db);
const support = teamId('support');
await seedUser(db, 'team_lead', [support]);
const budget = await seedBudget(db, support);
const mailServer = await startMailServer();
const receiver = await startReceiver();
const now = () => new Date();
const ctx = () => systemCtx(db, 'test', now());
const errors: unknown[] = [];

/** Two programs on one database, each with its own jobs. */
const workers: { boss: PgBoss; worker: AlertWorker }[] = [];
for (let index = 0; index < 2; index += 1) {
  const boss = new PgBoss({ connectionString: url, max: 2 });
  boss.on('error', (error) => errors.push(error));
  await boss.start();
  const worker = await startAlertWorker({
    boss,
    db,
    now,
    mail: { smtpUrl: mailServer.url, from: 'Tollgate <tollgate@example.test>' },
    console: 'https://tollgate.example.test',
    delays: [200, 400, 800],
    leaseMs: 30_000,
    timeoutMs: 20_000,
    pollSeconds: 0.5,
    onError: (error) => errors.push(error),
  });
  workers.push({ boss, worker });
}
afterAll(async () => {
  for (const { boss, worker } of workers) {
    await worker.stop();
    await boss.stop({ graceful: true, timeout: 2_000 });
  }
  await Promise.all([mailServer.close(), receiver.close()]);
});
beforeEach(async () => {
  await db.execute(
    sql`truncate alerts, alert_inbox, alert_deliveries, alert_delivery_attempts, alert_channels`,
  );
  receiver.calls.length = 0;
  mailServer.mails.length = 0;
});

const pendingCount = async () =>
  (await db.$count(alertDeliveries, eq(alertDeliveries.state, 'pending'))) +
  (await db.$count(alerts, sql`planned_at is null`));

it('loses nothing and sends nothing twice: one receiver works, one fails twice, one is down throughout', async () => {
  const secret = newSecret();
  const good = await seedChannel(db, { kind: 'webhook', target: `${receiver.url}/good`, secret });
  const flaky = await startReceiver();
  flaky.next.push({ status: 503 }, 'break');
  const slack = await seedChannel(db, { kind: 'slack', target: `${flaky.url}/flaky` });
  const dead = await seedChannel(db, { kind: 'teams', target: await deadAddress() });
  const percents = [50, 80, 100];
  for (const percent of percents)
    await raise(db, { teamId: support, budgetId: budget, facts: thresholdFacts(budget, percent) });

  await expect.poll(pendingCount, { timeout: 30_000, interval: 100 }).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, 1_500)); // whatever would come twice would come now
  await flaky.close();

  const told = receiver.calls.map((call) => verified(call, secret).data.facts?.percent);
  expect(told.sort((a = 0, b = 0) => a - b)).toEqual(percents);
  expect(mailServer.mails.map(({ subject }) => subject).sort()).toEqual([
    'Support: 100 % reached',
    'Support: 50 % reached',
    'Support: 80 % reached',
  ]);
  expect(flaky.calls.map(({ status }) => status).sort()).toEqual([0, 200, 200, 200, 503]);

  const { rows } = await listDeliveries(ctx(), {});
  const of = (id: string) => rows.filter((row) => row.recipient.id === id);
  expect(of(good).map(({ state, attempts }) => [state, attempts.length])).toEqual(
    Array(3).fill(['delivered', 1]),
  );
  expect(of(slack).map(({ state }) => state)).toEqual(Array(3).fill('delivered'));
  expect(
    of(slack)
      .flatMap(({ attempts }) => attempts.map(({ ok }) => ok))
      .filter((ok) => !ok),
  ).toHaveLength(2);
  expect(of(dead).map(({ state, attempts }) => [state, attempts.length])).toEqual(
    Array(3).fill(['failed', 4]),
  );
  expect(rows).toHaveLength(12);
  expect(new Set(rows.map(({ messageId }) => messageId)).size).toBe(12);
  expect(errors).toEqual([]);
}, 60_000);

it('sends a test at once', async () => {
  const channelId = await seedChannel(db, { kind: 'slack', target: receiver.url });
  const { deliveryId } = await sendTestAlert(ctx(), { channelId });
  await expect.poll(() => receiver.calls.length, { timeout: 20_000 }).toBe(1);
  await expect.poll(pendingCount, { timeout: 20_000 }).toBe(0);
  const { rows } = await listDeliveries(ctx(), { to: channelId });
  expect(rows).toMatchObject([{ id: deliveryId, isTest: true, state: 'delivered', alert: null }]);
});

it('finds in its sweep what a crash left behind: unplanned, unqueued, or claimed and never finished', async () => {
  const channelId = await seedChannel(db, { kind: 'slack', target: receiver.url });
  const recipient = `channel:${channelId}`;
  const past = new Date(Date.now() - 60_000);
  await db
    .insert(alertDeliveries)
    .values([
      newDelivery(past, { alertId: null, recipient, isTest: true }),
      { ...newDelivery(past, { alertId: null, recipient, isTest: true }), attempts: 1 },
    ]);
  await db.insert(alerts).values({
    kind: 'budget_threshold',
    dedupeKey: 'nobody was notified',
    facts: thresholdFacts(budget),
    createdAt: past,
  });
  await workers[0]?.worker.sweep();
  await expect.poll(pendingCount, { timeout: 30_000 }).toBe(0);
  const rows = await db
    .select()
    .from(alertDeliveries)
    .where(eq(alertDeliveries.recipient, recipient))
    .orderBy(asc(alertDeliveries.id));
  expect(rows.map(({ state, attempts }) => [state, attempts])).toEqual([
    ['delivered', 1],
    ['delivered', 2],
    ['delivered', 1],
  ]);
  expect(receiver.calls).toHaveLength(3);
});

it('listens again after the database hung up', async () => {
  await seedChannel(db, { kind: 'slack', target: receiver.url });
  const cut = await db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ilike 'listen%'`);
  expect(cut.length).toBeGreaterThanOrEqual(1);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await raise(db, { teamId: support, budgetId: budget, facts: thresholdFacts(budget) });
  await expect.poll(() => receiver.calls.length, { timeout: 30_000 }).toBe(1);
  // What was sent is being written down: the next test empties the tables.
  await expect.poll(pendingCount, { timeout: 20_000 }).toBe(0);
});

it('delivers to others while one receiver hangs', async () => {
  const hanging = await startReceiver();
  hanging.next.push(...Array(20).fill('hang'));
  await seedChannel(db, { kind: 'teams', target: hanging.url });
  await seedChannel(db, { kind: 'slack', target: receiver.url });
  for (let index = 0; index < 3; index += 1)
    await raise(db, { teamId: support, budgetId: budget, facts: thresholdFacts(budget) });
  await expect.poll(() => receiver.calls.length, { timeout: 18_000 }).toBe(3);
  await hanging.close();
});
