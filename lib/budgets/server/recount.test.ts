import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { budgetDeltas, models, priceVersions } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { adoptTeam } from '../../access/server/adopt-team';
import { changeTimeZone } from '../../access/server/change-time-zone';
import { systemCtx } from '../../access/server/context';
import { setTeamDepartment } from '../../access/server/set-team-department';
import { updateOrganisation } from '../../access/server/update-organisation';
import { parseMoney } from '../../money/money';
import { repriceUsage } from '../../pricing/server/reprice-usage';
import { createTagRule } from '../../usage/server/create-tag-rule';
import { rebuildRollup } from '../../usage/server/rebuild-rollup';
import { reconcile } from '../../usage/server/reconcile';
import type { Recorder } from '../../usage/server/recorder';
import { retireTagRule } from '../../usage/server/retire-tag-rule';
import { ANY_TEAM, counterTable, makeBudget, newRecorder, usageOf } from './testing/counting-fixture';
import { archiveBudgets, seedPrices } from './testing/gate-fixture';

const { db } = await testDatabase();
const ctx = systemCtx(db, 'test', NOW);
let recorder: Recorder;
let teamId: (key: string) => bigint;
let departmentId: (key: string) => bigint | null;

beforeAll(async () => {
  ({ teamId, departmentId } = await seedOrganisation(db));
  await seedPrices(db);
  recorder = newRecorder(db, () => NOW);
  const day = (time: string, tokens: number, over = {}) => usageOf(tokens, { time, ...over });
  await recorder.record(ANY_TEAM, {
    source: 's',
    events: [
      // 15:30Z is still the same day in Hong Kong; 16:30Z is the next, and the same in London.
      day('2026-11-20T15:30:00Z', 1, { user: 'ann' }),
      day('2026-11-20T16:30:00Z', 20, { user: 'ann' }),
      day('2026-11-20T03:00:00Z', 300, { tags: { team: 'support', workflow: 'old-flow' }, user: 'ben' }),
      day('2026-11-20T03:00:00Z', 4000, { tags: { team: 'unknown' }, user: 'ben' }),
      day('2026-11-20T03:00:00Z', 50_000, { tags: { team: 'claims' }, model: 'gift' }),
    ],
  });
});

afterEach(() => archiveBudgets(db));
afterAll(() => recorder.close());

async function agrees(): Promise<void> {
  const { budgets, agrees: all } = await reconcile(ctx, {});
  expect(budgets.differences).toEqual([]);
  expect(all).toBe(true);
}

const figures = async (...names: string[]) => {
  const table = await counterTable(db);
  return names.map((name) => table[name]);
};

it('follows a tag rule between workflows and teams, and back', async () => {
  const support = teamId('support');
  await makeBudget(db, NOW, 'new', { kind: 'workflow', teamId: support, workflow: 'new-flow' });
  await makeBudget(db, NOW, 'team', { kind: 'team', teamId: support });
  await makeBudget(db, NOW, 'each', { kind: 'user', of: { kind: 'team', teamId: support } });
  const all = ['new - 2026-11-01', 'team - 2026-11-01', 'each ann 2026-11-01', 'each ben 2026-11-01'];
  expect(await figures(...all)).toEqual(['0 0 0', '321 0 0', '21 0 0', '300 0 0']);
  const renamed = { tag: 'workflow', fromValue: 'old-flow', toValue: 'new-flow', condition: {} };
  const { ruleId } = await createTagRule(ctx, renamed);
  expect(await figures(...all)).toEqual(['300 0 0', '321 0 0', '21 0 0', '300 0 0']);
  await recorder.record(ANY_TEAM, {
    source: 's',
    events: [usageOf(5, { tags: { team: 'support', workflow: 'old-flow', region: 'hk' }, user: 'ann' })],
  });
  expect(await figures(...all)).toEqual(['305 0 0', '326 0 0', '26 0 0', '300 0 0']);
  await retireTagRule(ctx, { ruleId });
  expect(await figures(...all)).toEqual(['0 0 0', '326 0 0', '26 0 0', '300 0 0']);
  const moved = { tag: 'team', fromValue: 'unknown', toValue: 'support', condition: {} };
  const rule = await createTagRule(ctx, moved);
  expect(await figures(...all)).toEqual(['0 0 0', '4326 0 0', '26 0 0', '4300 0 0']);
  await agrees();
  await retireTagRule(ctx, { ruleId: rule.ruleId });
  await agrees();
});

it('follows a team to another department, and one that is adopted', async () => {
  const departments = [departmentId('ops') ?? 0n, departmentId('it') ?? 0n] as const;
  await makeBudget(db, NOW, 'ops', { kind: 'department', departmentId: departments[0] });
  await makeBudget(db, NOW, 'it', { kind: 'department', departmentId: departments[1] });
  const both = ['ops - 2026-11-01', 'it - 2026-11-01'];
  expect(await figures(...both)).toEqual(['326 0 50000', '0 0 0']);
  await setTeamDepartment(ctx, { teamId: String(teamId('claims')), departmentId: String(departments[1]) });
  expect(await figures(...both)).toEqual(['326 0 0', '0 0 50000']);
  const [unknown] = await db.query.teams.findMany({ where: (team, { eq: is }) => is(team.key, 'unknown') });
  await adoptTeam(ctx, {
    teamId: String(unknown?.id),
    name: 'Unknown no more',
    departmentId: String(departments[1]),
  });
  expect(await figures(...both)).toEqual(['326 0 0', '4000 0 50000']);
  await recorder.record(ANY_TEAM, { source: 's', events: [usageOf(7, { tags: { team: 'unknown' } })] });
  expect(await figures(...both)).toEqual(['326 0 0', '4007 0 50000']);
  await agrees();
});

it('follows the organisation to another zone and fiscal year', async () => {
  const support = { kind: 'team', teamId: teamId('support') } as const;
  await makeBudget(db, NOW, 'days', support, { period: 'day' });
  await makeBudget(db, NOW, 'year', support, { period: 'fiscal_year' });
  await makeBudget(db, NOW, 'quarter', support, { period: 'quarter' });
  await recorder.record(ANY_TEAM, {
    source: 's',
    events: [
      usageOf(1000, { time: '2026-10-01T03:00:00Z' }),
      usageOf(20_000, { time: '2026-02-01T03:00:00Z' }),
      usageOf(0, { time: '2026-11-20T03:00:00Z', tokens: { output: 1 } }),
      usageOf(0, { time: '2026-11-20T20:00:00Z', tokens: { output: 1 } }),
    ],
  });
  const days = ['days - 2026-11-20', 'days - 2026-11-21'];
  expect(await figures(...days)).toEqual(['307 0 0', '21 0 0']);
  await changeTimeZone(ctx, { timeZone: 'Europe/London', reason: 'moved' });
  expect(await figures(...days)).toEqual(['328 0 0', '0 0 0']);
  await changeTimeZone(ctx, { timeZone: 'Asia/Hong_Kong', reason: 'and back' });
  expect(await figures(...days)).toEqual(['307 0 0', '21 0 0']);

  const years = ['year - 2026-04-01', 'year - 2025-04-01', 'quarter - 2026-10-01'];
  expect(await figures(...years)).toEqual(['1328 0 0', '20000 0 0', '1328 0 0']);
  const named = { name: 'Test Group', readingCurrency: 'HKD', defaultLocale: 'en' } as const;
  await updateOrganisation(ctx, { ...named, fiscalYearStartMonth: 2 });
  await recorder.record(ANY_TEAM, { source: 's', events: [usageOf(3, { time: '2026-11-20T03:00:00Z' })] });
  expect(await figures('year - 2026-02-01', 'quarter - 2026-11-01')).toEqual(['21331 0 0', '331 0 0']);
  await agrees();
  await updateOrganisation(ctx, { ...named, fiscalYearStartMonth: 4 });
  expect(await figures(...years)).toEqual(['1331 0 0', '20000 0 0', '1331 0 0']);
  await agrees();
});

it('takes new prices, and a rebuilt rollup mends a counter', async () => {
  await makeBudget(db, NOW, 'claims', { kind: 'team', teamId: teamId('claims') });
  expect(await figures('claims - 2026-11-01')).toEqual(['0 0 50000']);
  const [gift] = await db.select().from(models).where(eq(models.key, 'gift'));
  const [list] = await db.query.priceLists.findMany();
  await db.insert(priceVersions).values({
    ...{ priceListId: list?.id ?? 0n, modelId: gift?.id ?? 0n, recordedAt: NOW, recordedBy: 'test' },
    rates: { prices: { input: '20000', output: '20000' } },
  });
  await repriceUsage(ctx, { modelId: String(gift?.id), which: 'unpriced', reason: 'a price' });
  expect(await figures('claims - 2026-11-01')).toEqual(['1000 0 0']);
  await agrees();

  const [counter] = await db.query.budgetCounters.findMany({
    orderBy: (row, { desc }) => desc(row.id),
    limit: 1,
  });
  await db.insert(budgetDeltas).values({
    ...{ counterId: counter?.id ?? 0n, spent: parseMoney('5'), reserved: parseMoney('0') },
    unpricedTokens: 2n,
  });
  expect((await reconcile(ctx, {})).budgets.differences).toMatchObject([
    { budget: 'claims', measure: 'spent', expected: '1000.000000000000', counter: '1005.000000000000' },
    { budget: 'claims', measure: 'unpriced_tokens', expected: '0', counter: '2' },
  ]);
  await rebuildRollup(ctx, { reason: 'counters' });
  expect(await figures('claims - 2026-11-01')).toEqual(['1000 0 0']);
  await agrees();
});
