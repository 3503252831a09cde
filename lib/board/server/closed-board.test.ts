import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import { meter, seedBook } from '../../calculator/server/testing/metered';
import { defineOutcome } from '../../outcomes/server/define-outcome';
import { createOutcomeRecorder } from '../../outcomes/server/outcome-recorder';
import { setOutcomeValue } from '../../outcomes/server/set-outcome-value';
import { CHECKS } from '../close';
import { closeChecklist } from './close-checklist';
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

const deliver = async (id: string, count: number) => {
  const outcome = {
    ...{ id, time: '2026-10-12T04:00:00Z', outcome: 'ticket_resolved', count, workflow: 'tickets' },
    tags: { team: 'support' },
  };
  const { accepted } = await createOutcomeRecorder({ db, now: () => NOW }).record(
    { keyId: 'test', teamId: null },
    { source: 'desk', outcomes: [outcome] },
  );
  expect(accepted).toBe(1);
};
const { definitionId } = await defineOutcome(ctx, {
  ...{ workflow: 'tickets', outcome: 'ticket_resolved', unit: 'resolved ticket' },
  ...{ description: 'Closed by the customer', vouchedBy: 'Head of Service' },
});
await setOutcomeValue(ctx, {
  ...{ definitionId, amount: '2', currency: 'USD', reworkShare: '0.1', validFrom: '2026-01-01' },
  ...{ validTo: null, basis: 'Minutes of an agent' },
});

it('answers for a closed month as it was closed, and restates what came late in the open one', async () => {
  await meter(db, [call()]);
  await deliver('t-1', 10);
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
      ...{ difference: '0.200000000000', lateEvents: '1', outcomes: [] },
    },
  ]);
  const working = await explainMetric(ctx, { month: '2026-10', metric: 'cost_per_action', currency: 'USD' });
  expect([working.metric.value, working.restated]).toEqual(['0.002000000000', '0.001000000000']);

  await reopenMonth(ctx, { month: '2026-10', reason: 'test' });
  expect((await october()).spend.amount.value).toBe('0.400000000000');
  expect(await perAction('2026-11')).toBe('0.001000000000');
});

it('restates outcomes that came late, by workflow, and once', async () => {
  await closeMonth(ctx, { month: '2026-10', acknowledged: [...CHECKS], note: 'test' });
  const frozen = await october();
  await deliver('t-2', 5);
  await deliver('t-3', -1);
  expect((await october()).workflows).toEqual(frozen.workflows);
  const november = await readBoard(ctx, { month: '2026-11', currency: 'USD' });
  // 10, then 14, each worth 2 less a tenth done again: 18, then 25.2.
  const places = '0'.repeat(21);
  expect(november.restatements).toEqual([
    {
      ...{ month: '2026-10', frozen: '0.400000000000', now: '0.400000000000' },
      ...{ difference: '0.000000000000', lateEvents: '0' },
      outcomes: [
        {
          ...{
            workflow: 'tickets',
            label: 'tickets',
            frozen: '10',
            now: '14',
            difference: '4',
            lateRecords: '2',
          },
          worth: { frozen: `18.${places}0`, now: `25.2${places}`, difference: `7.2${places}` },
        },
      ],
    },
  ]);
  expect(november.risks.filter(({ key }) => key.endsWith('restated'))).toEqual([
    {
      key: 'outcomes_restated',
      facts: { month: '2026-10', name: 'tickets', count: '4', records: '2' },
      path: '/board/close',
    },
  ]);
});

it('holds the open month against the closed one as it was frozen, and says what it moved by since', async () => {
  await meter(db, [call(100), { ...call(200), time: '2026-11-05T04:00:00Z' }]);
  const { spend, departments, bridge, restatements } = await readBoard(ctx, {
    month: '2026-11',
    currency: 'USD',
  });
  expect(spend).toMatchObject({
    amount: { value: '0.200000000000' },
    previous: { value: '0.400000000000' },
    change: { value: '-0.200000000000' },
    changeShare: '-0.500000',
  });
  expect(departments.map(({ previous }) => previous.value)).toEqual(['0.400000000000']);
  expect(restatements[0]).toMatchObject({ difference: '0.200000000000', lateEvents: '1' });
  const moved = (bridge.total.parts ?? []).filter(({ amount }) => /[1-9]/.test(amount));
  expect(moved[0]).toEqual({ part: 'restated', amount: '0.200000000000', share: '0.500000' });
  const total = moved.reduce((sum, { amount }) => sum + BigInt(amount.replace('.', '')), 0n);
  expect(total).toBe(-200_000_000_000n);
  expect(bridge.total).toMatchObject({
    before: { value: '0.400000000000' },
    after: { value: '0.200000000000' },
    change: { value: '-0.200000000000' },
  });
});

it('says of a month that was closed before months were frozen that its figures were not kept', async () => {
  const frozen = await october();
  expect([frozen.unfrozen, (await closeChecklist(ctx, { month: '2026-10' })).frozen]).toEqual([
    undefined,
    true,
  ]);
  await db.execute(sql`update month_freezes set outcomes_kept = false`);
  const november = () => readBoard(ctx, { month: '2026-11', currency: 'USD' });
  expect((await november()).restatements[0]).not.toHaveProperty('outcomes');
  await db.execute(sql`delete from frozen_boards`);
  expect((await october()).unfrozen).toBe('no_fx_rate');
  await db.execute(sql`delete from month_freezes`);
  expect(await october()).toMatchObject({ state: 'closed', unfrozen: 'before_freezes' });
  expect((await closeChecklist(ctx, { month: '2026-10' })).frozen).toBe(false);
  expect((await november()).spend.previous.value).toBe('0.600000000000');
});
