import { describe, expect, it } from 'vitest';
import { budgetCounters, budgetRequests, fxRates } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { type Ctx, systemCtx } from '../../access/server/context';
import { parseMoney } from '../../money/money';
import { addMonths } from '../../time/days';
import { amountText } from '../own-unit';
import { archiveBudget } from './archive-budget';
import { createBudget } from './create-budget';
import { editBudget } from './edit-budget';
import { readPastCounters } from './past-counters';

const { db } = await testDatabase();
const { teamId } = await seedOrganisation(db);
await db.insert(fxRates).values({
  ...{ quote: 'HKD', rate: '8', validFrom: '2020-01-01', validTo: null, source: 'test', recordedAt: NOW },
});
const on = (instant: string): Ctx => ({ ...systemCtx(db, 'test', NOW), now: new Date(instant) });
const HALF_YEAR = { from: '2026-06-01', to: '2026-12-01' };

async function budgetOf(team: string): Promise<string> {
  const { budgetId } = await createBudget(on('2026-08-01T02:00:00Z'), {
    ...{ name: team, limit: '800', unit: 'currency', currency: 'HKD', period: 'month' },
    scope: { kind: 'team', teamId: teamId(team).toString() },
  });
  for (const from of ['2026-09-01', '2026-10-01', '2026-11-01'])
    await db.insert(budgetCounters).values({
      ...{ budgetId: BigInt(budgetId), subjectId: 0n, periodFrom: from, periodTo: addMonths(from, 1) },
      ...{ spent: parseMoney('100'), reserved: parseMoney('0'), unpricedTokens: 0n },
    });
  return budgetId;
}

/** Month, limit in Hong Kong dollars and in the ledger's US dollars. */
async function limitsOf(budgetId: string) {
  const counters = await readPastCounters(db, HALF_YEAR, { now: NOW, timeZone: 'Asia/Hong_Kong' });
  return counters
    .filter(({ budget }) => budget.id.toString() === budgetId)
    .map(({ period, limitAmount, limit }) => [
      period.from.slice(0, 7),
      ...[limitAmount, limit].map((amount) => amountText(amount).replace(/\.?0+$/, '')),
    ]);
}

describe('the counters of past periods', () => {
  it('are held against the limit of their time, not of today', async () => {
    const budgetId = await budgetOf('support');
    const edit = (instant: string, limit: string) =>
      editBudget(on(instant), { budgetId, changes: { limit }, reason: 'test' });
    await edit('2026-09-15T00:00:00Z', '1600');
    await edit('2026-10-31T15:59:00Z', '2400');
    // A minute after midnight in Hong Kong: of November already.
    await edit('2026-10-31T16:01:00Z', '4000');
    expect(await limitsOf(budgetId)).toEqual([
      ['2026-08', '800', '100'],
      ['2026-09', '1600', '200'],
      ['2026-10', '2400', '300'],
      ['2026-11', '4000', '500'],
    ]);
  });

  it('are held against a raise that was in force when the period ended', async () => {
    const budgetId = await budgetOf('claims');
    await db.insert(budgetRequests).values({
      ...{ budgetId: BigInt(budgetId), requestedLimit: parseMoney('2000'), requestedUntil: '2026-10-31' },
      ...{ reason: 'test', requestedByName: 'lead', requestedAt: new Date('2026-09-02T00:00:00Z') },
      ...{ state: 'expired', decidedLimit: parseMoney('2000'), decidedUntil: '2026-10-31' },
      ...{ decidedByName: 'cfo', decidedAt: new Date('2026-09-03T00:00:00Z') },
    });
    expect((await limitsOf(budgetId)).map(([month, limit]) => [month, limit])).toEqual([
      ['2026-08', '800'],
      ['2026-09', '2000'],
      ['2026-10', '2000'],
      ['2026-11', '800'],
    ]);
  });

  it('stay of a budget that has ended, up to the period it ended in', async () => {
    const budgetId = await budgetOf('platform');
    await archiveBudget(on('2026-10-31T16:00:00Z'), { budgetId, reason: 'test' });
    expect((await limitsOf(budgetId)).map(([month]) => month)).toEqual(['2026-08', '2026-09', '2026-10']);
  });
});
