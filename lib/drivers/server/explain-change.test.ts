import { describe, expect, it } from 'vitest';
import { fxRates } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import type { Actor } from '../../access/actor';
import { systemCtx } from '../../access/server/context';
import { toUnits } from '../../attribution/figure';
import { splitUsage } from '../../attribution/server/split-usage';
import { seedRandomUsage } from '../../attribution/server/testing/random-usage';
import { type Metered, meter, seedBook } from '../../calculator/server/testing/metered';
import type { BridgeDto, ChangeExplanation } from '../dto';
import { explainChange } from './explain-change';

const SEPTEMBER = { from: '2026-09-01', to: '2026-10-01' };
const OCTOBER = { from: '2026-10-01', to: '2026-11-01' };

const moved = ({ parts }: BridgeDto) =>
  Object.fromEntries(
    (parts ?? []).filter(({ amount }) => !/^-?0\.0+$/.test(amount)).map(({ part, amount }) => [part, amount]),
  );

const { db } = await testDatabase();
await seedOrganisation(db);
await seedBook(db);
const everyone = systemCtx(db, 'test', NOW);
const call = (month: '09' | '10', team: string, more: Partial<Metered>): Metered => ({
  time: `2026-${month}-10T04:00:00Z`,
  tags: { team, workflow: `${team}-flow` },
  model: 'small',
  requests: 100,
  tokens: { input: 100_000, output: 20_000 },
  ...more,
});
// support: 100 calls of 1,000 input at 1 and 200 output at 5 USD per million: 0.1 + 0.1 = 0.2 USD; then twice as many.
// claims: the same on the large model, ten times the price: 2 USD; then all of it as batch: 1 USD.
await meter(db, [
  call('09', 'support', {}),
  call('10', 'support', { requests: 200, tokens: { input: 200_000, output: 40_000 } }),
  call('09', 'claims', { model: 'large' }),
  call('10', 'claims', { model: 'large', service_tier: 'batch' }),
]);
await db.insert(fxRates).values(
  [
    { quote: 'HKD', validFrom: '2026-09-01', validTo: '2026-10-01', rate: '7.8' },
    { quote: 'HKD', validFrom: '2026-10-01', validTo: null, rate: '7.7' },
    { quote: 'EUR', validFrom: '2026-10-01', validTo: null, rate: '0.9' },
  ].map((row) => ({ ...row, source: 'test', recordedAt: NOW })),
);

const random = await testDatabase();
const { teamId } = await seedRandomUsage(random.db, 20261123, 700);

describe('metered usage, by hand', () => {
  it('gives each workflow its own cause', async () => {
    const answer = await explainChange(everyone, { period: OCTOBER, by: 'workflow', currency: 'USD' });
    expect(answer.before).toEqual(SEPTEMBER);
    expect(answer.members.map(({ label, change }) => [label?.value, change.value])).toEqual([
      ['claims-flow', '-1.000000000000'],
      ['support-flow', '0.200000000000'],
    ]);
    const [claims, support] = answer.members;
    expect(claims && moved(claims)).toEqual({ serviceTier: '-1.000000000000' });
    expect(support && moved(support)).toEqual({ volume: '0.200000000000' });
    expect(moved(answer.total)).toEqual({ volume: '0.200000000000', serviceTier: '-1.000000000000' });
    expect(answer.total.parts?.[0]).toEqual({
      part: 'volume',
      amount: '0.200000000000',
      share: '0.090909',
    });
  });
  it('has the exchange rate as a cause of its own', async () => {
    const answer = await explainChange(everyone, {
      period: OCTOBER,
      by: 'workflow',
      filters: [{ dimension: 'team', values: ['support'] }],
      currency: 'HKD',
    });
    // 0.2 × 7.8 = 1.56, then 0.4 × 7.7 = 3.08. Volume 0.2 × (7.8 + 7.7) / 2 = 1.55; rate (0.2 + 0.4) / 2 × −0.1 = −0.03.
    expect(answer.total.change.value).toBe(`1.52${'0'.repeat(20)}`);
    expect(moved(answer.total)).toEqual({ volume: `1.55${'0'.repeat(20)}`, fx: `-0.03${'0'.repeat(20)}` });
  });
  it('has no parts where a rate is missing', async () => {
    const { total, members } = await explainChange(everyone, { period: OCTOBER, currency: 'EUR' });
    expect(total.change).toEqual({ value: null, reason: 'no_fx_rate' });
    expect([total.parts, members[0]?.parts]).toEqual([null, null]);
  });
  it('compares with any period and says what is empty', async () => {
    const august = { from: '2026-08-01', to: '2026-09-01' };
    const { total } = await explainChange(everyone, { period: SEPTEMBER, against: august, currency: 'USD' });
    expect(moved(total)).toEqual({ volume: '2.200000000000' });
    const none = await explainChange(everyone, {
      period: august,
      against: { from: '2026-07-01', to: '2026-08-01' },
      currency: 'USD',
    });
    expect([none.members, none.total.change.value]).toEqual([[], '0.000000000000']);
  });
});

describe('random usage with unpriced events, re-pricings and moved attributions', () => {
  const ctx = (teams: string[] | null) => {
    const everyone = systemCtx(random.db, 'test', NOW);
    if (!teams) return everyone;
    const actor: Actor = {
      kind: 'user',
      id: 'x',
      name: 'Lead',
      role: 'team_lead',
      teamIds: teams.map(teamId),
    };
    return { ...everyone, actor };
  };
  const places = { USD: 12, HKD: 22 } as const;

  it.each(
    (['USD', 'HKD'] as const).flatMap((currency) =>
      (['organisation', 'department', 'team', 'feature'] as const).flatMap((by) =>
        [null, ['claims'], []].map((teams) => ({ currency, by, teams })),
      ),
    ),
  )('sums to the split of both periods: $currency by $by of $teams', async ({ currency, by, teams }) => {
    const answer = await explainChange(ctx(teams), { period: OCTOBER, by, currency });
    const units = (text: string | null) => toUnits(text ?? 'none', places[currency]);
    const sum = (texts: (string | null)[]) => texts.reduce((total, text) => total + units(text), 0n);
    const check = (bridge: BridgeDto) => {
      expect(sum((bridge.parts ?? []).map(({ amount }) => amount))).toBe(units(bridge.change.value));
      expect(units(bridge.after.value) - units(bridge.before.value)).toBe(units(bridge.change.value));
    };
    check(answer.total);
    for (const member of answer.members) check(member);
    expect(sum(answer.members.map(({ change }) => change.value))).toBe(units(answer.total.change.value));
    expect(await ledger(answer, teams)).toEqual([answer.total.before.value, answer.total.after.value]);
  });

  async function ledger({ currency, before, after }: ChangeExplanation, teams: string[] | null) {
    const figures = [before, after].map(async (period) => {
      const { total } = await splitUsage(ctx(teams), { query: { period, currency } });
      return total.figures.effective_cost?.value;
    });
    return Promise.all(figures);
  }
});
