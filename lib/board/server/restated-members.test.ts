import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { fxRates, models, priceLists } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { type Ctx, systemCtx } from '../../access/server/context';
import { setTeamDepartment } from '../../access/server/set-team-department';
import { meter, seedBook } from '../../calculator/server/testing/metered';
import type { BridgeDto, MemberBridgeDto } from '../../drivers/dto';
import { addPriceVersion } from '../../pricing/server/add-price-version';
import { loadCatalogue } from '../../pricing/server/load-catalogue';
import { repriceUsage } from '../../pricing/server/reprice-usage';
import { CHECKS } from '../close';
import { closeMonth } from './close-month';
import { readBoard } from './read-board';

const { db } = await testDatabase();
const { teamId, departmentId } = await seedOrganisation(db);
await loadCatalogue(db, NOW);
await seedBook(db);
// Below contract prices, like the published lists.
await db.update(priceLists).set({ priority: 1000 }).where(eq(priceLists.key, 'acme'));
await db.insert(fxRates).values({
  ...{ quote: 'HKD', validFrom: '2026-01-01', rate: '7.8', source: 'test', recordedAt: NOW },
});
const ctx = systemCtx(db, 'test', NOW);
const cfo: Ctx = { ...ctx, actor: { kind: 'user', id: 'u-cfo', name: 'Cfo', role: 'cfo', teamIds: [] } };
const december = systemCtx(db, 'test', new Date('2026-12-12T04:00:00Z'));
const close = (month: string, by = ctx) => closeMonth(by, { month, acknowledged: [...CHECKS], note: 'test' });

/** Small: 0.1 USD of input and 0.1 USD of output. Large: ten times that. */
const call = (month: string, team: string, model: 'small' | 'large', requests = 100) => ({
  time: `${month}-10T04:00:00Z`,
  tags: { team, workflow: 'tickets' },
  ...{ model, requests, tokens: { input: 100_000, output: 20_000 } },
});

const units = (text: string | null) => BigInt((text ?? 'none').replace('.', ''));
const amountOf = ({ parts }: BridgeDto, part: string) =>
  units(parts?.find((one) => one.part === part)?.amount ?? '0');
const sumOf = (members: readonly MemberBridgeDto[], of: (member: MemberBridgeDto) => bigint) =>
  members.reduce((sum, member) => sum + of(member), 0n);

/** The bridge of a board, whose departments sum to the whole in every figure and every part, to the last digit. */
async function bridge(month: string, currency: 'USD' | 'HKD' = 'USD', by = ctx) {
  const board = await readBoard(by, { month, currency });
  const { total, members } = board.bridge;
  for (const side of ['before', 'after', 'change'] as const)
    expect(sumOf(members, (member) => units(member[side].value))).toBe(units(total[side].value));
  const parts = new Set([total, ...members].flatMap((one) => (one.parts ?? []).map(({ part }) => part)));
  for (const part of parts)
    expect(sumOf(members, (member) => amountOf(member, part))).toBe(amountOf(total, part));
  for (const one of [total, ...members]) {
    const whole = (one.parts ?? []).reduce((sum, { amount }) => sum + units(amount), 0n);
    expect(whole).toBe(units(one.change.value));
    expect(units(one.after.value) - units(one.before.value)).toBe(whole);
  }
  expect(total.before.value).toBe(board.spend.previous.value);
  for (const { key, previous } of board.departments)
    expect(members.find(({ label }) => label?.value === key)?.before.value ?? 'missing').toBe(previous.value);
  return board.bridge;
}
const facts = ({ total, members }: Awaited<ReturnType<typeof bridge>>) =>
  [total, ...members].map((one) => [
    'label' in one ? (one as MemberBridgeDto).label?.value : 'all',
    ...[one.before.value, one.after.value],
    one.parts?.find(({ part }) => part === 'restated')?.amount,
  ]);
/** Dollars and cents at the ledger's 12 decimals. */
const usd = (amount: string) => `${amount}0000000000`;

it('starts the departments of a bridge from the closed month too, and restates each by its own part', async () => {
  await meter(db, [call('2026-10', 'support', 'small'), call('2026-10', 'platform', 'large')]);
  await meter(db, [call('2026-11', 'support', 'large', 70), call('2026-11', 'platform', 'small', 30)]);
  await close('2026-10');
  const unmoved = await bridge('2026-11');
  expect(facts(unmoved)).toEqual([
    ['all', usd('2.20'), usd('2.20'), undefined],
    ['it', usd('2.00'), usd('0.20'), undefined],
    ['ops', usd('0.20'), usd('2.00'), undefined],
  ]);

  // Late: 2 of claims (ops) and 0.2 of a team nobody adopted. Twice the price of the small model then moves November alone.
  await meter(db, [call('2026-10', 'claims', 'large', 7), call('2026-10', 'unheard-of', 'small', 3)]);
  const [small] = await db.select().from(models).where(eq(models.key, 'small'));
  await addPriceVersion(cfo, {
    ...{ modelId: String(small?.id), list: 'contract', note: 'Twice the list price' },
    ...{ validFrom: '2026-09-01T00:00:00.000Z', rates: { prices: { input: '2', output: '10' } } },
  });
  const again = await repriceUsage(cfo, { which: 'all', reason: 'test' });
  expect(again).toMatchObject({
    events: '1',
    effectiveCostChange: '0.200000000000',
    closed: { events: '2' },
  });
  const late = await bridge('2026-11');
  expect(facts(late)).toEqual([
    ['all', usd('2.20'), usd('2.40'), usd('2.20')],
    ['ops', usd('0.20'), usd('2.00'), usd('2.00')],
    ['it', usd('2.00'), usd('0.40'), undefined],
    [null, usd('0.00'), usd('0.00'), usd('0.20')],
  ]);
  expect((await bridge('2026-11', 'HKD')).total.before.value).toBe(`17.16${'0'.repeat(20)}`);
});

it('keeps a department that the ledger no longer knows, where its team moved to another', async () => {
  const [team, ops] = [teamId('platform').toString(), departmentId('ops')?.toString() ?? null];
  await setTeamDepartment(ctx, { teamId: team, departmentId: ops });
  expect(facts(await bridge('2026-11'))).toEqual([
    ['all', usd('2.20'), usd('2.40'), usd('2.20')],
    ['ops', usd('0.20'), usd('2.40'), usd('4.00')],
    ['it', usd('2.00'), usd('0.00'), usd('-2.00')],
    [null, usd('0.00'), usd('0.00'), usd('0.20')],
  ]);
});

it('is frozen so with the open month: what comes late after that moves neither whole nor departments', async () => {
  await close('2026-11', december);
  const frozen = await bridge('2026-11', 'HKD', december);
  expect(facts(frozen)[0]?.[1]).toBe(`17.16${'0'.repeat(20)}`);
  await meter(db, [call('2026-10', 'support', 'large', 9), call('2026-11', 'platform', 'large', 11)]);
  expect(await bridge('2026-11', 'HKD', december)).toEqual(frozen);
  expect(facts(await bridge('2026-12', 'USD', december))).toEqual([
    ['all', usd('2.40'), usd('0.00'), usd('2.00')],
    ['ops', usd('2.40'), usd('0.00'), usd('2.00')],
  ]);
});
