import { describe, expect, it } from 'vitest';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import type { Actor } from '../../access/actor';
import { systemCtx } from '../../access/server/context';
import { createBudget } from '../../budgets/server/create-budget';
import { meter, seedBook } from '../../calculator/server/testing/metered';
import { parseMoney } from '../../money/money';
import { addDays } from '../../time/days';
import { NO_MEASURES } from '../bottom-up';
import { AS_PLANNED, type PlanLineTerms } from '../plan';
import { planResult } from '../plan-result';
import { draftPlan } from './draft-plan';
import { forecastDepartments } from './forecast-departments';
import { forecastUsage } from './forecast-usage';
import { readEnvelope } from './read-envelope';
import { readPlan } from './read-plan';
import { removePlanLine } from './remove-plan-line';
import { savePlanLine } from './save-plan-line';

const { db } = await testDatabase();
const { teamId, departmentId } = await seedOrganisation(db);
await seedBook(db);
const everyone = systemCtx(db, 'test', NOW);
const as = (role: 'cfo' | 'team_lead' | 'engineer') => {
  const actor: Actor = {
    ...{ kind: 'user', id: '00000000-0000-4000-8000-000000000001', name: 'Someone', role },
    teamIds: [teamId('support')],
  };
  return { ...everyone, actor };
};

// On each of the 30 days before 22 November: 100 calls of 1,000 tokens in and 200 out, at 1 and 5 USD a million: 0.2 USD.
const days = Array.from({ length: 30 }, (_, index) => addDays('2026-10-23', index));
await meter(
  db,
  days.flatMap((day) => {
    const call = {
      time: `${day}T04:00:00Z`,
      requests: 100,
      tokens: { input: 100_000, output: 20_000 },
      model: 'small',
    };
    return [
      { ...call, tags: { team: 'support', workflow: 'triage' } },
      { ...call, tags: { team: 'claims', workflow: 'assess' } },
    ];
  }),
);
await createBudget(everyone, {
  ...{ name: 'Group', scope: { kind: 'organisation' }, currency: 'USD', limit: '10', period: 'month' },
});

const terms: PlanLineTerms = {
  ...{ model: 'acme/small', routedModel: null, usersAtStart: 100, usersAtFull: 200 },
  ...{ adoption: { kind: 'linear', months: 4 }, sessions: 20, callsPerSession: 5 },
  perCall: { input: 2_000, cacheRead: 0, output: 500, reasoning: 0 },
};

describe('the plan', () => {
  it('is drafted to cost what was metered, for the teams of whoever drafts', async () => {
    expect(await draftPlan(as('team_lead'), {})).toEqual({ lines: 1 });
    expect(await draftPlan(as('team_lead'), {})).toEqual({ lines: 0 });
    const plan = await readPlan(everyone, {});
    expect(plan.lines.map(({ workflow, metered }) => [workflow, metered])).toEqual([
      ['triage', '6.000000000000'],
    ]);
    // The other 6 USD of the month take their part of the envelope of 10.
    expect(plan.otherUsage).toBe('6.000000000000');
    const { reconciliation, available } = planResult(plan, AS_PLANNED, NO_MEASURES);
    expect(reconciliation.months[0]?.plan).toBe(parseMoney('6'));
    expect(available).toBe(parseMoney('4'));
    expect(reconciliation.remaining).toBe(parseMoney('24'));
    // A third of the calls must go: 2 of 6 USD.
    expect(reconciliation.ways.find(({ way }) => way === 'cut')?.needed).toBe(3334n);
  });
  it('knows price rises of 30 to 50 %, users that do not come, and a later start', async () => {
    const saved = await savePlanLine(as('cfo'), {
      ...{ teamId: teamId('claims').toString(), workflow: 'assess', startMonth: '2026-12', terms },
    });
    const plan = await readPlan(everyone, {});
    const only = { ...plan, lines: plan.lines.filter(({ id }) => id === saved.lineId) };
    const months = (priceRise: bigint, users: bigint) =>
      planResult(only, { priceRise, users }, NO_MEASURES)
        .reconciliation.months.slice(0, 6)
        .map((month) => month.plan);
    // 100 users × 20 × 5 calls of 0.0045 USD are 45 a month; nothing before December, then 125, 150, 175 and 200 users.
    const usd = (amounts: string[]) => amounts.map(parseMoney);
    expect(months(0n, 10_000n)).toEqual(usd(['0', '56.25', '67.5', '78.75', '90', '90']));
    expect(months(5_000n, 10_000n)).toEqual(usd(['0', '84.375', '101.25', '118.125', '135', '135']));
    expect(months(0n, 8_000n)).toEqual(usd(['0', '45', '54', '63', '72', '72']));
  });
  it('counts a line without a price, in no figure', async () => {
    await savePlanLine(as('cfo'), {
      ...{ teamId: teamId('claims').toString(), workflow: 'letters', startMonth: '2026-11' },
      terms: { ...terms, model: 'acme/none' },
    });
    const result = planResult(await readPlan(everyone, {}), AS_PLANNED, NO_MEASURES);
    expect(result.unpriced).toBe(1);
    expect(result.lines.find(({ line }) => line.workflow === 'letters')?.twelveMonths).toBeNull();
  });
  it('shows a lead their own lines only, and lets them change no other', async () => {
    const plan = await readPlan(as('team_lead'), {});
    expect(plan.lines.map(({ workflow }) => workflow)).toEqual(['triage']);
    const all = await readPlan(everyone, {});
    const claims = all.lines.find(({ workflow }) => workflow === 'assess');
    await expect(removePlanLine(as('team_lead'), { lineId: claims?.id ?? '' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const line = { lineId: claims?.id ?? '', workflow: 'assess', startMonth: '2026-12', terms };
    await expect(
      savePlanLine(as('team_lead'), { ...line, teamId: teamId('support').toString() }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(draftPlan(as('engineer'), {})).rejects.toMatchObject({ code: 'forbidden' });
  });
  it('has one line a workflow, and none once it is removed', async () => {
    const again = { teamId: teamId('claims').toString(), workflow: 'assess', startMonth: '2026-12', terms };
    await expect(savePlanLine(as('cfo'), again)).rejects.toMatchObject({ code: 'conflict' });
    const { lines } = await readPlan(everyone, {});
    for (const { id } of lines) await removePlanLine(as('cfo'), { lineId: id });
    expect((await readPlan(everyone, {})).lines).toEqual([]);
  });
});

describe('the forecast of one department', () => {
  it('is of its own usage, against its own budget, and offered to who sees that usage', async () => {
    await meter(db, [
      {
        time: '2026-11-21T04:00:00Z',
        requests: 100,
        tokens: { input: 100_000, output: 20_000 },
        model: 'small',
        tags: { team: 'platform' },
      },
    ]);
    const [ops = null, it = null] = await forecastDepartments(everyone, {});
    expect([it?.key, ops?.key]).toEqual(['it', 'ops']);
    expect((await forecastDepartments(as('team_lead'), {})).map(({ key }) => key)).toEqual(['ops']);
    const of = async (key: string) => {
      const filters = [{ dimension: 'department' as const, values: [key], exclude: false }];
      const { history } = await forecastUsage(everyone, { filters, currency: 'USD' });
      return history.filter(({ day }) => day >= '2026-11-20').map(({ amount }) => amount);
    };
    expect(await of('ops')).toEqual(['0.400000000000', '0.400000000000']);
    expect(await of('it')).toEqual(['0.000000000000', '0.200000000000']);
    const operations = departmentId('ops')?.toString() ?? '';
    expect(await readEnvelope(everyone, operations)).toBeNull();
    await createBudget(everyone, {
      ...{ name: 'Operations', scope: { kind: 'department', departmentId: operations } },
      ...{ currency: 'USD', limit: '4', period: 'month' },
    });
    expect(await readEnvelope(everyone, operations)).toMatchObject({
      budgets: ['Operations'],
      monthlyUsd: '4.000000000000',
    });
    expect(await readEnvelope(everyone)).toMatchObject({ budgets: ['Group'] });
  });
});
