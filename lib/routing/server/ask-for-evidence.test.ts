import { asc, eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { alertInbox, alerts, organisation } from '@/db/schema';
import { NOW, seedOrganisation, seedUser } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import type { AlertFacts } from '../../alerts/alert';
import { alertPath } from '../../alerts/alert-path';
import { planAlerts } from '../../alerts/server/plan-alerts';
import { readBoardEvidence } from '../../board/server/board-evidence';
import { seedPrices } from '../../budgets/server/testing/gate-fixture';
import { measurePair } from '../../evaluation/server/testing/measure-pair';
import { EMPTY_POLICY, type PolicyBody } from '../policy';
import { askForEvidence } from './ask-for-evidence';
import { listPolicies } from './list-policies';
import { retirePolicy } from './retire-policy';
import { publishBody, type RoutingPeople, routingPeople } from './testing/publish';

const { db } = await testDatabase();
let people: RoutingPeople;
let teamId: (key: string) => bigint;
const at = (iso: string) => new Date(iso);
const asked = (iso: string) => askForEvidence(db, at(iso));
const acme = (model: string) => ({ provider: 'acme', model });
const body: PolicyBody = {
  ...EMPTY_POLICY,
  rules: [
    {
      ...{ id: 'lookups', when: { taskClass: ['simple_lookup'] }, primary: acme('penny'), fallback: [] },
      qualityBar: '0.9',
    },
  ],
  constraints: { ...EMPTY_POLICY.constraints, evidenceMaxAgeDays: 10 },
};

beforeAll(async () => {
  ({ teamId } = await seedOrganisation(db));
  await seedPrices(db);
  people = await routingPeople(db, teamId('support'));
  await seedUser(db, 'team_lead', [teamId('claims')]);
});

it('asks once a month of the organisation’s calendar, from the instant at which evidence is too old', async () => {
  const { policyId } = await publishBody(
    db,
    NOW,
    { author: people.lead, approver: people.admin },
    teamId('support'),
    body,
  );
  // Never measured: asked at once, in October of Hong Kong.
  expect(await asked('2026-10-19T02:00:00Z')).toBe(1);
  // Measured: ten days and one later, on the last day of October, it is too old.
  const ctx = { db, now: at('2026-10-20T02:00:00Z'), actor: people.admin };
  const evidenceId = await measurePair(ctx, { model: 'penny', baseline: 'dollar', right: 95, of: 100 });
  expect(await asked('2026-10-31T01:59:59.999Z')).toBe(0);
  expect(await asked('2026-10-31T02:00:00Z')).toBe(1);
  // November begins in Hong Kong at 16:00 of UTC, December likewise.
  expect(await asked('2026-10-31T15:59:59.999Z')).toBe(0);
  expect(await asked('2026-10-31T16:00:00Z')).toBe(1);
  expect(await asked('2026-11-30T15:59:59.999Z')).toBe(0);
  expect(await asked('2026-11-30T16:00:00Z')).toBe(1);
  // In New York January begins five hours after UTC.
  await db.update(organisation).set({ timeZone: 'America/New_York' });
  expect(await asked('2027-01-01T04:59:59.999Z')).toBe(0);
  expect(await asked('2027-01-01T05:00:00Z')).toBe(1);
  expect(await asked('2027-01-01T05:00:00Z')).toBe(0);

  const rows = await db.select().from(alerts).orderBy(asc(alerts.id));
  expect(rows.map(({ facts }) => alertPath(facts as AlertFacts))).toEqual([
    `/routing/${policyId}`,
    ...Array(4).fill(`/routing/evidence/${evidenceId}`),
  ]);
  expect(rows.map(({ facts }) => (facts as Extract<AlertFacts, { kind: 'evidence_aged' }>).days)).toEqual([
    ...[0, 11, 11, 41, 73],
  ]);
  expect(rows[1]?.facts).toMatchObject({
    ...{ kind: 'evidence_aged', policyId, rules: ['lookups'], taskClass: 'simple_lookup', model: 'penny' },
    ...{ why: 'stale', isHeld: true, maxAgeDays: 10, goldenSet: 'penny on 100' },
  });

  // Who wrote it and leads, and who approved it; not the lead of another team.
  await planAlerts(db, NOW, { mail: false });
  const told = await db
    .select()
    .from(alertInbox)
    .where(eq(alertInbox.alertId, rows[1]?.id ?? 0n));
  expect(told.map(({ userId }) => userId).sort()).toEqual([people.lead.id, people.admin.id].sort());

  const now = at('2026-11-01T02:00:00Z');
  expect(await readBoardEvidence(db, now)).toMatchObject([{ model: 'penny', evidenceId, days: 12 }]);
  const [listed] = await listPolicies({ db, now, actor: people.admin }, {});
  expect(listed?.aged).toMatchObject([{ why: 'stale', evidenceId, days: 12, rules: ['lookups'] }]);

  // New evidence, or no policy, and there is nothing to ask for.
  await measurePair(
    { ...ctx, now: at('2027-01-30T00:00:00Z') },
    { model: 'penny', baseline: 'dollar', right: 95, of: 100 },
  );
  expect(await asked('2027-02-09T23:59:59Z')).toBe(0);
  expect(await asked('2027-02-10T00:00:00Z')).toBe(1);
  await retirePolicy({ db, now, actor: people.admin }, { policyId, reason: 'End of the test' });
  expect(await asked('2027-03-10T00:00:00Z')).toBe(0);
});
