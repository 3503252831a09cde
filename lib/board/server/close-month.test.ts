import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePartitions } from '@/db/partitions';
import { fxRates, providers } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { type Ctx, systemCtx } from '../../access/server/context';
import { verifyAudit } from '../../access/server/verify-audit';
import { chargebackStatement } from '../../chargeback/server/chargeback-statement';
import { addPriceVersion } from '../../pricing/server/add-price-version';
import { loadCatalogue } from '../../pricing/server/load-catalogue';
import { loadPriceBook } from '../../pricing/server/load-price-book';
import { repriceUsage } from '../../pricing/server/reprice-usage';
import { createRecorder, type Recorder } from '../../usage/server/recorder';
import { CHECKS } from '../close';
import { closeChecklist } from './close-checklist';
import { closeMonth } from './close-month';
import { readFrozenBoards } from './frozen-months';
import { recordInvoice } from './record-invoice';
import { reopenMonth } from './reopen-month';
import { restatements } from './restatements';
import { withdrawInvoice } from './withdraw-invoice';

const { db } = await testDatabase();
const ctx = systemCtx(db, 'test', NOW);
const cfo: Ctx = { ...ctx, actor: { kind: 'user', id: 'u-cfo', name: 'Cfo', role: 'cfo', teamIds: [] } };
const ANY = { keyId: 'k-any', teamId: null };
const seen = { acknowledged: [...CHECKS], note: 'Seen and accepted' };

let recorder: Recorder;
let openai = '';

/** gpt-4o: 2.5 and 10 USD per million, so 1,000 × 2.5 + 500 × 10 is 7,500 micro-dollars an event. */
const send = (time: string, id: string, team = 'support', source = 'gateway') =>
  recorder.record(ANY, {
    source,
    events: [
      {
        ...{ id, time, provider: 'openai', model: 'gpt-4o', user: 'u-1' },
        tokens: { input: 1000, output: 500 },
        tags: { team, workflow: 'replies', feature: 'inbox', environment: 'production' },
      },
    ],
  });

const ledger = async (month: string) =>
  (
    await db.execute<{ cost: string }>(sql`select sum(effective_cost)::numeric(38,12)::text as cost
      from usage_monthly where month = ${`${month}-01`}::date`)
  )[0]?.cost;

const frozen = async (month: string) =>
  (
    await db.execute<{ closings: string; cost: string; events: string }>(sql`
      select count(distinct u.closing_id)::text as closings, sum(u.events)::text as events,
        sum(u.effective_cost)::numeric(38,12)::text as cost
      from frozen_usage u join closed_months c on c.id = u.closing_id and c.reopened_at is null
      where c.month = ${`${month}-01`}::date`)
  )[0];

const restated = (month: string, currency: 'USD' | 'HKD' = 'USD') => restatements(cfo, { month, currency });

beforeAll(async () => {
  await seedOrganisation(db);
  await loadCatalogue(db, NOW);
  await ensurePartitions(db, ['2026-08', '2026-09', '2026-10', '2026-11']);
  await db.insert(fxRates).values({
    ...{ quote: 'HKD', validFrom: '2026-01-01', rate: '7.8', source: 'test', recordedAt: NOW },
  });
  const [provider] = await db.select().from(providers).where(sql`key = 'openai'`);
  openai = String(provider?.id);
  recorder = createRecorder({
    db,
    loadPriceBook,
    secret: 'x'.repeat(40),
    timeZone: 'Asia/Hong_Kong',
    now: () => NOW,
  });
  await send('2026-09-10T04:00:00Z', 's-1');
  await send('2026-09-29T04:00:00Z', 's-2', 'platform');
  await send('2026-09-12T04:00:00Z', 's-3', 'support', 'nightly-export');
  await send('2026-10-31T04:00:00Z', 'o-1');
}, 120_000);
afterAll(() => recorder.close());

describe('the checklist', () => {
  it('names the source that went silent and the invoice that is missing, and settles with them', async () => {
    const { checks, state } = await closeChecklist(cfo, { month: '2026-09' });
    expect(state).toBe('over');
    const [, unpriced, late, bills] = checks;
    expect(unpriced).toMatchObject({ key: 'unpriced', isOpen: false, requests: '0' });
    expect(late).toEqual({
      ...{ key: 'late_sources', isOpen: true },
      sources: [{ key: 'nightly-export', lastDay: '2026-09-12' }],
    });
    expect(bills).toMatchObject({
      isOpen: true,
      providers: [
        { providerId: openai, metered: '0.022500000000', invoices: 0, invoiced: null, isOpen: true },
      ],
    });
  });

  it('holds invoices against the meter: 2 % off is close enough, more is not; another currency by its rate', async () => {
    const bill = (amount: string, currency: 'USD' | 'HKD') =>
      recordInvoice(cfo, {
        ...{ providerId: openai, month: '2026-09', reference: `INV ${amount}`, amount, currency },
        receivedOn: '2026-10-03',
      });
    const openAi = async () => {
      const bills = (await closeChecklist(cfo, { month: '2026-09' })).checks[3];
      return bills?.key === 'invoices' ? bills.providers[0] : undefined;
    };
    const wrong = await bill('0.022951', 'USD'); // 2.0044 % more than 0.0225
    expect(await openAi()).toMatchObject({ difference: '0.020044', isOpen: true, invoices: 1 });
    await withdrawInvoice(cfo, { id: wrong.id, reason: 'It was for another month' });
    await bill('0.1755', 'HKD'); // 0.0225 × 7.8
    expect(await openAi()).toMatchObject({
      invoiced: '0.022500000000',
      difference: '0.000000',
      isOpen: false,
    });
  });
});

describe('closing a month', () => {
  it('waits for an acknowledgement with a note of every open check', async () => {
    await expect(closeMonth(cfo, { month: '2026-09' })).rejects.toMatchObject({
      code: 'conflict',
      issues: expect.arrayContaining([expect.objectContaining({ path: 'acknowledged.late_sources' })]),
    });
    const acknowledged = [...CHECKS];
    await expect(closeMonth(cfo, { month: '2026-09', acknowledged })).rejects.toMatchObject({
      issues: [{ path: 'note', code: 'note_missing' }],
    });
    expect(await frozen('2026-09')).toMatchObject({ closings: '0' });
    await expect(closeMonth(cfo, { month: '2026-11', ...seen })).rejects.toThrow(/not over/);
  });

  it('freezes it once where two close it at once', async () => {
    const tries = await Promise.allSettled([1, 2].map(() => closeMonth(cfo, { month: '2026-09', ...seen })));
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = tries.find((one) => one.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'conflict', issues: [{ code: 'month_closed' }] });
    expect(await frozen('2026-09')).toEqual({ closings: '1', cost: '0.022500000000', events: '3' });
    await expect(closeMonth(cfo, { month: '2026-09', ...seen })).rejects.toThrow(/closed already/);
    const boards = await readFrozenBoards(db, 'HKD');
    expect(boards.get('2026-09')?.spend.amount.value).toBe('0.1755000000000000000000');
    expect(await closeChecklist(cfo, { month: '2026-09' })).toMatchObject({
      ...{ state: 'closed', closedBy: 'Cfo', note: 'Seen and accepted' },
      acknowledged: expect.arrayContaining(['late_sources']),
    });
    expect(await verifyAudit(cfo, {})).toMatchObject({ intact: true });
  });

  it('turns a late event into a restatement of the open month, and leaves the closed one as it was', async () => {
    expect(await restated('2026-10')).toEqual([]);
    const before = await chargebackStatement(cfo, { month: '2026-09', currency: 'HKD' });
    expect(before.exact).toBe('0.1755000000000000000000');
    await send('2026-09-30T15:59:59Z', 's-late');
    expect(await ledger('2026-09')).toBe('0.030000000000');
    expect(await restated('2026-10')).toEqual([
      {
        month: '2026-09',
        ...{ frozen: '0.022500000000', now: '0.030000000000', difference: '0.007500000000' },
        lateEvents: '1',
        outcomes: [],
      },
    ]);
    expect(await restated('2026-10', 'HKD')).toMatchObject([{ difference: '0.0585000000000000000000' }]);
    expect(await restated('2026-11')).toEqual([]);
    expect(await frozen('2026-09')).toMatchObject({ cost: '0.022500000000', events: '3' });
    const { asOf: _, ...after } = await chargebackStatement(cfo, { month: '2026-09', currency: 'HKD' });
    expect(before).toMatchObject(after);
  });

  it('is not moved by a re-pricing, nor by an invoice', async () => {
    const [model] = await db.execute<{ id: string }>(sql`select m.id::text as id from models m
      join providers p on p.id = m.provider_id where p.key = 'openai' and m.key = 'gpt-4o'`);
    const price = {
      ...{ modelId: model?.id ?? '', list: 'contract' as const, note: 'Twice the list price' },
      ...{ validFrom: '2026-09-01T00:00:00.000Z', rates: { prices: { input: '5', output: '20' } } },
    };
    await addPriceVersion(cfo, price);
    const again = await repriceUsage(cfo, { which: 'all', reason: 'The contract of September' });
    expect(again).toMatchObject({
      events: '1',
      effectiveCostChange: '0.007500000000',
      closed: { events: '4' },
    });
    expect(await ledger('2026-10')).toBe('0.015000000000');
    expect(await ledger('2026-09')).toBe('0.030000000000');
    const bill = {
      providerId: openai,
      month: '2026-09',
      reference: 'INV late',
      amount: '1',
      currency: 'USD' as const,
    };
    await expect(recordInvoice(cfo, { ...bill, receivedOn: '2026-11-01' })).rejects.toThrow(/closed/);
  });

  it('restates once: what a closed board has restated is not said again', async () => {
    await closeMonth(cfo, { month: '2026-10', ...seen });
    expect((await readFrozenBoards(db, 'USD')).get('2026-10')?.restatements).toMatchObject([
      { month: '2026-09', difference: '0.007500000000' },
    ]);
    expect(await restated('2026-11')).toEqual([]);
    await send('2026-09-30T15:59:59Z', 's-later');
    expect(await restated('2026-11')).toEqual([
      {
        month: '2026-09',
        // The contract price holds by now: 0.015 for the late event.
        ...{ frozen: '0.030000000000', now: '0.045000000000', difference: '0.015000000000' },
        lateEvents: '1',
        outcomes: [],
      },
    ]);
  });

  it('opens again for the CFO with a reason, and is frozen anew when closed again', async () => {
    const admin: Ctx = { ...cfo, actor: { ...cfo.actor, role: 'admin' } as Ctx['actor'] };
    await expect(reopenMonth(admin, { month: '2026-09', reason: 'Not mine' })).rejects.toThrow(/role/);
    await reopenMonth(cfo, { month: '2026-09', reason: 'A gateway was behind' });
    expect(await restated('2026-11')).toEqual([]);
    await closeMonth(cfo, { month: '2026-09', ...seen });
    expect(await frozen('2026-09')).toEqual({ closings: '1', cost: '0.045000000000', events: '5' });
  });
});
