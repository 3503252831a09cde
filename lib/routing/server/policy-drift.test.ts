import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routingPolicies, routingPolicyVersions, routingPublications } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import { seedPrices } from '../../budgets/server/testing/gate-fixture';
import { loadPriceBook } from '../../pricing/server/load-price-book';
import { createRecorder, type Recorder } from '../../usage/server/recorder';
import { EMPTY_POLICY, type RoutingRule } from '../policy';
import { gatewayConfigs } from './gateway-configs';
import { policyDrift } from './policy-drift';

const { db } = await testDatabase();
const ctx = systemCtx(db, 'test', NOW);
let recorder: Recorder;
let teamId: (key: string) => bigint;
let organisations: string;
let ofClaims: string;

const acme = (model: string) => ({ provider: 'acme', model });
const SIMPLE: RoutingRule = {
  id: 'simple',
  when: { taskClass: ['simple_lookup'] },
  primary: acme('penny'),
  fallback: [{ ...acme('dime'), on: ['error'] }],
};
const LONG: RoutingRule = {
  id: 'long',
  when: { inputTokens: { from: 10_000 } },
  primary: acme('dollar'),
  fallback: [],
};
const REST: RoutingRule = { id: 'rest', when: {}, primary: acme('dime'), fallback: [] };

/** A policy whose versions were in force from the instants given. */
async function publish(
  team: bigint | null,
  versions: [from: string, rules: RoutingRule[]][],
): Promise<string> {
  const by = { createdByName: 'test', createdAt: NOW };
  const [policy] = await db
    .insert(routingPolicies)
    .values({ teamId: team, name: 'Test', ...by })
    .returning();
  const policyId = policy?.id ?? 0n;
  for (const [index, [from, rules]] of versions.entries()) {
    const [version] = await db
      .insert(routingPolicyVersions)
      .values({
        ...{ policyId, version: index + 1, revision: 1, authorIds: [], ...by },
        ...{
          status: index === versions.length - 1 ? 'published' : 'retired',
          body: { ...EMPTY_POLICY, rules },
        },
        ...{ savedByName: 'test', savedAt: NOW },
      })
      .returning();
    const publication = { kind: 'publish', from: new Date(from), byName: 'test' };
    await db.insert(routingPublications).values({ policyId, versionId: version?.id ?? 0n, ...publication });
  }
  return policyId.toString();
}

let serial = 0;
const event = (time: string, taskClass: string, model: string, requests: number, over = {}) => {
  serial += 1;
  return {
    ...{ id: `e-${serial}`, time, provider: 'acme', model, requests, tokens: { input: 5 } },
    ...{ task_class: taskClass, tags: { team: 'support', workflow: 'resolve' } },
    ...over,
  };
};

beforeAll(async () => {
  ({ teamId } = await seedOrganisation(db));
  await seedPrices(db);
  recorder = createRecorder({
    ...{ db, loadPriceBook, secret: 'a secret of the tests, long enough for anyone' },
    ...{ timeZone: 'Asia/Hong_Kong', now: () => NOW },
  });
  organisations = await publish(null, [
    ['2026-11-21T10:30:00Z', [SIMPLE, LONG, REST]],
    ['2026-11-22T01:00:00Z', [SIMPLE]],
  ]);
  ofClaims = await publish(teamId('claims'), [['2026-11-21T00:00:00Z', [REST]]]);
  const claims = { tags: { team: 'claims' } };
  const { rejected } = await recorder.record(
    { keyId: 'k', teamId: null },
    {
      source: 'test',
      events: [
        event('2026-11-21T09:00:00Z', 'simple_lookup', 'dollar', 100),
        event('2026-11-21T10:45:00Z', 'simple_lookup', 'dollar', 100),
        event('2026-11-21T11:00:00Z', 'simple_lookup', 'penny', 3),
        event('2026-11-21T11:20:00Z', 'simple_lookup', 'dime', 2),
        event('2026-11-21T12:00:00Z', 'simple_lookup', 'dollar', 4),
        event('2026-11-21T15:00:00Z', 'simple_lookup', 'dollar', 1),
        event('2026-11-21T12:00:00Z', 'summarisation', 'dollar', 1),
        event('2026-11-21T12:00:00Z', '', 'dime', 1),
        event('2026-11-21T12:00:00Z', '', 'penny', 2),
        event('2026-11-21T12:00:00Z', '', 'gift', 7),
        event('2026-11-22T02:00:00Z', '', 'gift', 11),
        event('2026-11-22T02:00:00Z', 'simple_lookup', 'penny', 1),
        event('2026-11-21T12:00:00Z', '', 'dollar', 5, claims),
        event('2026-11-21T12:00:00Z', '', 'dime', 6, claims),
      ],
    },
  );
  expect(rejected).toEqual([]);
});
afterAll(() => recorder.close());

describe('policyDrift', () => {
  it('holds each whole hour against the version in force, by hand', async () => {
    const stray = { team: 'support', workflow: 'resolve' };
    expect(await policyDrift(ctx, { policyId: organisations })).toEqual({
      period: { from: '2026-11-21T11:00:00.000Z', to: '2026-11-22T04:00:00.000Z' },
      calls: '33',
      followed: '8',
      onFallback: '2',
      strayed: '12',
      strayedCost: '10.000000000000',
      strayedUnpriced: '7',
      outside: '11',
      strays: [
        {
          ...{ ...stray, rule: 'simple', taskClass: 'simple_lookup', model: 'acme/dollar' },
          ...{ expected: ['acme/penny'], calls: '5', cost: '10.000000000000' },
        },
        {
          ...{ ...stray, rule: 'rest', taskClass: null, model: 'acme/gift' },
          ...{ expected: ['acme/penny', 'acme/dollar', 'acme/dime'], calls: '7', cost: null },
        },
      ],
      more: 0,
    });
  });

  it("holds a team's calls against its own policy, and those alone", async () => {
    expect(await policyDrift(ctx, { policyId: ofClaims })).toMatchObject({
      ...{ calls: '11', followed: '6', strayed: '5', strayedCost: '5.000000000000', outside: '0' },
    });
  });

  it('says so where nothing was in force for a whole hour', async () => {
    const early = systemCtx(db, 'test', new Date('2026-11-21T10:59:00Z'));
    expect(await policyDrift(early, { policyId: organisations })).toMatchObject({ period: null, calls: '0' });
  });
});

describe('gatewayConfigs', () => {
  it('writes the version in force, with the providers of the catalogue', async () => {
    const configs = await gatewayConfigs(ctx, { policyId: ofClaims });
    expect(configs?.version).toBe(1);
    expect(configs?.litellm.text).toContain('model_name: acme/dime');
    expect(JSON.parse(configs?.portkey.text ?? '').targets).toEqual([
      {
        ...{ name: 'rest', provider: 'acme', api_key: `\${ACME_API_KEY}` },
        override_params: { model: 'dime' },
      },
    ]);
    expect(JSON.parse(configs?.json.text ?? '')).toMatchObject({
      format: 'tollgate.policy/1',
      rules: [REST],
    });
  });
});
