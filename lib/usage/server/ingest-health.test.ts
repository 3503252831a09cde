import { expect, it } from 'vitest';
import { teams } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import { loadPriceBook } from '../../pricing/server/load-price-book';
import { sourceState } from '../ingest-health';
import { ingestHealth } from './ingest-health';
import { listSources } from './list-sources';
import { createRecorder } from './recorder';

const { db } = await testDatabase();
const ctx = systemCtx(db, 'test', NOW);

it('counts what came in today by outcome, also refusals of no known team, and names the source', async () => {
  await seedOrganisation(db);
  const now = () => NOW;
  const recorder = createRecorder({
    db,
    loadPriceBook,
    secret: 's'.repeat(32),
    timeZone: 'Asia/Hong_Kong',
    now,
  });
  const event = (id: string, tokens: object) => ({
    id,
    time: '2026-11-22T03:30:00Z',
    model: 'm',
    tokens,
    tags: { team: 'support' },
  });
  const events = [event('a', { input: 1 }), event('b', { input: 2 }), event('c', { input: -1 })];
  const auth = { keyId: 'k', teamId: null };
  await recorder.record(auth, { source: 'gateway', events });
  await recorder.record(auth, { source: 'gateway', events: events.slice(0, 1) });
  await recorder.close();

  const health = await ingestHealth(ctx, {});
  expect(health.today).toBe('2026-11-22');
  expect(health.days).toHaveLength(7);
  expect(health.days.at(-1)).toEqual({
    day: '2026-11-22',
    accepted: '2',
    duplicates: '1',
    rejected: '1',
    unpriced: '2',
  });
  expect(health.hours.at(-2)).toEqual({ hour: '2026-11-22T03:00:00.000Z', events: '2' });
  expect(health.rejections).toMatchObject([{ source: 'gateway', eventId: 'c', code: 'negative_tokens' }]);
  expect(await listSources(ctx, {})).toMatchObject([
    { source: 'gateway', state: 'live', accepted: '2', imported: false },
  ]);
});

it('counts the refusals of a team whose source never had an event taken', async () => {
  const [team] = await db.select({ id: teams.id }).from(teams).limit(1);
  const recorder = createRecorder({
    db,
    loadPriceBook,
    secret: 's'.repeat(32),
    timeZone: 'Asia/Hong_Kong',
    now: () => NOW,
  });
  const broken = { id: 'old', time: 'yesterday', model: 'm', tokens: { input: 1 } };
  const auth = { keyId: 'k', teamId: team?.id ?? null };
  await recorder.record(auth, { source: 'legacy', events: [broken, broken] });
  await recorder.close();

  expect((await ingestHealth(ctx, {})).days.at(-1)?.rejected).toBe('3');
  expect(await listSources(ctx, {})).toContainEqual(
    expect.objectContaining({ source: 'legacy', accepted: '0', rejected: '2', lastOccurredAt: null }),
  );
});

it('calls a source silent after a day and stopped after a week', () => {
  const at = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
  expect([at(24), at(25), at(168), at(169)].map((last) => sourceState(last, NOW))).toEqual([
    'live',
    'silent',
    'silent',
    'stopped',
  ]);
});
