import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { alertChannels, alertDeliveries, alertPreferences, auditLog } from '@/db/schema';
import { seedOrganisation, seedUser } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import type { DeliveryRow } from '../alert-dto';
import { newSecret } from './channel-secret';
import { type DeliverOptions, deliver, UNDER_WAY } from './deliver';
import { disableChannel } from './disable-channel';
import { listDeliveries } from './list-deliveries';
import { planAlerts } from './plan-alerts';
import { rotateChannelSecret } from './rotate-channel-secret';
import { sendTestAlert } from './send-test-alert';
import { raise, seedBudget, seedChannel, setLocale, thresholdFacts } from './testing/alert-fixture';
import { startMailServer } from './testing/mail-server';
import { deadAddress, startReceiver, verified } from './testing/receiver';

const { db } = await testDatabase();
const { teamId } = await seedOrganisation(db);
const support = teamId('support');
const lead = await seedUser(db, 'team_lead', [support]);
const budget = await seedBudget(db, support);
const mailServer = await startMailServer();
const receiver = await startReceiver();
afterAll(() => Promise.all([mailServer.close(), receiver.close()]));

/** The clock of these tests, moved by hand; near the real one, because receivers check the age of a signature. */
let clock: Date;
const options: DeliverOptions = {
  db,
  now: () => clock,
  mail: { smtpUrl: mailServer.url, from: 'Tollgate <tollgate@example.test>' },
  console: 'https://tollgate.example.test',
  delays: [5_000, 30_000],
  leaseMs: 60_000,
  // Only a receiver that hangs may meet it, however busy the machine is.
  timeoutMs: 20_000,
};
const pass = (seconds: number) => {
  clock = new Date(clock.getTime() + seconds * 1000);
};
const ctx = () => systemCtx(db, 'test', clock);

beforeEach(async () => {
  clock = new Date();
  await db.execute(
    sql`truncate alerts, alert_inbox, alert_deliveries, alert_delivery_attempts, alert_channels`,
  );
  mailServer.mails.length = 0;
  receiver.calls.length = 0;
});

/** An alert for one channel (and, with `mail`, the lead); returns the ids of its deliveries. */
async function planned(mail = false): Promise<bigint[]> {
  await raise(db, { teamId: support, budgetId: budget, facts: thresholdFacts(budget) });
  await planAlerts(db, clock, { mail });
  const rows = await db.select().from(alertDeliveries).orderBy(asc(alertDeliveries.id));
  return rows.map(({ id }) => id);
}

async function toChannel(
  channel: Parameters<typeof seedChannel>[1],
): Promise<{ id: bigint; channelId: string }> {
  const channelId = await seedChannel(db, channel);
  const [id] = await planned();
  if (id === undefined) throw new Error('no delivery');
  return { id, channelId };
}

async function logged(id: bigint): Promise<DeliveryRow> {
  const { rows } = await listDeliveries(ctx(), {});
  const row = rows.find((one) => one.id === id.toString());
  if (!row) throw new Error('not in the log');
  return row;
}
const triesOf = (row: DeliveryRow) => row.attempts.map(({ ok, status, detail }) => [ok, status, detail]);

describe('to a person', () => {
  it('mails text and HTML in their language, with an id that stays', async () => {
    await setLocale(db, lead, 'zh-HK');
    const [id] = await planned(true);
    mailServer.refuse.push('450 try later');
    expect(await deliver(options, id ?? 0n)).toMatchObject({ kind: 'again' });
    pass(5);
    expect(await deliver(options, id ?? 0n)).toEqual({ kind: 'delivered' });
    const row = await logged(id ?? 0n);
    expect(mailServer.mails).toHaveLength(1);
    const [mail] = mailServer.mails;
    expect(mail?.to).toEqual([expect.stringContaining('team_lead-')]);
    expect(mail?.messageId).toBe(`<${row.messageId}@example.test>`);
    expect(mail?.subject).toBe('Support：已達限額 80 %');
    expect(mail?.raw).toMatch(/multipart\/alternative/);
    expect(mail?.raw).toMatch(/Auto-Submitted: auto-generated/);
    expect(row.recipient).toEqual({ kind: 'person', id: lead, name: 'team_lead' });
    expect(triesOf(row)).toEqual([
      [false, 450, expect.stringContaining('try later')],
      [true, 250, expect.stringContaining('250')],
    ]);
    await setLocale(db, lead, 'en');
  });

  it('ends where the mail server will never take it, and goes on where it is away', async () => {
    const [id] = await planned(true);
    mailServer.refuse.push('550 no such person');
    expect(await deliver(options, id ?? 0n)).toEqual({ kind: 'failed' });
    const [, second] = await planned(true);
    const away = { ...options, mail: { smtpUrl: 'smtp://127.0.0.1:1', from: 'a@b.test' } };
    expect(await deliver(away, second ?? 0n)).toMatchObject({ kind: 'again' });
    expect(triesOf(await logged(second ?? 0n))).toEqual([
      [false, null, expect.stringContaining('ECONNREFUSED')],
    ]);
  });

  it('sends nothing to who turned it off meanwhile', async () => {
    const [id] = await planned(true);
    await db.insert(alertPreferences).values({ userId: lead, email: false });
    expect(await deliver(options, id ?? 0n)).toEqual({ kind: 'cancelled' });
    expect(await logged(id ?? 0n)).toMatchObject({ state: 'cancelled', attempts: [] });
    expect(mailServer.mails).toEqual([]);
    await db.delete(alertPreferences).where(eq(alertPreferences.userId, lead));
  });
});

describe('to a webhook', () => {
  it('signs by Standard Webhooks, with both secrets for a day after a change', async () => {
    const old = newSecret();
    const { id, channelId } = await toChannel({
      kind: 'webhook',
      target: `${receiver.url}/hook`,
      secret: old,
    });
    const made = await rotateChannelSecret(ctx(), { channelId });
    await deliver(options, id);
    const [call] = receiver.calls;
    if (!call || !made.secret) throw new Error('no call');
    for (const secret of [old, made.secret])
      expect(verified(call, secret)).toMatchObject({
        type: 'alert.budget_threshold',
        data: {
          facts: { percent: 80 },
          text: { title: 'Support: 80 % reached' },
          url: `https://tollgate.example.test/budgets/${budget}`,
        },
      });
    expect(() => verified(call, newSecret())).toThrow('No matching signature');
    expect(call.headers['webhook-id']).toBe((await logged(id)).messageId);

    pass(86_400);
    await sendTestAlert(ctx(), { channelId });
    const [, test] = await db.select().from(alertDeliveries).orderBy(asc(alertDeliveries.id));
    clock = new Date(); // the signature is of now, but the day is over
    await db.update(alertChannels).set({ previousSecretUntil: clock });
    await db.update(alertDeliveries).set({ nextAttemptAt: clock });
    await deliver(options, test?.id ?? 0n);
    const last = receiver.calls[1];
    if (!last) throw new Error('no test');
    expect(verified(last, made.secret)).toMatchObject({ type: 'alert.test', data: { facts: null } });
    expect(() => verified(last, old)).toThrow('No matching signature');
  });

  it('fails twice, then works: one id, one body, three attempts in the log, nothing more sent', async () => {
    const secret = newSecret();
    const { id } = await toChannel({ kind: 'webhook', target: receiver.url, secret });
    receiver.next.push({ status: 500, body: 'sorry' }, 'break');
    const first = await deliver(options, id);
    expect(first).toEqual({ kind: 'again', at: new Date(clock.getTime() + 5_000), attempts: 1 });
    expect(await deliver(options, id)).toEqual({ kind: 'skipped' }); // not due yet
    pass(5);
    expect(await deliver(options, id)).toEqual({
      ...{ kind: 'again', at: new Date(clock.getTime() + 30_000) },
      attempts: 2,
    });
    pass(30);
    expect(await deliver(options, id)).toEqual({ kind: 'delivered' });
    pass(999_999);
    expect(await deliver(options, id)).toEqual({ kind: 'skipped' });
    const row = await logged(id);
    expect(row).toMatchObject({ state: 'delivered', nextAttemptAt: null });
    expect(triesOf(row)).toEqual([
      [false, 500, 'sorry'],
      [false, null, expect.stringMatching(/other side closed|ECONNRESET/)],
      [true, 200, 'ok'],
    ]);
    expect(receiver.calls).toHaveLength(3);
    expect(new Set(receiver.calls.map((call) => call.headers['webhook-id']))).toEqual(
      new Set([row.messageId]),
    );
    expect(new Set(receiver.calls.map((call) => call.body)).size).toBe(1);
  });

  it('gives up after the last wait, and says so', async () => {
    const { id } = await toChannel({ kind: 'slack', target: await deadAddress() });
    for (const wait of [5, 30]) {
      expect(await deliver(options, id)).toMatchObject({ kind: 'again' });
      pass(wait);
    }
    expect(await deliver(options, id)).toEqual({ kind: 'failed' });
    const row = await logged(id);
    expect(row).toMatchObject({ state: 'failed', finishedAt: clock.toISOString() });
    expect(triesOf(row)).toEqual(Array(3).fill([false, null, expect.stringContaining('ECONNREFUSED')]));
  });

  it('takes no answer in time as a failure', async () => {
    const { id } = await toChannel({ kind: 'teams', target: receiver.url });
    receiver.next.push('hang');
    expect(await deliver({ ...options, timeoutMs: 300 }, id)).toMatchObject({ kind: 'again' });
    expect(triesOf(await logged(id))).toEqual([[false, null, 'No answer within 0.3 s.']]);
  });

  it('waits as long as a receiver that is busy asks', async () => {
    const { id } = await toChannel({ kind: 'slack', target: receiver.url });
    receiver.next.push({ status: 429, headers: { 'retry-after': '90' } });
    expect(await deliver(options, id)).toMatchObject({
      kind: 'again',
      at: new Date(clock.getTime() + 90_000),
    });
  });

  it('follows no redirect and ends there', async () => {
    const { id } = await toChannel({ kind: 'slack', target: receiver.url });
    receiver.next.push({ status: 307, headers: { location: `${receiver.url}/elsewhere` } });
    expect(await deliver(options, id)).toEqual({ kind: 'failed' });
    expect(receiver.calls).toHaveLength(1);
  });

  it('turns a channel off that is gone, with everything on its way there', async () => {
    const { id, channelId } = await toChannel({ kind: 'slack', target: receiver.url });
    const [, waiting] = await planned();
    receiver.next.push({ status: 410 });
    expect(await deliver(options, id)).toEqual({ kind: 'failed' });
    const [channel] = await db.select().from(alertChannels);
    expect(channel?.disabledAt).toEqual(clock);
    expect((await logged(waiting ?? 0n)).state).toBe('cancelled');
    const [entry] = await db.select().from(auditLog).where(eq(auditLog.subjectId, channelId));
    expect([entry?.action, entry?.reason]).toEqual(['channel.disable', 'The receiver answered 410 Gone.']);
  });

  it('believes no 200 of Teams that says it failed', async () => {
    const { id } = await toChannel({ kind: 'teams', target: receiver.url });
    receiver.next.push({ status: 200, body: 'Webhook message delivery failed with error: HTTP error 429' });
    expect(await deliver(options, id)).toMatchObject({ kind: 'again' });
    pass(5);
    expect(await deliver(options, id)).toEqual({ kind: 'delivered' });
    expect(JSON.parse(receiver.calls[1]?.body ?? '')).toMatchObject({ type: 'message' });
  });
});

describe('whatever happens', () => {
  it('is sent by one of many workers that want it at once', async () => {
    const { id } = await toChannel({ kind: 'slack', target: receiver.url });
    const results = await Promise.all(Array.from({ length: 8 }, () => deliver(options, id)));
    expect(results.map(({ kind }) => kind).sort()).toEqual(['delivered', ...Array(7).fill('skipped')]);
    expect(receiver.calls).toHaveLength(1);
  });

  it('is sent again after a crash between sending and recording, under the same id', async () => {
    const secret = newSecret();
    const { id } = await toChannel({ kind: 'webhook', target: receiver.url, secret });
    await db.execute(sql`create function crash() returns trigger language plpgsql as
      $$ begin raise exception 'crash'; end $$`);
    await db.execute(sql`create trigger crash before update on alert_delivery_attempts
      for each row execute function crash()`);
    await expect(deliver(options, id)).rejects.toThrow();
    await db.execute(sql`drop trigger crash on alert_delivery_attempts`);
    expect(receiver.calls).toHaveLength(1); // it arrived, and nobody here knows

    expect(await deliver(options, id)).toEqual({ kind: 'skipped' });
    pass(60);
    expect(await deliver(options, id)).toEqual({ kind: 'delivered' });
    expect(receiver.calls).toHaveLength(2);
    const row = await logged(id);
    expect(receiver.calls.map((call) => call.headers['webhook-id'])).toEqual([row.messageId, row.messageId]);
    expect(triesOf(row)).toEqual([
      [false, null, UNDER_WAY],
      [true, 200, 'ok'],
    ]);
  });

  it('keeps a late success over what another worker made of it meanwhile', async () => {
    const { id } = await toChannel({ kind: 'slack', target: receiver.url });
    receiver.next.push('hang');
    const slow = deliver({ ...options, leaseMs: 0, timeoutMs: 3_000 }, id);
    await expect.poll(() => receiver.calls.length, { timeout: 10_000 }).toBe(1);
    expect(await deliver(options, id)).toEqual({ kind: 'delivered' });
    expect(await slow).toMatchObject({ kind: 'again' });
    expect(await logged(id)).toMatchObject({ state: 'delivered', nextAttemptAt: null });
    expect(await deliver(options, id)).toEqual({ kind: 'skipped' });
  });

  it('goes nowhere once its channel is off', async () => {
    const { id, channelId } = await toChannel({ kind: 'slack', target: receiver.url });
    await disableChannel(ctx(), { channelId });
    expect(await deliver(options, id)).toEqual({ kind: 'skipped' });
    expect((await logged(id)).state).toBe('cancelled');
    expect(receiver.calls).toEqual([]);
  });
});
