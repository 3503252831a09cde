import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { organisation } from '@/db/schema';
import { NOW } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import { seedRandomUsage } from '../../attribution/server/testing/random-usage';
import { moneyOf, moneyToString, sumMoney } from '../../money/money';
import { rebuildRollup } from './rebuild-rollup';
import { reconcile } from './reconcile';

const { db } = await testDatabase();
const { events } = await seedRandomUsage(db, 7, 300);
const ctx = systemCtx(db, 'test', NOW);

it('agrees with the events, month by month, at the newest re-pricing', async () => {
  const result = await reconcile(ctx, {});
  expect(result).toMatchObject({ agrees: true, differenceCount: 0, identityDifference: '0' });
  expect(result.months.map((month) => month.period.from)).toEqual(['2026-09-01', '2026-10-01', '2026-11-01']);
  const october = events.filter((event) => event.day.startsWith('2026-10'));
  expect(result.months[1]).toMatchObject({
    events: String(october.length),
    effectiveCost: moneyToString(sumMoney(october.map((event) => moneyOf(event.effectiveCost)))),
    unpricedEvents: String(october.filter((event) => !event.priced).length),
  });
});

it('names a changed row, a row too many and a missing one; rebuilding mends them', async () => {
  await db.execute(sql`update usage_daily set effective_cost = effective_cost + 0.000000000001, requests = requests + 2
    where ctid = (select ctid from usage_daily where day = '2026-10-15' or day > '2026-10-15' order by day limit 1)`);
  await db.execute(
    sql`delete from usage_hourly where ctid = (select ctid from usage_hourly order by hour limit 1)`,
  );
  await db.execute(
    sql`update usage_monthly set output_tokens = output_tokens + 1 where month = '2026-09-01'
      and ctid = (select ctid from usage_monthly where month = '2026-09-01' limit 1)`,
  );
  await db.execute(sql`insert into usage_user_daily select 1, '2026-11-30', 999, 1, 1, 'standard', '', 7,
    5, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0.5, 0.5`);
  const broken = await reconcile(ctx, {});
  expect(broken.agrees).toBe(false);
  expect(broken.differenceCount).toBe(4);
  const [daily] = broken.differences.filter((one) => one.table === 'usage_daily');
  expect(daily?.measures.map((measure) => measure.name)).toEqual(['requests', 'effective_cost']);
  expect(daily?.key.day?.startsWith('2026-10')).toBe(true);
  const [missing] = broken.differences.filter((one) => one.table === 'usage_hourly');
  expect(missing?.measures.every((measure) => measure.rollup === null && measure.events !== null)).toBe(true);
  const [extra] = broken.differences.filter((one) => one.table === 'usage_user_daily');
  expect(extra?.key.user_id).toBe('999');
  expect(extra?.measures.find((measure) => measure.name === 'effective_cost')).toEqual({
    name: 'effective_cost',
    events: null,
    rollup: '0.500000000000',
  });

  // only the months named are rebuilt
  await rebuildRollup(ctx, { period: { from: '2026-10-01', to: '2026-11-01' }, reason: 'October' });
  expect((await reconcile(ctx, {})).months.map((month) => month.differences.usage_daily)).toEqual([0, 0, 0]);
  expect((await reconcile(ctx, {})).differenceCount).toBe(3);
  await rebuildRollup(ctx, { reason: 'All' });
  expect((await reconcile(ctx, {})).agrees).toBe(true);
});

it('follows the organisation to another time zone', async () => {
  await db.update(organisation).set({ timeZone: 'America/New_York' });
  expect((await reconcile(ctx, {})).agrees).toBe(false);
  await rebuildRollup(ctx, { reason: 'The organisation moved' });
  expect((await reconcile(ctx, {})).agrees).toBe(true);
  await db.update(organisation).set({ timeZone: 'Asia/Hong_Kong' });
  await rebuildRollup(ctx, { reason: 'And back' });
});

it('loses nothing that is recorded while it rebuilds', async () => {
  const record = async (id: number) =>
    db.transaction(async (tx) => {
      await tx.execute(sql`insert into usage_event_keys values (1, 1, ${`during-${id}`})`);
      await tx.execute(sql`insert into usage_events (team_id, occurred_at, seq, source_id, event_id, attribution_id, model_id,
        price_version_id, service_tier, task_class, requests, input_tokens, cache_read_tokens, cache_write_5m_tokens,
        cache_write_1h_tokens, output_tokens, reasoning_tokens, status, attempt, list_cost, effective_cost, received_at)
        values (1, '2026-11-20T01:00:00Z', ${900_000 + id}, 1, ${`during-${id}`}, 1, 1, 7, 'standard', '', 1, 1, 0, 0, 0, 0, 0, 'ok', 1, 1, 1,
          '2026-11-20T01:00:00Z')`);
      for (const [table, column, slot] of [
        ['usage_hourly', 'hour', '2026-11-20T01:00:00Z'],
        ['usage_daily', 'day', '2026-11-20'],
        ['usage_monthly', 'month', '2026-11-01'],
      ] as const) {
        await tx.execute(sql`insert into ${sql.identifier(table)} values (1, ${slot}, 1, 1, 'standard', '', 7,
          1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1)
          on conflict (team_id, ${sql.identifier(column)}, attribution_id, model_id,
            service_tier, task_class, price_version_id)
          do update set events = ${sql.identifier(table)}.events + 1, requests = ${sql.identifier(table)}.requests + 1,
            input_tokens = ${sql.identifier(table)}.input_tokens + 1, list_cost = ${sql.identifier(table)}.list_cost + 1,
            effective_cost = ${sql.identifier(table)}.effective_cost + 1`);
      }
    });
  const recording = Array.from({ length: 60 }, (_, id) => record(id));
  const rebuilding = Array.from({ length: 4 }, () => rebuildRollup(ctx, { reason: 'Meanwhile' }));
  await Promise.all([...recording, ...rebuilding]);
  const result = await reconcile(ctx, {});
  expect(result.agrees).toBe(true);
  expect(result.months.reduce((sum, month) => sum + Number(month.events), 0)).toBe(360);
});
