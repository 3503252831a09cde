import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { attributions, auditLog, teams, usageDaily } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import { parseMoney } from '../../money/money';
import { adoptTagValue } from './adopt-tag-value';
import { createTagRule } from './create-tag-rule';
import { internAttributions } from './intern-attributions';
import { listPendingValues } from './list-pending-values';
import { listTagRules } from './list-tag-rules';
import { previewTagRule } from './preview-tag-rule';
import { registerFreeTag } from './register-free-tag';
import { retireTagRule } from './retire-tag-rule';

const { db } = await testDatabase();
const ctx = systemCtx(db, 'test', NOW);

/** requests, cost in USD or null for unpriced, then the reported tags. */
const USAGE: [bigint, string | null, Record<string, string>][] = [
  [10n, '1.5', { team: 'support', feature: 'triage', environment: 'production' }],
  [20n, '2.25', { team: 'cs-bot', feature: 'triage', environment: 'prod' }],
  [5n, null, { team: 'cs-bot', feature: 'triage' }],
  [7n, '4', { team: 'claims', feature: 'extract', environment: 'prod', cost_centre: '4711' }],
];

const effective = async (index: number) => {
  const [id] = await internAttributions(db, [USAGE[index]?.[2] ?? {}], NOW);
  const [row] = await db
    .select({ attribution: attributions, team: teams.key })
    .from(attributions)
    .innerJoin(teams, eq(teams.id, attributions.teamId))
    .where(eq(attributions.id, BigInt(id ?? 0)));
  if (!row) throw new Error('no such attribution');
  return { team: row.team, environment: row.attribution.environment, freeTags: row.attribution.freeTags };
};
const coverage = async (key: string) => {
  const { tags } = await listPendingValues(ctx, { days: 30 });
  const found = tags.find((tag) => tag.key === key);
  if (!found) throw new Error(`no tag ${key}`);
  return found;
};

beforeAll(async () => {
  const { teamId } = await seedOrganisation(db);
  const ids = await internAttributions(
    db,
    USAGE.map(([, , tags]) => tags),
    NOW,
  );
  await db.insert(usageDaily).values(
    USAGE.map(([requests, cost], index) => ({
      teamId: teamId('support'),
      day: '2026-11-20',
      attributionId: BigInt(ids[index] ?? 0),
      modelId: 1n,
      serviceTier: 'standard',
      taskClass: '',
      priceVersionId: cost === null ? 0n : 1n,
      events: requests,
      requests,
      errors: 0n,
      retries: 0n,
      inputTokens: 0n,
      cacheReadTokens: 0n,
      cacheWrite5mTokens: 0n,
      cacheWrite1hTokens: 0n,
      outputTokens: 0n,
      reasoningTokens: 0n,
      listCost: parseMoney(cost ?? '0'),
      effectiveCost: parseMoney(cost ?? '0'),
    })),
  );
});

describe('the untagged queue', () => {
  it('shows the usage behind each value, the missing one and an unadopted team included', async () => {
    const environment = await coverage('environment');
    expect(
      environment.values.map((v) => [v.value, v.state, v.requests, v.effectiveCost, v.unpricedRequests]),
    ).toEqual([
      ['prod', 'pending', '27', '6.250000000000', '0'],
      ['production', 'pending', '10', '1.500000000000', '0'],
      [null, 'missing', '5', '0.000000000000', '5'],
    ]);
    const team = await coverage('team');
    expect(team.values.filter((v) => v.state === 'pending').map((v) => [v.value, v.requests])).toEqual([
      ['cs-bot', '25'],
    ]);
    expect([team.taggedRequests, team.requests]).toEqual(['17', '42']);
  });

  it('adopts a value once, with a label', async () => {
    await adoptTagValue(ctx, { tag: 'environment', value: 'production', label: 'Production' });
    const adopted = (await coverage('environment')).values.find((v) => v.value === 'production');
    expect(adopted).toMatchObject({ state: 'adopted', label: 'Production' });
    await expect(adoptTagValue(ctx, { tag: 'environment', value: 'production' })).rejects.toThrow(/already/);
    await expect(adoptTagValue(ctx, { tag: 'environment', value: 'never' })).rejects.toThrow(/No usage/);
  });
});

describe('tag rules', () => {
  const rule = { tag: 'environment', fromValue: 'prod', toValue: 'production' };

  it('previews what it moves, then moves exactly that, and back when it is retired', async () => {
    const impact = await previewTagRule(ctx, { rule });
    expect(impact).toEqual({
      combinations: 2,
      requests: '27',
      effectiveCost: '6.250000000000',
      unpricedRequests: '0',
      moves: [
        {
          from: 'prod',
          to: 'production',
          combinations: 2,
          requests: '27',
          effectiveCost: '6.250000000000',
          unpricedRequests: '0',
        },
      ],
    });
    expect((await effective(1)).environment).toBe('prod');

    const made = await createTagRule(ctx, rule);
    expect(made.impact).toEqual(impact);
    expect((await effective(1)).environment).toBe('production');
    const after = await coverage('environment');
    expect([after.taggedRequests, after.taggedCost]).toEqual(['37', '7.750000000000']);

    await retireTagRule(ctx, { ruleId: made.ruleId });
    expect((await effective(1)).environment).toBe('prod');
    expect((await listTagRules(ctx, {}))[0]).toMatchObject({
      fromValue: 'prod',
      retiredAt: NOW.toISOString(),
    });
    await expect(retireTagRule(ctx, { ruleId: made.ruleId })).rejects.toThrow(/not in force/);
  });

  it('re-maps a team, under a condition, and usage that arrives later', async () => {
    await createTagRule(ctx, {
      tag: 'team',
      fromValue: 'cs-bot',
      toValue: 'support',
      condition: { environment: 'prod' },
    });
    expect((await effective(1)).team).toBe('support');
    expect((await effective(2)).team).toBe('cs-bot');
    const [id] = await internAttributions(db, [{ team: 'cs-bot', environment: 'prod', region: 'hk' }], NOW);
    const [row] = await db
      .select()
      .from(attributions)
      .where(eq(attributions.id, BigInt(id ?? 0)));
    const [support] = await db.select().from(teams).where(eq(teams.key, 'support'));
    expect(row?.teamId).toBe(support?.id);
    expect(row?.reported.team).toBe('cs-bot');
  });

  it('refuses what cannot work, naming the field', async () => {
    const refuse = (input: Parameters<typeof createTagRule>[1], message: RegExp) =>
      expect(createTagRule(ctx, input)).rejects.toThrow(message);
    await refuse({ tag: 'colour', fromValue: 'a', toValue: 'b' }, /not registered/);
    await refuse({ tag: 'team', fromValue: 'cs-bot', toValue: 'nobody' }, /no team nobody/);
    await refuse({ tag: 'team', fromValue: null, toValue: 'support' }, /fromValue/);
    await refuse({ tag: 'feature', fromValue: 'x', toValue: 'x' }, /toValue/);
    await createTagRule(ctx, { tag: 'feature', fromValue: 'b', toValue: 'c' });
    await refuse({ tag: 'feature', fromValue: 'a', toValue: 'b' }, /straight to c/);
  });

  it('leaves each change on the audit log', async () => {
    const actions = (await db.select().from(auditLog)).map((row) => row.action);
    expect(actions).toEqual(
      expect.arrayContaining(['tag_value.adopt', 'tag_rule.create', 'tag_rule.retire']),
    );
  });
});

describe('a free tag', () => {
  it('splits the usage already here from the moment it is registered', async () => {
    expect((await effective(3)).freeTags).toEqual({});
    const made = await registerFreeTag(ctx, {
      key: 'cost_centre',
      labelEn: 'Cost centre',
      labelZh: '成本中心',
    });
    expect(made).toEqual({ combinations: 1, values: 1 });
    expect((await effective(3)).freeTags).toEqual({ cost_centre: '4711' });
    expect((await coverage('cost_centre')).values[0]).toMatchObject({
      value: '4711',
      state: 'pending',
      requests: '7',
    });
    await expect(registerFreeTag(ctx, { key: 'cost_centre', labelEn: 'x', labelZh: 'x' })).rejects.toThrow(
      /exists already/,
    );
  });
});
