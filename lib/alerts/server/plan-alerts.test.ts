import { asc, eq, sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { alertDeliveries, alertInbox, alertPreferences, alerts, budgetRequests, users } from '@/db/schema';
import { NOW, seedOrganisation, seedUser } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { moneyOf } from '../../money/money';
import type { AlertFacts } from '../alert';
import { planAlerts } from './plan-alerts';
import { raise, seedBudget, seedChannel, thresholdFacts } from './testing/alert-fixture';

const { db } = await testDatabase();
const { teamId } = await seedOrganisation(db);
const support = teamId('support');
const claims = teamId('claims');
const cfo = await seedUser(db, 'cfo');
const admin = await seedUser(db, 'admin');
const lead = await seedUser(db, 'team_lead', [support]);
const otherLead = await seedUser(db, 'team_lead', [claims]);
const owner = await seedUser(db, 'engineer', [support]);
await seedUser(db, 'engineer', [support]);
const former = await seedUser(db, 'team_lead', [support]);
await db.update(users).set({ disabledAt: NOW }).where(eq(users.id, former));
const budget = await seedBudget(db, support, owner);
const group = await seedBudget(db, null);
const names = new Map([
  [cfo, 'cfo'],
  [admin, 'admin'],
  [lead, 'lead'],
  [otherLead, 'otherLead'],
  [owner, 'owner'],
]);

beforeEach(async () => {
  await db.execute(sql`truncate alerts, alert_inbox, alert_deliveries, alert_channels, alert_preferences`);
});

async function toldOf(
  facts: AlertFacts,
  about: { teamId: bigint | null; budgetId: bigint | null },
): Promise<string[]> {
  const alertId = await raise(db, { ...about, facts });
  await planAlerts(db, NOW, { mail: true });
  const inbox = await db.select().from(alertInbox).where(eq(alertInbox.alertId, alertId));
  const sent = await db.select().from(alertDeliveries).where(eq(alertDeliveries.alertId, alertId));
  expect(sent.map((row) => row.recipient).sort()).toEqual(inbox.map((row) => `user:${row.userId}`).sort());
  return inbox.map((row) => names.get(row.userId) ?? '?').sort();
}

const ofTeam = { teamId: support, budgetId: budget };
const ofGroup = { teamId: null, budgetId: group };

it('tells the owner and the leads of a threshold, and the CFO from 100 % or for the organisation', async () => {
  expect(await toldOf(thresholdFacts(budget, 80), ofTeam)).toEqual(['lead', 'owner']);
  expect(await toldOf(thresholdFacts(budget, 100), ofTeam)).toEqual(['cfo', 'lead', 'owner']);
  expect(await toldOf(thresholdFacts(group, 50), ofGroup)).toEqual(['cfo']);
});

it('tells who has to decide, who asked, and who is stopped', async () => {
  const [request] = await db
    .insert(budgetRequests)
    .values({
      budgetId: budget,
      requestedLimit: moneyOf(1n),
      requestedUntil: '2026-12-01',
      reason: 'r',
      requestedBy: otherLead,
      requestedByName: 'x',
      requestedAt: NOW,
      state: 'approved',
    })
    .returning();
  const named = { id: '1', name: 'Support', unit: 'currency', currency: 'USD', period: 'month' } as const;
  const raised = {
    budget: named,
    requestId: String(request?.id),
    by: 'x',
    reason: null,
    from: '1',
    to: '2',
    until: '2026-12-01',
    outcome: null,
  };
  expect(await toldOf({ ...raised, kind: 'raise_requested' }, ofTeam)).toEqual(['cfo']);
  expect(await toldOf({ ...raised, kind: 'raise_decided', outcome: 'approved' }, ofTeam)).toEqual([
    'lead',
    'otherLead',
  ]);
  expect(await toldOf({ ...raised, kind: 'raise_expired' }, ofTeam)).toEqual(['lead', 'otherLead']);
  const stop = { what: 'Support', started: true, by: 'x', reason: 'y', endsAt: NOW.toISOString() };
  expect(await toldOf({ ...stop, kind: 'kill_switch' }, { teamId: support, budgetId: null })).toEqual([
    'admin',
    'cfo',
    'lead',
  ]);
  expect(await toldOf({ kind: 'review_due', budget: named, reviewOn: '2026-11-22' }, ofTeam)).toEqual([
    'owner',
  ]);
  const period = { spent: '1', limit: '1', periodFrom: '2026-11-01', periodTo: '2026-12-01' };
  expect(await toldOf({ kind: 'executive_review', budget: named, percent: 100, ...period }, ofGroup)).toEqual(
    ['admin', 'cfo'],
  );
});

it('tells the executives where nobody else is there to be told', async () => {
  const named = { id: '1', name: 'Group', unit: 'currency', currency: 'USD', period: 'month' } as const;
  expect(await toldOf({ kind: 'review_due', budget: named, reviewOn: '2026-11-22' }, ofGroup)).toEqual([
    'admin',
    'cfo',
  ]);
});

it('sends no e-mail to who turned it off, and to nobody without a mail server', async () => {
  await db.insert(alertPreferences).values({ userId: lead, email: false });
  await seedChannel(db, { kind: 'email', target: 'finance@example.test' });
  const slack = await seedChannel(db, { kind: 'slack', target: 'https://hooks.example.test' });
  const first = await raise(db, { ...ofTeam, facts: thresholdFacts(budget) });
  await planAlerts(db, NOW, { mail: true });
  const second = await raise(db, { ...ofTeam, facts: thresholdFacts(budget) });
  await planAlerts(db, NOW, { mail: false });
  const recipients = async (alertId: bigint) =>
    (await db.select().from(alertDeliveries).where(eq(alertDeliveries.alertId, alertId)))
      .map((row) => row.recipient.replace(/^channel:.*$/, (all) => (all.endsWith(slack) ? 'slack' : 'email')))
      .sort();
  expect(await recipients(first)).toEqual(['email', 'slack', `user:${owner}`]);
  expect(await recipients(second)).toEqual(['slack']);
  expect(await db.$count(alertInbox)).toBe(4);
});

it('takes the channels that want the kind and the team, and are on', async () => {
  const at = { kind: 'slack', target: 'https://hooks.example.test' } as const;
  const wanted = [
    await seedChannel(db, at),
    await seedChannel(db, { ...at, kinds: ['budget_threshold', 'review_due'] }),
    await seedChannel(db, { ...at, teamId: support }),
  ];
  await seedChannel(db, { ...at, kinds: ['review_due'] });
  await seedChannel(db, { ...at, teamId: claims });
  await seedChannel(db, { ...at, disabledAt: NOW });
  await raise(db, { ...ofTeam, facts: thresholdFacts(budget) });
  await planAlerts(db, NOW, { mail: false });
  const rows = await db.select().from(alertDeliveries);
  expect(rows.map((row) => row.recipient).sort()).toEqual(wanted.map((id) => `channel:${id}`).sort());
});

it('forecasts from the whole period so far where its completed days do not say', async () => {
  const facts = thresholdFacts(budget);
  if (facts.kind !== 'budget_threshold') throw new Error('no threshold');
  const of = async (change: Partial<typeof facts>) => {
    const id = await raise(db, { ...ofTeam, facts: { ...facts, exhaustedOn: null, ...change } });
    await planAlerts(db, NOW, { mail: false });
    const [row] = await db.select().from(alerts).where(eq(alerts.id, id));
    return (row?.facts as typeof facts | undefined)?.exhaustedOn;
  };
  // 21.5 of 30 days are gone.
  expect(await of({ spent: '8000' })).toBe('2026-11-27');
  expect(await of({ spent: '7000' })).toBeNull();
  expect(await of({ spent: '10000' })).toBeNull();
  expect(await of({ spent: '8000', exhaustedOn: '2026-11-29' })).toBe('2026-11-29');
  expect(await of({ spent: '8000', periodFrom: '2026-11-22', periodTo: '2026-11-23' })).toBe('2026-11-22');
});

it('plans each alert once, however many plan at once, and passes over one that it cannot plan', async () => {
  await seedChannel(db, { kind: 'slack', target: 'https://hooks.example.test' });
  const broken = await raise(db, {
    ...ofTeam,
    facts: { kind: 'raise_decided', requestId: 'no number' } as unknown as AlertFacts,
  });
  for (let index = 0; index < 20; index += 1) await raise(db, { ...ofTeam, facts: thresholdFacts(budget) });
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const counts = await Promise.all(
    Array.from({ length: 4 }, () => planAlerts(db, NOW, { mail: true, onError })),
  );
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(20);
  expect(errors.length).toBeGreaterThanOrEqual(1);
  expect(await db.$count(alertDeliveries)).toBe(20 * 3); // owner, lead, channel
  const waiting = await db.select().from(alerts).where(sql`planned_at is null`).orderBy(asc(alerts.id));
  expect(waiting.map(({ id }) => id)).toEqual([broken]);
  expect(await planAlerts(db, NOW, { mail: true, onError })).toBe(0);
});
