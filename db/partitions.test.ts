import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { ensurePartitions, monthsAhead } from './partitions';
import { testDatabase } from './testing/test-database';

const { db } = await testDatabase();

it('makes each month once, also from many processes at once, and none before 2020', async () => {
  await Promise.all(Array.from({ length: 6 }, () => ensurePartitions(db, ['2026-11', '2026-12', '1999-01'])));
  const rows = await db.execute<{ name: string }>(sql`
    select inhrelid::regclass::text as name from pg_inherits where inhparent = 'usage_events'::regclass order by 1`);
  expect(rows.map((row) => row.name)).toEqual([
    'usage_events_2026_11',
    'usage_events_2026_12',
    'usage_events_archive',
  ]);
});

it('looks ahead over the end of a year', () => {
  expect(monthsAhead(new Date('2026-11-30T00:00:00Z'), 2)).toEqual(['2026-11', '2026-12', '2027-01']);
});
