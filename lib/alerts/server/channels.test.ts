import { asc, eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alertChannels, alertDeliveries, auditLog } from '@/db/schema';
import { NOW, seedOrganisation, seedUser } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { type Ctx, systemCtx } from '../../access/server/context';
import { countUnreadAlerts } from './count-unread-alerts';
import { createChannel } from './create-channel';
import { disableChannel } from './disable-channel';
import { editChannel } from './edit-channel';
import { enableChannel } from './enable-channel';
import { getAlertPreference } from './get-alert-preference';
import { listChannels } from './list-channels';
import { listDeliveries } from './list-deliveries';
import { listInbox } from './list-inbox';
import { markAlertsRead } from './mark-alerts-read';
import { planAlerts } from './plan-alerts';
import { resendDelivery } from './resend-delivery';
import { rotateChannelSecret } from './rotate-channel-secret';
import { sendTestAlert } from './send-test-alert';
import { setAlertPreference } from './set-alert-preference';
import { raise, seedBudget, thresholdFacts } from './testing/alert-fixture';

const { db } = await testDatabase();
const { teamId } = await seedOrganisation(db);
const support = teamId('support');
const lead = await seedUser(db, 'team_lead', [support]);
const budget = await seedBudget(db, support, lead);
const ctx = systemCtx(db, 'test', NOW);
const later: Ctx = { ...ctx, now: new Date(NOW.getTime() + 60_000) };
const asLead: Ctx = {
  ...ctx,
  actor: { kind: 'user', id: lead, name: 'lead', role: 'team_lead', teamIds: [support] },
};
const webhook = {
  name: 'Finance',
  kind: 'webhook' as const,
  target: 'https://example.test/hook',
  kinds: [],
  teamId: null,
  locale: 'en' as const,
};

beforeEach(async () => {
  await db.execute(sql`truncate alerts, alert_inbox, alert_deliveries, alert_channels, alert_preferences`);
});
afterEach(() => {
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
});

const raiseOne = async (percent = 80) => {
  const id = await raise(db, { teamId: support, budgetId: budget, facts: thresholdFacts(budget, percent) });
  await planAlerts(db, NOW, { mail: false });
  return id.toString();
};

describe('channels', () => {
  it('answer a secret once, and never again show more than its end', async () => {
    const { id, secret } = await createChannel(ctx, webhook);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const { rows, emailReady } = await listChannels(ctx, {});
    expect(emailReady).toBe(false);
    expect(rows).toEqual([
      {
        id,
        name: 'Finance',
        kind: 'webhook',
        target: 'https://example.test/hook',
        kinds: [],
        team: null,
        locale: 'en',
        signing: { hint: `…${secret?.slice(-4)}`, previousUntil: null },
        createdBy: 'test',
        createdAt: NOW.toISOString(),
        disabledAt: null,
        last: null,
      },
    ]);
    const rotated = await rotateChannelSecret(later, { channelId: id });
    const [after] = (await listChannels(later, {})).rows;
    expect(after?.signing).toEqual({
      hint: `…${rotated.secret?.slice(-4)}`,
      previousUntil: new Date(later.now.getTime() + 86_400_000).toISOString(),
    });
    const log = JSON.stringify(
      await db.select().from(auditLog).where(eq(auditLog.subjectId, id)),
      (_, value) => (typeof value === 'bigint' ? String(value) : value),
    );
    for (const one of [secret, rotated.secret]) expect(log).not.toContain(one?.slice(6, 40));
  });

  it('of Slack and Teams show where they go, but not the URL that is their password', async () => {
    const target = 'https://hooks.slack.com/services/T000/B000/abcdefgh';
    const { id, secret } = await createChannel(ctx, { ...webhook, kind: 'slack', target });
    expect(secret).toBeNull();
    const [row] = (await listChannels(ctx, {})).rows;
    expect([row?.target, row?.signing]).toEqual(['https://hooks.slack.com/…efgh', null]);
    const { kind: _kind, target: _target, ...change } = webhook;
    await editChannel(ctx, {
      ...change,
      channelId: id,
      name: 'Renamed',
      kinds: ['review_due', 'review_due'],
    });
    const [stored] = await db.select().from(alertChannels);
    expect([stored?.name, stored?.target, stored?.kinds]).toEqual(['Renamed', target, ['review_due']]);
    const log = await db.select().from(auditLog).where(eq(auditLog.subjectId, id));
    expect(JSON.stringify(log.map(({ before, after }) => [before, after]))).not.toContain('B000');
    await expect(rotateChannelSecret(ctx, { channelId: id })).rejects.toThrow('Only signed webhooks');
  });

  it.each([
    ['webhook', 'ftp://example.test', 'beginning with https://'],
    ['webhook', 'example.test/hook', 'beginning with https://'],
    ['slack', 'file:///etc/passwd', 'beginning with https://'],
    ['teams', 'https://user:secret@example.test', 'Leave the user name and password out'],
    ['email', 'finance', 'Write one e-mail address'],
    ['email', 'a@example.test, b@example.test', 'Write one e-mail address'],
  ] as const)('refuse for %s the address %s', async (kind, target, message) => {
    await expect(createChannel(ctx, { ...webhook, kind, target })).rejects.toThrow(message);
  });

  it('are turned off and on, and what was on its way stays in the log to be sent again', async () => {
    const { id } = await createChannel(ctx, webhook);
    await raiseOne();
    await disableChannel(ctx, { channelId: id, reason: 'too many' });
    await expect(disableChannel(ctx, { channelId: id })).rejects.toThrow('already off');
    await expect(sendTestAlert(ctx, { channelId: id })).rejects.toThrow('turn it on first');
    const [cancelled] = (await listDeliveries(ctx, { to: id })).rows;
    expect(cancelled).toMatchObject({ state: 'cancelled', round: 0, finishedAt: NOW.toISOString() });
    const deliveryId = cancelled?.id ?? '';
    await expect(resendDelivery(ctx, { deliveryId })).rejects.toThrow('turn it on first');
    await enableChannel(ctx, { channelId: id });
    await expect(enableChannel(ctx, { channelId: id })).rejects.toThrow('already on');
    const again = await resendDelivery(later, { deliveryId });
    await expect(resendDelivery(later, { deliveryId })).rejects.toThrow('still being tried');
    const { rows } = await listDeliveries(ctx, { to: id });
    expect(rows.map((row) => [row.id, row.round, row.state])).toEqual([
      [again.deliveryId, 1, 'pending'],
      [deliveryId, 0, 'cancelled'],
    ]);
    expect(rows[0]?.messageId).not.toBe(rows[1]?.messageId);
    expect((await listChannels(ctx, {})).rows[0]?.last).toEqual({
      state: 'pending',
      at: later.now.toISOString(),
    });
  });

  it('of e-mail are not tested without a mail server', async () => {
    const { id } = await createChannel(ctx, { ...webhook, kind: 'email', target: 'finance@example.test' });
    await expect(sendTestAlert(ctx, { channelId: id })).rejects.toThrow('set SMTP_URL and MAIL_FROM');
    process.env.SMTP_URL = 'smtp://127.0.0.1';
    process.env.MAIL_FROM = 'a@example.test';
    await sendTestAlert(ctx, { channelId: id });
    expect((await listChannels(ctx, {})).emailReady).toBe(true);
    const [delivery] = await db.select().from(alertDeliveries);
    expect(delivery).toMatchObject({ isTest: true, alertId: null, state: 'pending', nextAttemptAt: NOW });
  });
});

describe('the delivery log', () => {
  it('is paged, and filtered by channel, by people and by state', async () => {
    const { id } = await createChannel(ctx, webhook);
    for (const percent of [50, 80, 100]) await raiseOne(percent);
    await db.insert(alertDeliveries).values({
      alertId: null,
      recipient: `user:${lead}`,
      messageId: 'msg_person',
      state: 'failed',
      createdAt: NOW,
    });
    const first = await listDeliveries(ctx, { to: id, limit: 2 });
    expect(first.rows.map((row) => row.alert?.facts)).toMatchObject([{ percent: 100 }, { percent: 80 }]);
    const second = await listDeliveries(ctx, { to: id, limit: 2, before: first.next });
    expect(second.rows.map((row) => row.alert?.facts)).toMatchObject([{ percent: 50 }]);
    expect(second.next).toBeNull();
    const people = await listDeliveries(ctx, { to: 'people' });
    expect(people.rows.map(({ recipient }) => recipient)).toEqual([
      { kind: 'person', id: lead, name: 'team_lead' },
    ]);
    const ids = async (state: 'failed' | 'delivered') => (await listDeliveries(ctx, { state })).rows.length;
    expect([await ids('failed'), await ids('delivered')]).toEqual([1, 0]);
  });
});

describe('the inbox', () => {
  it('is one’s own, newest first, with what is unread', async () => {
    const ids = [await raiseOne(50), await raiseOne(80), await raiseOne(100)];
    const page = await listInbox(asLead, { limit: 2 });
    expect(page.rows.map((row) => row.alertId)).toEqual([ids[2], ids[1]]);
    expect(page.rows[0]).toMatchObject({
      kind: 'budget_threshold',
      path: `/budgets/${budget}`,
      team: { id: support.toString(), name: 'Customer Service' },
      readAt: null,
    });
    expect(page).toMatchObject({ unread: 3, next: ids[1] });
    const rest = await listInbox(asLead, { limit: 2, before: page.next });
    expect(rest.rows.map((row) => row.alertId)).toEqual([ids[0]]);

    expect(await markAlertsRead(asLead, { alertIds: [ids[0] ?? ''] })).toEqual({ marked: 1 });
    expect(await markAlertsRead(asLead, { alertIds: [ids[0] ?? ''] })).toEqual({ marked: 0 });
    expect(await countUnreadAlerts(asLead, {})).toBe(2);
    const unread = await listInbox(asLead, { unreadOnly: true });
    expect(unread.rows.map((row) => row.alertId)).toEqual([ids[2], ids[1]]);
    expect(await markAlertsRead(asLead, { all: true })).toEqual({ marked: 2 });
    expect(await countUnreadAlerts(asLead, {})).toBe(0);
    await expect(listInbox(ctx, {})).rejects.toThrow('Only a person has an inbox');
  });

  it('of another person stays as it is', async () => {
    const other = await seedUser(db, 'team_lead', [support]);
    const [id] = [await raiseOne()];
    const asOther: Ctx = { ...asLead, actor: { ...asLead.actor, id: other } };
    await markAlertsRead(asOther, { alertIds: [id] });
    expect([await countUnreadAlerts(asLead, {}), await countUnreadAlerts(asOther, {})]).toEqual([1, 0]);
  });

  it('goes on without e-mail', async () => {
    expect(await getAlertPreference(asLead, {})).toEqual({ email: true, emailReady: false });
    await setAlertPreference(asLead, { email: false });
    await setAlertPreference(asLead, { email: false });
    expect(await getAlertPreference(asLead, {})).toEqual({ email: false, emailReady: false });
    const entries = await db
      .select()
      .from(auditLog)
      .where(eq(auditLog.action, 'user.alert_preference'))
      .orderBy(asc(auditLog.seq));
    expect(entries.map(({ before, after }) => [before, after])).toEqual([
      [{ email: true }, { email: false }],
      [{ email: false }, { email: false }],
    ]);
  });
});
