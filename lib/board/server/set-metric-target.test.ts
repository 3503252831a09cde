import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { auditLog, closedMonths, fxRates } from '@/db/schema';
import { NOW, seedOrganisation, seedUser } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import type { Role } from '../../access/permissions';
import type { Ctx } from '../../access/server/context';
import { readBoard } from './read-board';
import { type SetMetricTargetInput, setMetricTarget } from './set-metric-target';
import { readTargetRows } from './target-rows';

const { db } = await testDatabase();
await seedOrganisation(db);
await db.insert(fxRates).values(
  [
    { quote: 'HKD', rate: '7.8' },
    { quote: 'GBP', rate: '0.75' },
  ].map((row) => ({ ...row, validFrom: '2020-01-01', validTo: null, source: 'test', recordedAt: NOW })),
);

async function as(role: Role): Promise<Ctx> {
  const id = await seedUser(db, role);
  return { db, now: NOW, actor: { kind: 'user', id, name: role, role, teamIds: [] } };
}
const cfo = await as('cfo');
const reason = 'The board asked for it';
const set = (target: Partial<SetMetricTargetInput>, ctx = cfo) =>
  setMetricTarget(ctx, { metric: 'budget_compliance', month: '2026-08', value: '0.9', reason, ...target });
const targetIn = async (month: string, metric: string, currency: 'HKD' | 'USD' | 'GBP' = 'HKD') =>
  (await readBoard(cfo, { month, currency })).metrics.find(({ key }) => key === metric)?.target ?? null;

describe('a target', () => {
  beforeEach(async () => {
    await db.delete(closedMonths);
  });

  it('holds from its month until another is set, and never before', async () => {
    await set({});
    await set({ month: '2026-10', value: '0.95' });
    expect(await targetIn('2026-07', 'budget_compliance')).toBeNull();
    expect((await targetIn('2026-09', 'budget_compliance'))?.value).toBe('0.900000000000');
    expect(await targetIn('2026-11', 'budget_compliance')).toEqual({
      value: '0.950000000000',
      since: '2026-10',
      setBy: 'cfo',
    });
  });

  it('is replaced for its own month by a later one, and the first stays on record', async () => {
    await set({ month: '2026-10', value: '0.97' });
    expect((await targetIn('2026-10', 'budget_compliance'))?.value).toBe('0.970000000000');
    const rows = await readTargetRows(db, 'budget_compliance');
    expect(rows.map(({ month, value }) => [month, value])).toEqual([
      ['2026-08', '0.900000000000'],
      ['2026-10', '0.950000000000'],
      ['2026-10', '0.970000000000'],
    ]);
  });

  it('can be taken away from a month on', async () => {
    await set({ month: '2026-11', value: null });
    expect(await targetIn('2026-11', 'budget_compliance')).toBeNull();
    expect((await targetIn('2026-10', 'budget_compliance'))?.value).toBe('0.970000000000');
  });

  it('is read in other currencies at the rate of the last day', async () => {
    await set({ metric: 'cost_per_action', value: '0.78', currency: 'HKD' });
    const read = async (currency: 'HKD' | 'USD' | 'GBP') =>
      (await targetIn('2026-10', 'cost_per_action', currency))?.value;
    expect([await read('HKD'), await read('USD'), await read('GBP')]).toEqual([
      '0.780000000000',
      '0.100000000000',
      '0.075000000000',
    ]);
  });

  it('leaves an entry on the audit log with what was before, and why', async () => {
    await set({ metric: 'cost_optimised_share', value: '0.5' });
    await set({ metric: 'cost_optimised_share', month: '2026-09', value: '0.55' });
    const [, second] = await db
      .select()
      .from(auditLog)
      .where(eq(auditLog.subjectId, 'cost_optimised_share'))
      .orderBy(auditLog.seq);
    expect(second).toMatchObject({
      action: 'metric.set_target',
      before: { month: '2026-08', value: '0.500000000000' },
      after: { month: '2026-09', value: '0.55', currency: null },
      reason,
    });
  });

  it('is refused for a month that is closed, and for one before it', async () => {
    await db.insert(closedMonths).values({ month: '2026-09-01', closedAt: NOW, closedBy: 'cfo' });
    await expect(set({ month: '2026-09' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(set({ month: '2026-08' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(set({ month: '2026-10' })).resolves.toMatchObject({ month: '2026-10' });
  });

  it.each([
    ['a share above one', { value: '1.2' }],
    ['less than zero', { value: '-0.1' }],
    ['half a workflow', { metric: 'workflow_profitability', value: '2.5' }],
    ['money without a currency', { metric: 'cost_per_action', value: '2' }],
    ['a share in a currency', { value: '0.5', currency: 'HKD' }],
    ['no reason', { reason: '' }],
    ['no month', { month: '2026-13' }],
  ] satisfies [string, Partial<SetMetricTargetInput>][])('is refused as %s', async (_, target) => {
    await expect(set(target)).rejects.toMatchObject({ code: 'invalid' });
  });

  it.each(['admin', 'team_lead', 'engineer', 'auditor'] as const)('is not for the %s', async (role) => {
    await expect(set({}, await as(role))).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('the board', () => {
  it('says of an organisation without usage why nothing has a value', async () => {
    const board = await readBoard(cfo, { month: '2026-10', currency: 'HKD' });
    expect(board.metrics.map(({ key, value, gap }) => [key, value, gap])).toEqual([
      ['cost_per_outcome', null, 'no_usage'],
      ['forecast_variance', null, 'no_snapshot'],
      ['workflow_profitability', null, 'no_usage'],
      ['optimisation_rate', null, 'no_outcomes'],
      ['budget_compliance', null, 'no_budgets'],
      ['cost_per_action', null, 'no_usage'],
      ['cost_per_active_user', null, 'no_usage'],
      ['cost_optimised_share', null, 'no_usage'],
    ]);
    expect(board.decisions.map(({ key }) => key)).toEqual(['close_month']);
  });

  it('opens with the last month that is over, and refuses one to come', async () => {
    expect((await readBoard(cfo, { currency: 'USD' })).month).toBe('2026-10');
    await expect(readBoard(cfo, { month: '2026-12', currency: 'USD' })).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  it('is not for engineers', async () => {
    await expect(readBoard(await as('engineer'), { currency: 'USD' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
