import { expect, it } from 'vitest';
import { seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { usageQuerySchema } from '../../attribution/query';
import { resolveQuery } from '../../attribution/server/resolve';
import { meter, seedBook } from '../../calculator/server/testing/metered';
import { pacesOf } from '../pace';
import { withPaces } from './read-paces';

const { db } = await testDatabase();
await seedOrganisation(db);
await seedBook(db);
const call = (time: string, requests: number, team = 'support') => ({
  ...{ time, requests, model: 'small', tags: { team } },
  tokens: { input: 100_000 * requests, output: 20_000 * requests },
});
// Hong Kong is eight hours ahead: 16:00 UTC is midnight of the next day there.
await meter(db, [
  call('2026-11-18T16:10:00Z', 1),
  call('2026-11-19T15:59:00Z', 1),
  call('2026-11-19T16:00:00Z', 1),
  call('2026-11-20T14:30:00Z', 3),
  call('2026-11-20T14:30:00Z', 50, 'claims'),
]);

const paces = async (filters: unknown[]) => {
  const period = { from: '2026-11-18', to: '2026-11-21' };
  const query = usageQuerySchema.parse({ period, filters, currency: 'USD', grain: 'day' });
  const days = ['2026-11-18', '2026-11-19', '2026-11-20'].map((day) => ({ day, amount: null }));
  const asked = await resolveQuery(db, query, 'all');
  return (await withPaces(db, asked, days, '2026-11-21')).map(({ pace }) => pace);
};

it('reads the hours of the clock of the organisation, of what is asked for', async () => {
  const hours = (calls: Record<number, number>) => Array.from({ length: 24 }, (_, hour) => calls[hour] ?? 0);
  const [, first, second] = pacesOf([hours({}), hours({ 0: 1, 23: 1 }), hours({ 0: 1, 22: 3 })]);
  const [none, ...read] = await paces([{ dimension: 'team', values: ['support'] }]);
  expect(none).toBeNull();
  expect(read[0]).toBeCloseTo(first ?? 0, 12);
  expect(read[1]).toBeCloseTo(second ?? 0, 12);
  const [, , all] = await paces([]);
  expect(all).not.toBeCloseTo(second ?? 0, 3);
});

it('leaves days as they are where users are asked for, of whom no hours are kept', async () => {
  expect(await paces([{ dimension: 'user', values: ['someone'] }])).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
