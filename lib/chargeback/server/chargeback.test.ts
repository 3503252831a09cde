import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensurePartitions } from '@/db/partitions';
import { fxRates, teams } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { type Ctx, systemCtx } from '../../access/server/context';
import { CHECKS } from '../../board/close';
import { closeMonth } from '../../board/server/close-month';
import { loadCatalogue } from '../../pricing/server/load-catalogue';
import { loadPriceBook } from '../../pricing/server/load-price-book';
import { createRecorder } from '../../usage/server/recorder';
import { chargebackStatement } from './chargeback-statement';
import { setChargebackRule } from './set-chargeback-rule';

const { db } = await testDatabase();
const ctx = systemCtx(db, 'test', NOW);
const cfo: Ctx = { ...ctx, actor: { kind: 'user', id: 'u-cfo', name: 'Cfo', role: 'cfo', teamIds: [] } };
let teamId: (key: string) => bigint;

/** Of gpt-4o at 2.5 USD per million: 400,000 input tokens are a dollar. */
const dollars = (team: string, amount: number, user: string) => ({
  ...{ id: `${team}-${user}`, time: '2026-10-10T04:00:00Z', provider: 'openai', model: 'gpt-4o', user },
  tokens: { input: amount * 400_000 },
  tags: { team, workflow: 'w' },
});
const statement = (over: Partial<Parameters<typeof chargebackStatement>[1]> = {}, who: Ctx = cfo) =>
  chargebackStatement(who, { month: '2026-10', currency: 'USD', ...over });
const lines = async () =>
  (await statement()).lines.map(({ key, own, shared, unowned, total }) => [key, own, shared, unowned, total]);

beforeAll(async () => {
  ({ teamId } = await seedOrganisation(db));
  await db.insert(teams).values({ key: 'gateway', name: 'Gateway', firstSeenAt: NOW, adoptedAt: NOW });
  await db.insert(fxRates).values({
    ...{ quote: 'HKD', validFrom: '2026-01-01', rate: '7.8', source: 'test', recordedAt: NOW },
  });
  await loadCatalogue(db, NOW);
  await ensurePartitions(db, ['2026-10']);
  const recorder = createRecorder({
    ...{ db, loadPriceBook, secret: 'x'.repeat(40), timeZone: 'Asia/Hong_Kong', now: () => NOW },
  });
  await recorder.record(
    { keyId: 'k', teamId: null },
    {
      source: 's',
      events: [
        dollars('support', 20, 'u1'),
        dollars('claims', 10, 'u2'),
        dollars('platform', 10, 'u3'),
        dollars('gateway', 8, 'u1'),
        dollars('nobody-knows', 4, 'u4'),
      ],
    },
  );
  await recorder.close();
}, 120_000);

describe('the statement', () => {
  it('charges by direct cost where nobody set a rule: 30 and 10 of their own, 8 shared, 4 of nobody', async () => {
    expect(await lines()).toEqual([
      ['ops', '30.00', '6.00', '3.00', '39.00'],
      ['it', '10.00', '2.00', '1.00', '13.00'],
    ]);
    const all = await statement({ currency: 'HKD' });
    expect(all).toMatchObject({
      ...{ exact: '405.6000000000000000000000', gap: null },
      totals: { own: '312.00', shared: '62.40', unowned: '31.20', total: '405.60' },
      sharedTeams: [{ name: 'Gateway', cost: '62.40' }],
      ...{ version: null, requests: '5', unpricedRequests: '0' },
      fx: [{ from: '2026-10-01', to: '2026-11-01', rate: '7.8000000000' }],
      rule: { sharedBy: 'direct_cost', since: null },
    });
    expect((await statement({ currency: 'EUR' })).gap).toBe('no_fx_rate');
  });

  it('follows a rule from its month on: the platform serves everyone, by active users', async () => {
    const rule = {
      ...{
        sharedBy: 'active_users' as const,
        unownedBy: 'equal' as const,
        reason: 'Agreed by the four heads',
      },
      sharedTeamIds: [teamId('platform').toString()],
    };
    await setChargebackRule(cfo, { month: '2026-11', ...rule });
    expect((await lines())[0]).toEqual(['ops', '30.00', '6.00', '3.00', '39.00']);
    await setChargebackRule(cfo, { month: '2026-10', ...rule });
    // Shared 18 by two users of ops and one of it; 4 in halves.
    expect(await lines()).toEqual([
      ['ops', '30.00', '12.00', '2.00', '44.00'],
      ['it', '0.00', '6.00', '2.00', '8.00'],
    ]);
  });

  it('names the shared teams with amounts that add up to their column', async () => {
    const { sharedTeams, totals } = await statement({ currency: 'HKD' });
    expect(sharedTeams.map(({ name, cost }) => [name, cost])).toEqual([
      ['Platform', '78.00'],
      ['Gateway', '62.40'],
    ]);
    expect(totals?.shared).toBe('140.40');
  });

  it('shows a team lead the line of their department and no other', async () => {
    const lead: Ctx = {
      ...cfo,
      actor: { kind: 'user', id: 'u-l', name: 'Lead', role: 'team_lead', teamIds: [teamId('claims')] },
    };
    const mine = await statement({}, lead);
    expect(mine.lines.map(({ key }) => key)).toEqual(['ops']);
    expect(mine).toMatchObject({ totals: null, exact: null, sharedTeams: [], unownedTeams: [] });
  });

  it('stays what it was once the month is closed, whoever moves where', async () => {
    const before = await lines();
    await closeMonth(cfo, { month: '2026-10', acknowledged: [...CHECKS], note: 'No invoices here' });
    await db.execute(sql`update teams set department_id = null where key = 'support'`);
    expect(await lines()).toEqual(before);
    expect(await statement({ currency: 'HKD' })).toMatchObject({
      state: 'closed',
      totals: { total: '405.60' },
      ...{ version: 1, requests: '5', fx: [{ rate: '7.8000000000' }] },
    });
    await expect(
      setChargebackRule(cfo, { month: '2026-09', sharedBy: 'equal', unownedBy: 'equal', reason: 'Too late' }),
    ).rejects.toThrow(/closed month/);
  });
});
