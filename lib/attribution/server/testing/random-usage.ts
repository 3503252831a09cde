import fc from 'fast-check';
import type { Db } from '@/db/client';
import { ensurePartitions } from '@/db/partitions';
import {
  attributions,
  fxRates,
  models,
  providers,
  tagValues,
  usageEventKeys,
  usageEvents,
  usageRepricings,
  usageUsers,
} from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { systemCtx } from '../../../access/server/context';
import { moneyOf } from '../../../money/money';
import { rebuildRollup } from '../../../usage/server/rebuild-rollup';

/** One event as the oracle of the tests sees it: plain values, nothing looked up. */
export interface KnownEvent {
  at: Date;
  /** Day in Hong Kong. */
  day: string;
  values: Record<string, string | null>;
  requests: bigint;
  errors: bigint;
  retries: bigint;
  tokens: {
    input: bigint;
    cacheRead: bigint;
    write5m: bigint;
    write1h: bigint;
    output: bigint;
    reasoning: bigint;
  };
  priced: boolean;
  /** 10⁻¹² USD, after the newest re-pricing. */
  effectiveCost: bigint;
  listCost: bigint;
}

const TEAMS = ['support', 'claims', 'platform'] as const;
const DEPARTMENT = { support: 'ops', claims: 'ops', platform: 'it' } as const;
const MODELS = [
  { provider: 'openai', key: 'gpt-5', tier: 'frontier' },
  { provider: 'openai', key: 'gpt-5-nano', tier: 'cost_optimised' },
  { provider: 'anthropic', key: 'claude', tier: null },
] as const;
const FIRST_DAY = Date.parse('2026-08-31T16:00:00Z'); // 1 September in Hong Kong
const DAYS = 91;

const tokens = fc.bigInt({ min: 0n, max: 5_000n });
const eventArbitrary = fc.record({
  minute: fc.integer({ min: 0, max: DAYS * 1440 - 1 }),
  attribution: fc.nat({ max: 9 }),
  model: fc.nat({ max: 3 }),
  user: fc.option(fc.constantFrom('u1', 'u2', 'u3'), { nil: null, freq: 2 }),
  serviceTier: fc.constantFrom('standard', 'batch'),
  taskClass: fc.constantFrom('', 'simple_lookup'),
  requests: fc.bigInt({ min: 1n, max: 40n }),
  status: fc.constantFrom('ok', 'ok', 'error'),
  attempt: fc.constantFrom(1, 1, 2),
  tokens: fc.record({
    input: tokens,
    cacheRead: tokens,
    write5m: tokens,
    write1h: tokens,
    output: tokens,
    reasoning: tokens,
  }),
  charge: fc.option(fc.bigInt({ min: 0n, max: 10n ** 15n }), { nil: null, freq: 8 }),
  repriced: fc.option(fc.bigInt({ min: 0n, max: 10n ** 15n }), { nil: null, freq: 1 }),
});

const attributionArbitrary = fc.record({
  team: fc.constantFrom(...TEAMS),
  /** As reported: the distribution column, which decides nothing here. */
  reportedTeam: fc.constantFrom(...TEAMS),
  feature: fc.option(fc.constantFrom('triage', 'search'), { nil: null }),
  environment: fc.option(fc.constantFrom('production', 'development'), { nil: null }),
  project: fc.option(fc.constantFrom('apollo', 'gemini'), { nil: null }),
});

/** HKD from 1 September, changing on 15 October; USD is the ledger. */
export const HKD = [
  {
    quote: 'HKD',
    validFrom: '2026-09-01',
    validTo: '2026-10-15',
    rate: '7.8012345678',
    source: 'test',
    recordedAt: NOW,
  },
  { quote: 'HKD', validFrom: '2026-10-15', validTo: null, rate: '7.75', source: 'test', recordedAt: NOW },
];

export const rateOn = (day: string): bigint => (day < '2026-10-15' ? 78_012_345_678n : 77_500_000_000n);

/**
 * Stores `count` random events from 1 September to 30 November 2026, with moved attributions, unpriced usage,
 * re-pricings and a model that turned out to be another, builds the rollups, and returns what the events are.
 */
export async function seedRandomUsage(db: Db, seed: number, count: number) {
  const { teamId } = await seedOrganisation(db);
  const providerRows = await db
    .insert(providers)
    .values([
      { key: 'openai', name: 'OpenAI' },
      { key: 'anthropic', name: 'Anthropic' },
    ])
    .returning();
  const providerId = (key: string) => providerRows.find((row) => row.key === key)?.id ?? 0n;
  const modelRows = await db
    .insert(models)
    .values(
      MODELS.map(({ provider, key, tier }) => ({
        providerId: providerId(provider),
        key,
        name: key.toUpperCase(),
        tier,
        state: 'catalogue',
        firstSeenAt: NOW,
      })),
    )
    .returning();
  const [alias] = await db
    .insert(models)
    .values({
      providerId: providerId('openai'),
      key: 'our-gpt',
      name: 'our-gpt',
      state: 'unrecognised',
      resolvedModelId: modelRows[0]?.id ?? null,
      firstSeenAt: NOW,
    })
    .returning();
  const modelIds = [...modelRows, ...(alias ? [alias] : [])].map((row) => row.id);
  const users = await db
    .insert(usageUsers)
    .values(['u1', 'u2', 'u3'].map((pseudonym) => ({ pseudonym })))
    .returning();
  const kinds = fc.sample(attributionArbitrary, { seed, numRuns: 10 });
  const attributionRows = await db
    .insert(attributions)
    .values(
      kinds.map((kind, index) => ({
        digest: `digest-${index}`,
        reported: { team: kind.reportedTeam },
        reportedTeamId: teamId(kind.reportedTeam),
        teamId: teamId(kind.team),
        feature: kind.feature,
        environment: kind.environment,
        freeTags: (kind.project ? { project: kind.project } : {}) as Record<string, string>,
      })),
    )
    .returning();
  await db.insert(tagValues).values([
    { tag: 'feature', value: 'triage', state: 'adopted', label: 'Triage', firstSeenAt: NOW },
    { tag: 'feature', value: 'search', state: 'pending', firstSeenAt: NOW },
    { tag: 'environment', value: 'production', state: 'adopted', firstSeenAt: NOW },
    { tag: 'environment', value: 'development', state: 'adopted', firstSeenAt: NOW },
  ]);
  await db.insert(fxRates).values(HKD);
  await ensurePartitions(db, ['2026-08', '2026-09', '2026-10', '2026-11']);

  const known: KnownEvent[] = [];
  const stored: (typeof usageEvents.$inferInsert)[] = [];
  const repriced: (typeof usageRepricings.$inferInsert)[] = [];
  fc.sample(eventArbitrary, { seed, numRuns: count }).forEach((event, index) => {
    const at = new Date(FIRST_DAY + event.minute * 60_000);
    const kind = kinds[event.attribution] ?? kinds[0];
    const attribution = attributionRows[event.attribution];
    const modelId = modelIds[event.model];
    const model = MODELS[event.model] ?? MODELS[0];
    if (!kind || !attribution || modelId === undefined) throw new Error('fixture');
    const seq = BigInt(index + 1);
    const identity = { teamId: attribution.reportedTeamId, occurredAt: at, seq };
    stored.push({
      ...identity,
      sourceId: 1n,
      eventId: `e${index}`,
      attributionId: attribution.id,
      modelId,
      priceVersionId: event.charge === null ? 0n : 7n,
      unpricedReason: event.charge === null ? 'no_price' : null,
      serviceTier: event.serviceTier,
      taskClass: event.taskClass,
      requests: event.requests,
      inputTokens: event.tokens.input,
      cacheReadTokens: event.tokens.cacheRead,
      cacheWrite5mTokens: event.tokens.write5m,
      cacheWrite1hTokens: event.tokens.write1h,
      outputTokens: event.tokens.output,
      reasoningTokens: event.tokens.reasoning,
      status: event.status,
      attempt: event.attempt,
      listCost: event.charge === null ? null : moneyOf(event.charge),
      effectiveCost: event.charge === null ? null : moneyOf(event.charge / 2n),
      userId: users.find((row) => row.pseudonym === event.user)?.id ?? null,
      receivedAt: NOW,
    });
    if (event.repriced !== null) {
      // an older run that must not count, then the newest
      repriced.push({
        ...identity,
        runId: 1n,
        priceVersionId: 8n,
        listCost: moneyOf(1n),
        effectiveCost: moneyOf(1n),
      });
      const charge = moneyOf(event.repriced);
      repriced.push({ ...identity, runId: 2n, priceVersionId: 9n, listCost: charge, effectiveCost: charge });
    }
    known.push({
      at,
      day: new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10),
      values: {
        team: kind.team,
        department: DEPARTMENT[kind.team],
        feature: kind.feature,
        environment: kind.environment,
        workflow: null,
        'tag:project': kind.project,
        provider: model.provider,
        model: `${model.provider}/${model.key}`,
        tier: model.tier,
        service_tier: event.serviceTier,
        task_class: event.taskClass || null,
        user: event.user,
      },
      requests: event.requests,
      errors: event.status === 'error' ? event.requests : 0n,
      retries: event.attempt > 1 ? event.requests : 0n,
      tokens: event.tokens,
      priced: event.charge !== null || event.repriced !== null,
      effectiveCost: event.repriced ?? (event.charge ?? 0n) / 2n,
      listCost: event.repriced ?? event.charge ?? 0n,
    });
  });
  await db
    .insert(usageEventKeys)
    .values(stored.map(({ teamId: team, sourceId, eventId }) => ({ teamId: team, sourceId, eventId })));
  await db.insert(usageEvents).values(stored);
  if (repriced.length > 0) await db.insert(usageRepricings).values(repriced);
  await rebuildRollup(systemCtx(db, 'test', NOW), { reason: 'Build from the test events' });
  return { events: known, teamId };
}
