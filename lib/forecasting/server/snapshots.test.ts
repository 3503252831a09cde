import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { forecastSnapshots } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import type { Actor } from '../../access/actor';
import { systemCtx } from '../../access/server/context';
import { verifyAudit } from '../../access/server/verify-audit';
import { meter, seedBook } from '../../calculator/server/testing/metered';
import { addDays } from '../../time/days';
import { forecastAccuracy } from './forecast-accuracy';
import { freezeForecasts } from './freeze-forecasts';
import { monthSnapshots } from './snapshot-rows';

const { db } = await testDatabase();
const { teamId } = await seedOrganisation(db);
await seedBook(db);

// Support spends 0.2 USD on each day from 20 August: nothing is known before September to forecast August from.
const call = { requests: 100, tokens: { input: 100_000, output: 20_000 }, model: 'small' };
const days = (from: string, count: number) =>
  Array.from({ length: count }, (_, index) => addDays(from, index));
const used = (from: string, count: number) =>
  days(from, count).map((day) => ({
    ...call,
    time: `${day}T04:00:00Z`,
    tags: { team: 'support', workflow: 'triage' },
  }));
await meter(db, used('2026-08-20', 94));

const shown = async () =>
  (await db.select().from(forecastSnapshots)).map(
    ({ subject, subjectKey, horizon, periodFrom, isLate }) =>
      `${subject}${subjectKey && ` ${subjectKey}`} ${horizon} ${periodFrom}${isLate ? ' late' : ''}`,
  );

describe('frozen forecasts', () => {
  it('are made of every period that has begun, once, and say when they are late', async () => {
    // NOW is 22 November in Hong Kong; the fiscal year starts in April.
    const kept = await freezeForecasts(db, NOW);
    const whole = ['month 2026-09-01', 'month 2026-10-01', 'month 2026-11-01', 'quarter 2026-10-01'];
    const late = (subject: string, periods: string[]) => periods.map((period) => `${subject} ${period} late`);
    expect((await shown()).sort()).toEqual(
      [
        ...late('organisation', whole),
        ...late('department ops', whole),
        ...late('workflow triage', ['month 2026-11-01', 'quarter 2026-10-01']),
      ].sort(),
    );
    expect(kept).toBe(10);
    expect(await freezeForecasts(db, NOW)).toBe(0);
    const both = await Promise.all([freezeForecasts(db, NOW), freezeForecasts(db, NOW)]);
    expect(both).toEqual([0, 0]);
    expect(await verifyAudit(systemCtx(db, 'test', NOW), {})).toMatchObject({ intact: true });
  });
  it('saw nothing of the period they are of', async () => {
    const [september] = await monthSnapshots(db, { from: '2026-09-01', to: '2026-10-01' });
    // Twelve days of 0.2 USD were known, and thirty follow.
    expect(september).toMatchObject({ knownUntil: '2026-09-01', knownDays: 12, expected: '6.000000000000' });
  });
  it('never change, whatever comes later', async () => {
    const before = await db.select().from(forecastSnapshots);
    await meter(
      db,
      used('2026-08-20', 94).map((one) => ({ ...one, requests: 900, tags: { team: 'claims' } })),
    );
    await freezeForecasts(db, NOW);
    expect(await db.select().from(forecastSnapshots).where(sql`subject_key <> ''`)).toHaveLength(6);
    expect(await db.select().from(forecastSnapshots)).toEqual(before);
  });
  it('are made on the first day of a period without being late', async () => {
    const firstHour = new Date('2026-11-30T16:05:00Z');
    expect(await freezeForecasts(db, firstHour)).toBeGreaterThan(0);
    const [december] = await monthSnapshots(db, { from: '2026-12-01', to: '2027-01-01' });
    expect(december).toMatchObject({ isLate: false, madeAt: firstHour.toISOString() });
    await db.delete(forecastSnapshots).where(eq(forecastSnapshots.periodFrom, '2026-12-01'));
  });
});

describe('our own accuracy', () => {
  const actor = (role: 'team_lead' | 'engineer' | 'cfo'): Actor => ({
    ...{ kind: 'user', id: 'x', name: 'Someone', role, teamIds: [teamId('support')] },
  });
  it('holds each forecast against what came', async () => {
    const { snapshots, summaries } = await forecastAccuracy(
      { ...systemCtx(db, 'test', NOW), actor: actor('cfo') },
      {},
    );
    const of = (from: string) =>
      snapshots.find(
        (one) => one.subject === 'organisation' && one.horizon === 'month' && one.period.from === from,
      );
    // September: 30 × 0.2 USD were forecast; the claims of the test before came on top, as large again.
    expect(of('2026-09-01')).toMatchObject({ expected: '6.000000000000' });
    expect(of('2026-09-01')?.actual).toBe(of('2026-09-01') && '12.000000000000');
    expect(of('2026-09-01')?.variance).toBe('1.000000');
    expect(of('2026-11-01')).toMatchObject({ actual: null, variance: null });
    const organisation = summaries.find(
      ({ subject, horizon }) => subject === 'organisation' && horizon === 'month',
    );
    // Two months of 12.0 and 12.4 USD against 6.0 and 6.2.
    expect(organisation).toMatchObject({ judged: 2, error: '0.500000', bias: '-0.500000' });
  });
  it('shows a team lead the organisation only, and an engineer nothing', async () => {
    const ctx = systemCtx(db, 'test', NOW);
    const { snapshots } = await forecastAccuracy({ ...ctx, actor: actor('team_lead') }, {});
    expect(new Set(snapshots.map(({ subject }) => subject))).toEqual(new Set(['organisation']));
    await expect(forecastAccuracy({ ...ctx, actor: actor('engineer') }, {})).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
