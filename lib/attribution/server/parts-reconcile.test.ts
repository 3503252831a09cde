import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { NOW } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import type { Actor } from '../../access/actor';
import type { Ctx } from '../../access/server/context';
import { systemCtx } from '../../access/server/context';
import type { EventPage, EventRow } from '../dto';
import { type Cell, type Dimension, type Filter, type Measure, usageQuerySchema } from '../query';
import { dimensionValues } from './dimension-values';
import { explainFigure } from './explain-figure';
import { listEvents } from './list-events';
import { splitUsage } from './split-usage';
import { summariseUsage } from './summarise-usage';
import { type KnownEvent, rateOn, seedRandomUsage } from './testing/random-usage';

type UsageQueryInput = z.input<typeof usageQuerySchema>;

const { db } = await testDatabase();
const { events, teamId } = await seedRandomUsage(db, 20261122, 900);
const everyone = systemCtx(db, 'test', NOW);

const lead = (...keys: string[]): Ctx => {
  const actor: Actor = { kind: 'user', id: 'x', name: 'Lead', role: 'team_lead', teamIds: keys.map(teamId) };
  return { actor, now: NOW, db };
};

const DIMENSIONS = [
  'team',
  'department',
  'feature',
  'environment',
  'workflow',
  'tag:project',
  'provider',
  'model',
  'tier',
  'service_tier',
  'task_class',
  'user',
] as const satisfies Dimension[];
const VALUES = [
  'support',
  'claims',
  'ops',
  'triage',
  'search',
  'production',
  'apollo',
  'openai',
  'openai/gpt-5',
];
const MEASURES: Measure[] = [
  'effective_cost',
  'list_cost',
  'requests',
  'input',
  'cache_read',
  'cache_write',
  'output',
  'reasoning',
  'tokens',
  'errors',
  'retries',
];

const filterArbitrary = fc.record({
  dimension: fc.constantFrom(...DIMENSIONS),
  values: fc.array(fc.constantFrom(null, ...VALUES, 'frontier', 'standard', 'simple_lookup', 'u1', 'u2'), {
    minLength: 1,
    maxLength: 6,
  }),
  exclude: fc.boolean(),
});
const periods = [
  { from: '2026-09-01', to: '2026-12-01' },
  { from: '2026-10-01', to: '2026-11-01' },
  { from: '2026-10-09', to: '2026-10-23' },
  { from: '2026-10-15', to: '2026-10-16' },
];
const queryArbitrary = fc
  .record({
    period: fc.constantFrom(...periods),
    dimensions: fc.subarray([...DIMENSIONS], { maxLength: 2 }),
    filters: fc.array(filterArbitrary, { maxLength: 2 }),
    grain: fc.constantFrom(null, 'hour' as const, 'day' as const, 'week' as const, 'month' as const),
    currency: fc.constantFrom('USD' as const, 'HKD' as const),
    limit: fc.constantFrom(1, 3, 500),
    teams: fc.constantFrom<string[] | null>(null, ['claims'], ['support', 'platform'], []),
  })
  .filter((asked) => usageQuerySchema.safeParse(asked).success);

const keeps = (filter: Filter, event: KnownEvent): boolean =>
  filter.values.includes(event.values[filter.dimension] ?? null) !== filter.exclude;

const measureOf: Record<string, (event: KnownEvent) => bigint> = {
  list_cost: (e) => e.listCost,
  requests: (e) => e.requests,
  input: (e) => e.tokens.input,
  cache_read: (e) => e.tokens.cacheRead,
  cache_write: (e) => e.tokens.write5m + e.tokens.write1h,
  output: (e) => e.tokens.output,
  reasoning: (e) => e.tokens.reasoning,
  tokens: (e) => Object.values(e.tokens).reduce((sum, one) => sum + one, 0n),
  errors: (e) => e.errors,
  retries: (e) => e.retries,
  effective_cost: (e) => e.effectiveCost,
};

/** The oracle: what the events say, in integers of the wire's last decimal. Null: unpriced. */
function expected(measure: Measure, some: KnownEvent[], currency: string): bigint | null {
  const isMoney = measure.endsWith('_cost');
  if (isMoney && some.length > 0 && some.every((event) => !event.priced)) return null;
  const value = measureOf[measure] ?? (() => 0n);
  const rate = (event: KnownEvent) => (isMoney && currency === 'HKD' ? rateOn(event.day) : 1n);
  return some.reduce((sum, event) => sum + value(event) * rate(event), 0n);
}

const units = (wire: string | null | undefined): bigint | null =>
  wire === null || wire === undefined ? null : BigInt(wire.replace('.', ''));

describe('the parts reconcile', () => {
  it('Σ events = Σ hours = Σ days = Σ split = summary, to the last digit, for any filter, dimensions and scope', async () => {
    await fc.assert(
      fc.asyncProperty(queryArbitrary, async ({ limit, teams, ...asked }) => {
        const ctx = teams ? lead(...teams) : everyone;
        const query = { ...asked, measures: MEASURES, compare: false };
        const inScope = events
          .filter((event) => event.day >= asked.period.from && event.day < asked.period.to)
          .filter((event) => !teams || teams.includes(event.values.team ?? ''))
          .filter((event) => asked.filters.every((filter) => keeps(filter, event)));
        const split = await splitUsage(ctx, { query, limit });
        const summary = await summariseUsage(ctx, { query });
        for (const measure of MEASURES) {
          const total = expected(measure, inScope, asked.currency);
          expect(units(summary.total.figures[measure]?.value)).toBe(total);
          expect(units(split.total.figures[measure]?.value)).toBe(total);
          const parts = split.rows.map((row) => units(row.figures[measure]?.value) ?? 0n);
          expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(total ?? 0n);
          for (const row of split.rows.filter((one) => one.kind === 'group')) {
            const beneath = inScope.filter((event) =>
              asked.dimensions.every((key, index) => (event.values[key] ?? null) === row.key[index]),
            );
            expect(units(row.figures[measure]?.value)).toBe(expected(measure, beneath, asked.currency));
            expect(row.events).toBe(String(beneath.length));
          }
          if (split.totalSeries) {
            const series = (split.totalSeries[measure] ?? []).map((value) => units(value) ?? 0n);
            expect(series.reduce((sum, part) => sum + part, 0n)).toBe(total ?? 0n);
          }
        }
        const shares = split.rows.map((row) => units(row.share) ?? 0n);
        if (split.rows.some((row) => row.share !== null))
          expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(1_000_000n);
      }),
      { numRuns: 60 },
    );
  });

  it('any cell can be listed to its last event and explains the very figure it shows', async () => {
    await fc.assert(
      fc.asyncProperty(queryArbitrary, fc.nat(), async ({ limit, teams, ...asked }, pick) => {
        const ctx = teams ? lead(...teams) : everyone;
        const query = { ...asked, measures: ['effective_cost' as const, 'tokens' as const] };
        const split = await splitUsage(ctx, { query, limit });
        const row = split.rows[pick % Math.max(1, split.rows.length)];
        if (!row) return;
        const bucket = split.buckets.length > 0 ? pick % split.buckets.length : null;
        const cell = { ...row.cell, bucket: bucket === null ? null : (split.buckets[bucket]?.start ?? null) };
        const shown = (measure: 'effective_cost' | 'tokens') =>
          bucket === null ? row.figures[measure]?.value : row.series?.[measure]?.[bucket];
        const cost = await explainFigure(ctx, { query, cell, measure: 'effective_cost' });
        expect(cost.figure.value).toBe(shown('effective_cost'));
        if (asked.currency === 'USD' && cost.figure.value) expect(cost.ledgerCost).toBe(cost.figure.value);
        if (asked.currency === 'HKD' && cost.figure.value) {
          const converted = cost.fxUses.reduce((sum, use) => sum + (units(use.converted) ?? 0n), 0n);
          expect(converted).toBe(units(cost.figure.value));
        }
        const listed = await everyEvent(ctx, query, cell);
        const tokens = listed.reduce(
          (sum, event) => Object.values(event.tokens).reduce((all, one) => all + BigInt(one), sum),
          0n,
        );
        expect(tokens.toString()).toBe(shown('tokens'));
        expect(new Set(listed.map((event) => event.id)).size).toBe(listed.length);
        const ledger = listed.reduce((sum, event) => sum + (units(event.effectiveCost) ?? 0n), 0n);
        expect(ledger).toBe(units(cost.ledgerCost));
        if (teams) expect(listed.every((event) => teams.includes(event.team.key))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('no filter and no cell widens what a team lead sees', async () => {
    const base = { period: periods[0] ?? { from: '', to: '' }, currency: 'USD' as const };
    const asks: Filter[] = [
      { dimension: 'team', values: ['support', 'platform'], exclude: false },
      { dimension: 'team', values: ['claims'], exclude: true },
    ];
    for (const filter of asks) {
      const query = { ...base, dimensions: ['team' as const], filters: [filter] };
      const split = await splitUsage(lead('claims'), { query });
      expect(split.rows).toEqual([]);
      expect(split.limitedToTeams).toEqual(['claims']);
      expect((await listEvents(lead('claims'), { query })).rows).toEqual([]);
    }
    const cell = { keys: [['support']], exclude: false, bucket: null, previous: false };
    const query = { ...base, dimensions: ['team' as const] };
    expect((await listEvents(lead('claims'), { query, cell })).totalEvents).toBe('0');
    expect((await explainFigure(lead('claims'), { query, cell, measure: 'requests' })).figure.value).toBe(
      '0',
    );
    const values = await dimensionValues(lead('claims'), { query, dimension: 'team' });
    expect(values.values.map((one) => one.value)).toEqual(['claims']);
  });
});

async function everyEvent(ctx: Ctx, query: UsageQueryInput, cell: Cell): Promise<EventRow[]> {
  const rows: EventRow[] = [];
  let cursor: string | null = null;
  do {
    const page: EventPage = await listEvents(ctx, { query, cell, cursor, limit: 37 });
    rows.push(...page.rows);
    expect(page.rows.length === 37 || page.nextCursor === null).toBe(true);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}
