import { expect, it } from 'vitest';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import { meter, seedBook } from '../../calculator/server/testing/metered';
import { CHECKS } from '../close';
import { closeMonth } from './close-month';
import { explainMetric } from './explain-metric';
import { readBoard } from './read-board';
import { reopenMonth } from './reopen-month';

const { db } = await testDatabase();
await seedOrganisation(db);
await seedBook(db);
const ctx = systemCtx(db, 'test', NOW);

/** 0.2 USD for 100 requests on a day of October. */
const call = (requests = 100) => ({
  time: '2026-10-10T04:00:00Z',
  tags: { team: 'support', workflow: 'tickets' },
  ...{ model: 'small', requests, tokens: { input: 100_000, output: 20_000 } },
});
const october = () => readBoard(ctx, { month: '2026-10', currency: 'USD' });
const perAction = async (month: string) => {
  const board = await readBoard(ctx, { month, currency: 'USD' });
  return board.metrics
    .find(({ key }) => key === 'cost_per_action')
    ?.trend.find((one) => one.month === '2026-10')?.value;
};

it('answers for a closed month as it was closed, and restates what came late in the open one', async () => {
  await meter(db, [call()]);
  const before = await october();
  expect(await perAction('2026-10')).toBe('0.002000000000');
  await closeMonth(ctx, { month: '2026-10', acknowledged: [...CHECKS], note: 'test' });

  // The same cost again for 300 more requests: 0.4 ÷ 400.
  await meter(db, [call(300)]);
  const closed = await october();
  const { state, closedAt, closedBy, decisions, asOf, ...frozen } = closed;
  expect([state, closedAt, closedBy]).toEqual(['closed', NOW.toISOString(), 'test']);
  expect(asOf).toBe(before.asOf);
  expect(decisions).toEqual(before.decisions.filter(({ key }) => key !== 'close_month'));
  expect(before).toMatchObject(frozen);
  expect(await perAction('2026-11')).toBe('0.002000000000');
  const november = await readBoard(ctx, { month: '2026-11', currency: 'USD' });
  expect(november.restatements).toEqual([
    {
      ...{ month: '2026-10', frozen: '0.200000000000', now: '0.400000000000' },
      ...{ difference: '0.200000000000', lateEvents: '1' },
    },
  ]);
  const working = await explainMetric(ctx, { month: '2026-10', metric: 'cost_per_action', currency: 'USD' });
  expect([working.metric.value, working.restated]).toEqual(['0.002000000000', '0.001000000000']);

  await reopenMonth(ctx, { month: '2026-10', reason: 'test' });
  expect((await october()).spend.amount.value).toBe('0.400000000000');
  expect(await perAction('2026-11')).toBe('0.001000000000');
});
