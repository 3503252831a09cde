import { describe, expect, it } from 'vitest';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import type { Actor } from '../../access/actor';
import { systemCtx } from '../../access/server/context';
import { splitUsage } from '../../attribution/server/split-usage';
import { meter, seedBook } from '../../calculator/server/testing/metered';
import { addDays } from '../../time/days';
import { forecastUsage } from './forecast-usage';

const { db } = await testDatabase();
const { teamId } = await seedOrganisation(db);
await seedBook(db);
const everyone = systemCtx(db, 'test', NOW);

// NOW is 22 November in Hong Kong. Support spends 0.2 USD on each day from 1 October, except 5 to 7 November, when nothing
// at all was recorded. Claims spends 2 USD on the first three days of November and then nothing.
const dark = new Set(['2026-11-05', '2026-11-06', '2026-11-07']);
const days = Array.from({ length: 52 }, (_, index) => addDays('2026-10-01', index));
await meter(
  db,
  days
    .filter((day) => !dark.has(day))
    .flatMap((day) => {
      const call = { time: `${day}T04:00:00Z`, requests: 100, tokens: { input: 100_000, output: 20_000 } };
      const support = { ...call, model: 'small', tags: { team: 'support' } };
      const claims = { ...call, model: 'large', tags: { team: 'claims' } };
      return day >= '2026-11-01' && day < '2026-11-04' ? [support, claims] : [support];
    }),
);

const lead = (team: string) => {
  const actor: Actor = { kind: 'user', id: 'x', name: 'Lead', role: 'team_lead', teamIds: [teamId(team)] };
  return { ...everyone, actor };
};

describe('the forecast from the ledger', () => {
  it('goes on as it was, to the ends of month, quarter and year', async () => {
    const { today, forecast } = await forecastUsage(lead('support'), { currency: 'USD' });
    expect(today).toBe('2026-11-22');
    expect(forecast?.gapDays).toBe(3);
    // 18 of 21 days of November known, 9 to come; 49 of 52 of the quarter and 40; the fiscal year starts in April.
    expect(
      forecast?.ends.map(({ key, period, actual, expected, total, unknownDays }) => ({
        ...{ key, until: period.to, actual, expected, total, unknownDays },
      })),
    ).toEqual([
      {
        ...{ key: 'month', until: '2026-12-01', actual: '3.600000000000', expected: '1.800000000000' },
        ...{ total: '5.400000000000', unknownDays: 3 },
      },
      {
        ...{ key: 'quarter', until: '2027-01-01', actual: '9.800000000000', expected: '8.000000000000' },
        ...{ total: '17.800000000000', unknownDays: 3 },
      },
      {
        ...{ key: 'year', until: '2027-04-01', actual: '9.800000000000', expected: '26.000000000000' },
        ...{ total: '35.800000000000', unknownDays: 186 },
      },
    ]);
  });
  it('starts from what the split shows', async () => {
    const { forecast } = await forecastUsage(everyone, { currency: 'USD' });
    const period = { from: '2026-11-01', to: '2026-11-22' };
    const { total } = await splitUsage(everyone, { query: { period, currency: 'USD' } });
    expect(forecast?.ends[0]?.actual).toBe(total.figures.effective_cost?.value);
  });
  it('takes a quiet day as zero while others were recorded, and a dark one as unknown', async () => {
    const { history } = await forecastUsage(lead('claims'), { currency: 'USD' });
    const amountOn = (day: string) => history.find((one) => one.day === day)?.amount;
    expect(['2026-11-03', '2026-11-04', '2026-11-05'].map(amountOn)).toEqual([
      '2.000000000000',
      '0.000000000000',
      null,
    ]);
  });
  it('says why there is none', async () => {
    expect((await forecastUsage(lead('platform'), { currency: 'USD' })).noForecast).toEqual({
      reason: 'no_data',
      knownDays: 0,
    });
    // No exchange rate on any day: nothing is known in that currency.
    expect((await forecastUsage(everyone, { currency: 'EUR' })).noForecast?.reason).toBe('no_data');
  });
});
