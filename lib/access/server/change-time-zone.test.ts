import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { ensurePartitions } from '@/db/partitions';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { loadPriceBook } from '../../pricing/server/load-price-book';
import { createRecorder } from '../../usage/server/recorder';
import { changeTimeZone } from './change-time-zone';
import { systemCtx } from './context';

const { db } = await testDatabase();
const { teamId } = await seedOrganisation(db);

const days = async () =>
  (
    await db.execute<{ day: string; requests: string }>(
      sql`select day::text, sum(requests)::text as requests from usage_daily group by day order by day`,
    )
  ).map((row) => [row.day, row.requests]);

it('moves usage to the days of the new zone, and loses none', async () => {
  await ensurePartitions(db, ['2026-11']);
  const recorder = createRecorder({
    db,
    loadPriceBook,
    secret: 's'.repeat(32),
    timeZone: 'Asia/Hong_Kong',
    now: () => NOW,
  });
  // 15:30Z on the 20th is the 20th in Hong Kong and in London; 16:30Z is the 21st in Hong Kong.
  const events = ['2026-11-20T15:30:00Z', '2026-11-20T16:30:00Z', '2026-11-20T23:30:00Z'].map(
    (time, index) => ({
      id: String(index),
      time,
      model: 'm',
      tokens: { input: 1 },
    }),
  );
  await recorder.record({ keyId: 'k', teamId: teamId('support') }, { source: 's', events });
  await recorder.close();
  expect(await days()).toEqual([
    ['2026-11-20', '1'],
    ['2026-11-21', '2'],
  ]);
  const ctx = systemCtx(db, 'test', NOW);
  await changeTimeZone(ctx, { timeZone: 'Europe/London', reason: 'the head office moved' });
  expect(await days()).toEqual([['2026-11-20', '3']]);
  await expect(
    changeTimeZone(ctx, { timeZone: 'Asia/Kathmandu', reason: 'the head office moved' }),
  ).rejects.toMatchObject({ code: 'invalid', issues: [{ path: 'timeZone' }] });
});
