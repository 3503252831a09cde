import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import {
  models,
  priceLists,
  priceVersions,
  providers,
  routingPolicies,
  routingPolicyVersions,
  routingPublications,
} from '@/db/schema';
import { seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { seedBudget } from '@/lib/budgets/server/testing/gate-fixture';
import type { GatewayPolicy } from '@/lib/routing/gateways/gateway-policy';
import type { PolicyBody } from '@/lib/routing/policy';
import { type Meter, startMeter } from '@/meter/server';
import { seedKey, TEST_SECRET } from '@/meter/testing/meter-for-tests';
import { startUpstream, type Upstream } from './upstream';

const SINCE = new Date('2024-01-01T00:00:00Z');
const openai = (model: string) => ({ provider: 'openai', model });

/** Simple look-ups go to the smallest model, and on to the next when it fails; the rest to the largest. */
const BODY: PolicyBody = {
  rules: [
    {
      id: 'simple',
      when: { taskClass: ['simple_lookup'] },
      primary: openai('gpt-5-nano'),
      fallback: [{ ...openai('gpt-5-mini'), on: ['error', 'timeout'] }],
    },
    {
      id: 'rest',
      when: {},
      primary: openai('gpt-5.5'),
      fallback: [{ ...openai('gpt-5-nano'), on: ['budget'] }],
    },
  ],
  constraints: {
    approvedModels: [],
    noReasoningOnSimple: false,
    noProductionTierInDevelopment: false,
    evidenceMaxAgeDays: 90,
  },
};

export interface GatewayFixture {
  db: Db;
  meter: Meter;
  /** Of any team, for the gate and for usage. */
  key: string;
  upstream: Upstream;
  policy: GatewayPolicy;
  close(): Promise<void>;
}

/** A meter with a published policy, three models at 10, 1 and 0.10 USD a million tokens, and an upstream. */
export async function startGatewayFixture(): Promise<GatewayFixture> {
  const { db } = await testDatabase();
  const { teamId } = await seedOrganisation(db);
  await seedModels(db);
  const policyId = await publish(db);
  // Claims has nothing left; platform goes down to the smallest model from its first cent on.
  await seedBudget(db, { scope: 'team', teamId: teamId('support'), limit: '100', name: 'Support' });
  await seedBudget(db, { scope: 'team', teamId: teamId('claims'), limit: '0.000000001', name: 'Claims' });
  await seedBudget(db, {
    ...{ scope: 'team', teamId: teamId('platform'), limit: '1', name: 'Platform' },
    thresholds: [{ percent: 1, action: { kind: 'downgrade', tier: 'cost_optimised' } }],
  });
  const { key } = await seedKey(db, { scopes: ['gate:check', 'usage:write'] });
  const upstream = await startUpstream();
  const meter = await startMeter({ db, secret: TEST_SECRET, port: 0, jobs: false, logLevel: 'silent' });
  return {
    ...{ db, meter, key, upstream },
    policy: {
      ...{ id: policyId.toString(), name: 'All calls', version: 1, body: BODY },
      find: ({ provider, model }) => ({ provider: provider ?? 'openai', model }),
    },
    async close() {
      await meter.close();
      await upstream.close();
    },
  };
}

async function seedModels(db: Db): Promise<void> {
  const [provider] = await db.insert(providers).values({ key: 'openai', name: 'OpenAI' }).returning();
  const list = { key: 'test', name: 'Test', source: 'test', priority: 1, isCharging: true, loadedAt: SINCE };
  const [made] = await db.insert(priceLists).values(list).returning();
  for (const [key, perMillion, tier] of [
    ['gpt-5.5', '10', 'frontier'],
    ['gpt-5-mini', '1', 'balanced'],
    ['gpt-5-nano', '0.1', 'cost_optimised'],
  ] as const) {
    const value = { providerId: provider?.id ?? 0n, key, name: key, tier, state: 'catalogue' } as const;
    const [model] = await db
      .insert(models)
      .values({ ...value, firstSeenAt: SINCE })
      .returning();
    await db.insert(priceVersions).values({
      ...{ priceListId: made?.id ?? 0n, modelId: model?.id ?? 0n },
      rates: { prices: { input: perMillion, output: perMillion } },
      ...{ recordedAt: SINCE, recordedBy: 'test' },
    });
  }
}

async function publish(db: Db): Promise<bigint> {
  const by = { createdByName: 'test', createdAt: SINCE };
  const [policy] = await db
    .insert(routingPolicies)
    .values({ teamId: null, name: 'All calls', ...by })
    .returning();
  const policyId = policy?.id ?? 0n;
  const [version] = await db
    .insert(routingPolicyVersions)
    .values({
      ...{ policyId, version: 1, status: 'published', body: BODY, revision: 1, authorIds: [], ...by },
      ...{ savedByName: 'test', savedAt: SINCE, publishedAt: SINCE, publishedByName: 'test' },
    })
    .returning();
  await db
    .insert(routingPublications)
    .values({ policyId, versionId: version?.id ?? 0n, kind: 'publish', from: SINCE, byName: 'test' });
  return policyId;
}

/** The usage of a team so far, as the ledger has it, oldest first. */
export async function ledgerOf(db: Db, team: string) {
  return await db.execute<{
    model: string;
    workflow: string | null;
    task_class: string;
    tokens: string;
    cost: string | null;
    settled: boolean;
  }>(sql`
    select m.key as model, a.workflow, e.task_class, e.effective_cost::text as cost,
      concat_ws(' ', e.input_tokens, e.cache_read_tokens, e.output_tokens, e.reasoning_tokens) as tokens,
      coalesce(g.state = 'settled', false) as settled
    from usage_events e join models m on m.id = e.model_id join attributions a on a.id = e.attribution_id
      join teams t on t.id = a.team_id left join gate_decisions g on g.id = e.reservation_id
    where t.key = ${team} order by e.seq`);
}

/** Decisions that the gate has made for a team. */
export async function decisionsOf(db: Db, team: string): Promise<string[]> {
  const rows = await db.execute<{ decision: string }>(sql`
    select g.decision from gate_decisions g join teams t on t.id = g.team_id where t.key = ${team} order by g.decided_at`);
  return rows.map(({ decision }) => decision);
}
