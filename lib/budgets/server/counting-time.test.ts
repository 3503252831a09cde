import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { organisation } from '@/db/schema';
import { seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { changeTimeZone } from '../../access/server/change-time-zone';
import { systemCtx } from '../../access/server/context';
import type { Recorder } from '../../usage/server/recorder';
import type { BudgetPeriodKind } from '../budget';
import { reconcileBudgets } from './reconcile-budgets';
import { ANY_TEAM, counterTable, makeBudget, newRecorder, usageOf } from './testing/counting-fixture';
import { archiveBudgets, seedPrices } from './testing/gate-fixture';

const { db } = await testDatabase();
let clock = new Date('2024-01-01T00:00:00Z');
let recorder: Recorder;

beforeAll(async () => {
  await seedOrganisation(db);
  await seedPrices(db);
  recorder = newRecorder(db, () => clock);
});

afterEach(() => archiveBudgets(db));
afterAll(() => recorder.close());

/** Records one call at each instant, of 1, 20, 300, … US dollars, and reads what each period of the budget counted. */
async function countedAt(period: BudgetPeriodKind, times: string[]): Promise<Record<string, string>> {
  clock = new Date(times[0] ?? '');
  await makeBudget(
    db,
    new Date(clock.getTime() - 90 * 86_400_000),
    period,
    { kind: 'organisation' },
    { period },
  );
  for (const [index, time] of times.entries()) {
    clock = new Date(time);
    await recorder.record(ANY_TEAM, { source: 's', events: [usageOf((index + 1) * 10 ** index, { time })] });
  }
  expect((await reconcileBudgets(db)).differences).toEqual([]);
  return Object.fromEntries(
    Object.entries(await counterTable(db))
      .map(([place, figures]) => [place.split(' ').at(-1) ?? '', figures.split(' ')[0] ?? ''])
      .filter(([, spent]) => spent !== '0'),
  );
}

describe('in Hong Kong', () => {
  it('counts 23:59:59.999 of the last day of a month in that month, and midnight in the next', async () => {
    expect(
      await countedAt('month', [
        '2026-10-31T15:59:59.999Z',
        '2026-10-31T16:00:00.000Z',
        '2026-11-30T23:59:59+08:00',
        '2026-12-01T00:00:00+08:00',
      ]),
    ).toEqual({ '2026-10-01': '1', '2026-11-01': '320', '2026-12-01': '4000' });
  });

  it('gives a leap day its own day, and to its month', async () => {
    const times = [
      '2028-02-28T15:59:59Z',
      '2028-02-28T16:00:00Z',
      '2028-02-29T15:59:59Z',
      '2028-02-29T16:00:00Z',
    ];
    expect(await countedAt('day', times)).toEqual({
      '2028-02-28': '1',
      '2028-02-29': '320',
      '2028-03-01': '4000',
    });
    await archiveBudgets(db);
    const later = times.map((time) => time.replace('2028', '2032'));
    expect(await countedAt('month', later)).toEqual({ '2032-02-01': '321', '2032-03-01': '4000' });
  });

  it('begins a fiscal year on 1 April, its quarters with it, and a week on Monday', async () => {
    const times = ['2033-03-31T15:59:59.999Z', '2033-03-31T16:00:00Z', '2033-06-30T16:00:00Z'];
    expect(await countedAt('fiscal_year', times)).toEqual({ '2032-04-01': '1', '2033-04-01': '320' });
    await archiveBudgets(db);
    expect(
      await countedAt('quarter', [
        '2035-03-31T15:59:59.999Z',
        '2035-03-31T16:00:00Z',
        '2035-06-30T16:00:00Z',
      ]),
    ).toEqual({ '2035-01-01': '1', '2035-04-01': '20', '2035-07-01': '300' });
    await archiveBudgets(db);
    expect(
      await countedAt('week', ['2036-12-28T15:59:59.999Z', '2036-12-28T16:00:00Z', '2037-01-04T15:59:59Z']),
    ).toEqual({
      '2036-12-22': '1',
      '2036-12-29': '320',
    });
  });
});

describe('in London, with daylight saving', () => {
  beforeAll(() =>
    changeTimeZone(systemCtx(db, 'test', clock), { timeZone: 'Europe/London', reason: 'moved' }),
  );

  it('has days of 23 and 25 hours', async () => {
    // Summer time 2039 begins on 27 March at 01:00Z and ends on 30 October at 01:00Z.
    expect(
      await countedAt('day', [
        '2039-03-26T23:59:59Z',
        '2039-03-27T00:00:00Z',
        '2039-03-27T22:59:59Z',
        '2039-03-27T23:00:00Z',
      ]),
    ).toEqual({ '2039-03-26': '1', '2039-03-27': '320', '2039-03-28': '4000' });
    await archiveBudgets(db);
    expect(
      await countedAt('day', [
        '2039-10-29T22:59:59Z',
        '2039-10-29T23:00:00Z',
        '2039-10-30T23:59:59Z',
        '2039-10-31T00:00:00Z',
      ]),
    ).toEqual({ '2039-10-29': '1', '2039-10-30': '320', '2039-10-31': '4000' });
  });

  it('begins April an hour before UTC does', async () => {
    expect(await countedAt('month', ['2040-03-31T22:59:59.999Z', '2040-03-31T23:00:00Z'])).toEqual({
      '2040-03-01': '1',
      '2040-04-01': '20',
    });
  });
});

it('takes a zone that was set beside the verbs', async () => {
  await db.update(organisation).set({ timeZone: 'Asia/Hong_Kong' }).where(eq(organisation.id, 1n));
  clock = new Date('2041-05-31T16:00:00Z');
  await recorder.record(ANY_TEAM, { source: 's', events: [usageOf(1, { time: clock.toISOString() })] });
  const [row] = await db.query.usageDaily.findMany({ orderBy: (day, { desc }) => desc(day.day), limit: 1 });
  expect(row?.day).toBe('2041-06-01');
});
