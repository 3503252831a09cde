import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Db } from '@/db/client';
import { attributions, usageEvents } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { seedRandomUsage } from '../../attribution/server/testing/random-usage';
import { parseMoney } from '../../money/money';
import { chargedEvents } from '../../usage/server/rollup-tables';
import type { Threshold } from '../budget';
import { type PastCalls, replay } from '../replay';
import { replayPast } from './replay-past';

const { db } = await testDatabase();
const { teamId } = await seedRandomUsage(db, 20261122, 900);

interface Stored extends PastCalls {
  teamId: bigint;
  seq: bigint;
  userId: bigint | null;
  tokens: bigint;
  order: [bigint, bigint, bigint];
}

/** Every event of a period as the oracle reads it: no rollups, no filters. */
async function everyEvent(from: Date, to: Date): Promise<Stored[]> {
  const rows = await db.execute<Record<string, string | null>>(sql`
    select a.team_id::text as team, e.user_id::text as user_id, e.seq::text as seq, e.team_id::text as reported,
      (extract(epoch from e.occurred_at) * 1000000)::bigint::text as at, e.requests::text as requests,
      e.current_version_id::text as version, e.current_effective_cost::text as cost,
      (e.input_tokens + e.cache_read_tokens + e.cache_write_5m_tokens + e.cache_write_1h_tokens + e.output_tokens
        + e.reasoning_tokens)::text as tokens
    from (${chargedEvents({ from, to })}) e join attributions a on a.id = e.attribution_id`);
  return rows
    .map((row) => {
      const at = BigInt(row.at ?? 0);
      const seq = BigInt(row.seq ?? 0);
      return {
        subject: 0n,
        at,
        day: new Date(Number(at / 1000n) + 8 * 3_600_000).toISOString().slice(0, 10),
        amount: row.version === '0' ? null : parseMoney(row.cost ?? '0'),
        requests: BigInt(row.requests ?? 0),
        teamId: BigInt(row.team ?? 0),
        seq,
        userId: row.user_id === null ? null : BigInt(row.user_id ?? 0),
        tokens: BigInt(row.tokens ?? 0),
        order: [at, seq, BigInt(row.reported ?? 0)] as [bigint, bigint, bigint],
      };
    })
    .sort((a, b) => compare(a.order, b.order));
}

function compare(a: readonly bigint[], b: readonly bigint[]): number {
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? 0n;
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}

const OCTOBER = { from: '2026-10-01', to: '2026-11-01' };
const october = await everyEvent(new Date('2026-09-30T16:00:00Z'), new Date('2026-10-31T16:00:00Z'));

const thresholds = fc.constantFrom<Threshold[]>(
  [
    { percent: 50, action: { kind: 'notify' } },
    { percent: 80, action: { kind: 'warn' } },
    { percent: 100, action: { kind: 'block' } },
  ],
  [
    { percent: 30, action: { kind: 'executive_review' } },
    { percent: 100, action: { kind: 'block' } },
  ],
  [{ percent: 100, action: { kind: 'warn' } }],
);

describe('a replay of past usage', () => {
  it('is what a call-by-call replay of every event gives, for any limit, scope and unit', async () => {
    const scopes = fc.constantFrom('organisation', 'team', 'department', 'user', 'user of team');
    const total = october.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n);
    const tokens = october.reduce((sum, one) => sum + one.tokens, 0n);
    await fc.assert(
      fc.asyncProperty(
        scopes,
        fc.boolean(),
        thresholds,
        fc.boolean(),
        fc.integer({ min: 1, max: 1_200 }),
        fc.constantFrom(3, 20_000),
        async (kind, isTokens, levels, deniesUnpriced, share, callsAtOnce) => {
          const support = teamId('support');
          const scope = {
            organisation: { kind: 'organisation' },
            team: { kind: 'team', teamId: support },
            department: { kind: 'department', departmentId: await departmentOf(db, support) },
            user: { kind: 'user', of: { kind: 'organisation' } },
            'user of team': { kind: 'user', of: { kind: 'team', teamId: support } },
          }[kind] as Parameters<typeof replayPast>[1]['scope'];
          const unit = isTokens ? 'tokens' : 'currency';
          const isOfUser = scope.kind === 'user';
          const inScope = october.filter(({ teamId: team, userId }) => {
            if (isOfUser && userId === null) return false;
            if (kind === 'team' || kind === 'user of team') return team === support;
            return kind !== 'department' || team === support || team === teamId('claims');
          });
          const whole = isTokens ? tokens * 10n ** 12n : total;
          const limit = (whole * BigInt(share)) / (isOfUser ? 6_000n : 2_000n) + 1n;
          const rule = { limit, thresholds: levels, deniesUnpriced };
          const expected = replay(
            inScope.map((one) => ({
              ...one,
              subject: isOfUser ? (one.userId ?? 0n) : 0n,
              amount: isTokens ? one.tokens * 10n ** 12n : one.amount,
            })),
            rule,
          );
          const usage = { scope, unit, timeZone: 'Asia/Hong_Kong', keyNumbers: new Map() } as const;
          const found = await replayPast(db, usage, OCTOBER, rule, { callsAtOnce });
          expect(found.replayed).toEqual(expected);
          expect(found.calls).toBe(inScope.reduce((sum, { requests }) => sum + requests, 0n));
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  });
});

async function departmentOf(where: Db, team: bigint): Promise<bigint> {
  const [row] = await where.execute<{ id: string }>(
    sql`select department_id::text as id from teams where id = ${team}`,
  );
  return BigInt(row?.id ?? 0);
}

it('reads all of it', async () => {
  expect(october.length).toBeGreaterThan(200);
  expect(await db.$count(usageEvents)).toBe(900);
  expect(await db.$count(attributions)).toBe(10);
});
