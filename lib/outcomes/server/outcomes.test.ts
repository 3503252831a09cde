import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { closedMonths, fxRates } from '@/db/schema';
import { NOW, seedOrganisation, seedUser } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import type { Actor } from '../../access/actor';
import { changeTimeZone } from '../../access/server/change-time-zone';
import { type Ctx, systemCtx } from '../../access/server/context';
import { meter, seedBook } from '../../calculator/server/testing/metered';
import { guessOutcomeColumns, outcomeMappingOf } from '../import/column-form';
import { archiveOutcome } from './archive-outcome';
import { correctOutcomes } from './correct-outcomes';
import { defineOutcome } from './define-outcome';
import { enterOutcomes } from './enter-outcomes';
import { importOutcomes } from './import-outcomes';
import { listOutcomeDefinitions } from './list-outcome-definitions';
import { listOutcomes } from './list-outcomes';
import { createOutcomeRecorder } from './outcome-recorder';
import { previewOutcomeImport } from './preview-outcome-import';
import { countOutcomeDifferences } from './rebuild-outcome-days';
import { setOutcomeValue } from './set-outcome-value';
import { workflowResult } from './workflow-result';
import { workflowResults } from './workflow-results';

const { db } = await testDatabase();
const { teamId } = await seedOrganisation(db);
const everyone = systemCtx(db, 'test', NOW);
const OCTOBER = { from: '2026-10-01', to: '2026-11-01' };
const NOVEMBER = { from: '2026-11-01', to: '2026-12-01' };
const z = (places: number) => '0'.repeat(places);
let lead: Ctx;
let definitionId: string;

const code = async (refused: Promise<unknown>): Promise<string> => {
  const error = await refused.then(
    () => null,
    (thrown: { code: string; issues: { code: string }[] }) => thrown,
  );
  return error ? `${error.code} ${error.issues[0]?.code ?? ''}`.trim() : 'ok';
};
const definition = (workflow: string) => ({
  ...{ workflow, outcome: 'ticket_resolved', unit: 'resolved ticket' },
  ...{ description: 'Closed and not opened again', vouchedBy: 'Head of Service' },
});
const worth = (amount: string, validFrom: string, more: object = {}) => ({
  ...{ definitionId, amount, currency: 'HKD' as const, reworkShare: '0', validFrom, basis: 'A test' },
  ...more,
});
const one = async (
  workflow: string,
  period = OCTOBER,
  currency: 'HKD' | 'USD' | 'EUR' = 'HKD',
  ctx = everyone,
) => (await workflowResults(ctx, { period, currency })).rows.find((row) => row.workflow === workflow);

beforeAll(async () => {
  await seedBook(db);
  await db.insert(fxRates).values({
    ...{ quote: 'HKD', validFrom: '2026-01-01', validTo: null, rate: '7.8', source: 'test', recordedAt: NOW },
  });
  // US$0.2 for support: 100,000 input at 1 and 20,000 output at 5 per million. Ten times that for claims.
  const call = { requests: 100, tokens: { input: 100_000, output: 20_000 } };
  const time = '2026-10-10T04:00:00Z';
  await meter(db, [
    { ...call, time, model: 'small', tags: { team: 'support', workflow: 'tickets' } },
    { ...call, time, model: 'large', tags: { team: 'claims', workflow: 'claims' } },
    { ...call, time, model: 'none', tags: { team: 'claims', workflow: 'unpriced' } },
  ]);
  const actor: Actor = {
    ...{ kind: 'user', id: await seedUser(db, 'team_lead', [teamId('support')]), name: 'Lead' },
    ...{ role: 'team_lead', teamIds: [teamId('support')] },
  };
  lead = { ...everyone, actor };
});

describe('from definition to profit', () => {
  it('has no result without a definition, and none without outcomes or a value', async () => {
    expect(await one('tickets')).toMatchObject({ gap: 'no_definition', margin: null });
    ({ definitionId } = await defineOutcome(lead, definition('tickets')));
    expect(await one('tickets')).toMatchObject({ gap: 'no_outcomes' });
    await createOutcomeRecorder({ db, now: () => NOW }).record(
      { keyId: 'k', teamId: teamId('support') },
      {
        outcomes: [
          {
            id: 'a',
            time: '2026-10-05T04:00:00Z',
            workflow: 'tickets',
            outcome: 'ticket_resolved',
            count: 6,
          },
          {
            id: 'b',
            time: '2026-10-20T04:00:00Z',
            workflow: 'tickets',
            outcome: 'ticket_resolved',
            count: 4,
          },
          {
            id: 'c',
            time: '2026-10-20T04:00:00Z',
            workflow: 'tickets',
            outcome: 'reply_generated',
            count: 90,
          },
        ],
      },
    );
    // US$0.2 × 7.8 = HK$1.56 for ten.
    expect(await one('tickets')).toMatchObject({ gap: 'no_value', costPerOutcome: `0.156${z(9)}` });
  });
  it('values each day by what held then, less rework', async () => {
    await setOutcomeValue(lead, worth('1', '2026-10-01'));
    await setOutcomeValue(lead, worth('2', '2026-10-15', { reworkShare: '0.25' }));
    // 6 × 1 + 4 × 2 × 0.75 = 12; rework 4 × 0.25 of ten; break-even 1.56 ÷ 1.2 = 1.3.
    expect(await one('tickets')).toMatchObject({
      ...{ outcomes: '10', outcomeValue: `12.${z(22)}`, reworkShare: '0.100000' },
      ...{ margin: `10.44${z(20)}`, breakEven: '2', profitable: true, gap: null },
    });
    // In US dollars: 12 ÷ 7.8, rounded where each value is exchanged: 6 ÷ 7.8 twice.
    expect(await one('tickets', OCTOBER, 'USD')).toMatchObject({ outcomeValue: '1.5384615384615384615384' });
    expect(await one('tickets', OCTOBER, 'EUR')).toMatchObject({ gap: 'no_fx_rate' });
  });
  it('overwrites nothing: the value recorded last counts, the others stay', async () => {
    await setOutcomeValue(lead, worth('1.50', '2026-10-01', { validTo: '2026-10-15' }));
    expect(await one('tickets')).toMatchObject({ outcomeValue: `15.${z(22)}` });
    const [found] = await listOutcomeDefinitions(lead, {});
    expect(found?.values.map(({ amount, current }) => [amount.slice(0, 4), current])).toEqual([
      ...[
        ['1.50', false],
        ['2.00', true],
        ['1.00', false],
      ],
    ]);
  });
  it('says the same by month, and what the definition does not count', async () => {
    const detail = await workflowResult(lead, { workflow: 'tickets', period: OCTOBER, currency: 'HKD' });
    expect(detail?.trend).toHaveLength(13);
    expect(detail?.trend.at(-1)).toEqual({ ...detail?.result, month: '2026-10' });
    expect(detail?.uncounted).toEqual([{ outcome: 'reply_generated', count: '90' }]);
    expect([detail?.canEdit, detail?.previous.gap]).toEqual([true, 'no_outcomes']);
  });
  it('lets one definition hold at a time, and brings an archived one back with its values', async () => {
    expect(await code(defineOutcome(lead, { ...definition('tickets'), outcome: 'other' }))).toBe(
      'conflict already_defined',
    );
    await archiveOutcome(lead, { definitionId, reason: 'to see' });
    expect(await one('tickets')).toMatchObject({ gap: 'no_definition' });
    expect(await defineOutcome(lead, definition('tickets'))).toEqual({ definitionId });
    expect(await one('tickets')).toMatchObject({ outcomeValue: `15.${z(22)}` });
  });
});

describe('who may', () => {
  it('keeps a lead to workflows of the own teams, and shows no other', async () => {
    expect(await code(defineOutcome(lead, definition('claims')))).toBe('forbidden');
    expect(await code(defineOutcome(lead, definition('unheard-of')))).toBe('forbidden');
    expect(
      (await workflowResults(lead, { period: OCTOBER, currency: 'USD' })).rows.map(
        ({ workflow }) => workflow,
      ),
    ).toEqual(['tickets']);
    expect(await workflowResult(lead, { workflow: 'claims', period: OCTOBER, currency: 'USD' })).toBeNull();
    const entry = { teamId: teamId('support').toString(), day: '2026-11-02', count: 1, reason: 'to see' };
    await defineOutcome(everyone, definition('claims'));
    expect(await code(enterOutcomes(lead, { ...entry, workflow: 'claims' }))).toBe('forbidden other_team');
  });
  it('says that a cost is not known, never that it is none', async () => {
    await defineOutcome(everyone, definition('unpriced'));
    const entry = { teamId: teamId('claims').toString(), day: '2026-10-20', count: 1, reason: 'to see' };
    await enterOutcomes(everyone, { ...entry, workflow: 'unpriced' });
    expect(await one('unpriced')).toMatchObject({
      gap: 'unpriced',
      costPerOutcome: null,
      unpricedTokens: '120000',
    });
  });
});

describe('by hand', () => {
  const entryId = '0b0f6f0e-5b0a-4c58-9f0e-0a2f4b7c1d11';
  const entry = () => ({
    ...{ workflow: 'tickets', teamId: teamId('support').toString(), day: '2026-11-02', count: 5 },
    ...{ reason: 'Counted on paper', entryId },
  });
  const rows = async () => (await listOutcomes(lead, { workflow: 'tickets', period: NOVEMBER })).rows;

  it('counts an entry once, with its reason, and none of a day to come', async () => {
    expect(await enterOutcomes(lead, entry())).toEqual({ accepted: true });
    expect(await enterOutcomes(lead, entry())).toEqual({ accepted: false });
    expect(await code(enterOutcomes(lead, { ...entry(), day: '2026-11-23' }))).toBe('invalid day_in_future');
    expect(await rows()).toMatchObject([
      ...[{ count: '5', entry: 'manual', recordedBy: 'Lead', reason: 'Counted on paper' }],
    ]);
  });
  it('corrects with a row of its own, again and back, and refuses the second of two at once', async () => {
    const [row] = await rows();
    const correct = (count: number) =>
      correctOutcomes(lead, { seq: row?.seq ?? '', count, reason: 'a recount' });
    expect(await correct(3)).toEqual({ difference: '-2' });
    expect(await correct(8)).toEqual({ difference: '5' });
    expect(await code(correct(8))).toBe('conflict same_count');
    const both = await Promise.all([code(correct(0)), code(correct(1))]);
    expect(both.filter((answer) => answer === 'ok').length).toBeGreaterThanOrEqual(1);
    await correct(7).catch(() => {});
    expect(await one('tickets', NOVEMBER)).toMatchObject({ outcomes: '7' });
    expect((await rows()).at(-1)).toMatchObject({ count: '5', entry: 'manual' });
    const [last] = await rows();
    expect(await code(correctOutcomes(lead, { seq: last?.seq ?? '', count: 1, reason: 'a recount' }))).toBe(
      'invalid is_correction',
    );
  });
  it('imports a file whole, names its bad rows, and counts it once', async () => {
    const text = [
      'id,time,workflow,outcome,count,amount,currency',
      '1,2026-11-03 10:00,tickets,ticket_resolved,2,,',
      '2,2026-11-03 11:00,tickets,ticket_resolved,1,9.50,hkd',
      '3,2026-11-03 11:00,tickets,ticket_resolved,none,,',
      '4,2026-11-03 11:00,claims,ticket_resolved,1,,',
      '5,2026-11-03 11:00,tickets,ticket_resolved,0,,',
      '6,yesterday,tickets,ticket_resolved,1,,',
    ].join('\n');
    const file = { text, fileName: 'november.csv', teamId: teamId('support').toString() };
    const first = await importOutcomes(lead, file);
    expect(first).toMatchObject({ rows: 6, accepted: 2, duplicates: 0, skipped: 1, rejected: 3 });
    expect(first.rejectedRows.map(({ number, code }) => [number, code])).toEqual([
      ...[
        [3, 'bad_count'],
        [6, 'bad_time'],
        [4, 'other_team'],
      ],
    ]);
    expect(await importOutcomes(lead, file)).toMatchObject({ accepted: 0, duplicates: 2 });
    // 7 and 2 at 2 × 0.75, one at its own 9.50 × 0.75.
    expect(await one('tickets', NOVEMBER)).toMatchObject({ outcomes: '10', outcomeValue: `20.625${z(19)}` });
  });
  it('shows what a file with columns of its own would do, then does that, and hands back what it refused', async () => {
    const text = [
      'case_no,resolved_at,team,solved',
      'a,2026-11-04 10:00,support,3',
      'b,2026-11-04 11:00,support,many',
      'c,2026-11-04 12:00,support,0',
    ].join('\n');
    const bare = { text, fileName: 'desk.csv', teamId: teamId('support').toString() };
    const unmapped = await previewOutcomeImport(lead, { ...bare, mapping: {} });
    expect(unmapped).toMatchObject({ columns: ['case_no', 'resolved_at', 'team', 'solved'], dryRun: null });
    expect(unmapped.issues.length).toBeGreaterThan(0);
    const guessed = guessOutcomeColumns(unmapped.columns, 'Asia/Hong_Kong');
    expect(guessed.columns).toMatchObject({ id: 'case_no', time: 'resolved_at', team: 'team', workflow: '' });
    const form = {
      ...guessed,
      columns: { ...guessed.columns, count: 'solved' },
      fixed: { workflow: 'tickets', outcome: 'ticket_resolved', currency: '' },
    };
    const file = { ...bare, mapping: outcomeMappingOf(form) };
    const before = await rows();
    const { rows: shown, dryRun } = await previewOutcomeImport(lead, file);
    expect(shown.map(({ number, outcome, problem }) => [number, outcome?.count, problem?.code])).toEqual([
      [1, 3, undefined],
      [2, undefined, 'bad_count'],
      [3, undefined, undefined],
    ]);
    expect(shown[0]?.outcome?.time).toBe('2026-11-04T02:00:00.000Z');
    expect(dryRun).toMatchObject({ rows: 3, accepted: 1, duplicates: 0, skipped: 1, rejected: 1 });
    expect(await rows()).toEqual(before);
    const { rejectedRows, ...summary } = await importOutcomes(lead, file);
    expect(summary).toEqual(dryRun);
    expect(rejectedRows[0]).toMatchObject({
      ...{ number: 2, code: 'bad_count', field: 'count' },
      cells: { case_no: 'b', resolved_at: '2026-11-04 11:00', team: 'support', solved: 'many' },
    });
    expect((await previewOutcomeImport(lead, file)).dryRun).toMatchObject({ accepted: 0, duplicates: 1 });
  });
});

describe('time', () => {
  it('moves the days of outcomes with the zone of the organisation', async () => {
    const sums = () =>
      db.execute(sql`select day::text, sum(count)::text from outcomes_daily group by 1 order by 1`);
    const before = [...(await sums())];
    await changeTimeZone(everyone, { timeZone: 'America/New_York', reason: 'to see' });
    expect([...(await sums())]).not.toEqual(before);
    expect(await countOutcomeDifferences(db)).toBe('0');
    await changeTimeZone(everyone, { timeZone: 'Asia/Hong_Kong', reason: 'and back' });
    expect([...(await sums())]).toEqual(before);
    await db.execute(sql`update outcomes_daily set count = count + 1 where day = '2026-10-05'`);
    expect(await countOutcomeDifferences(db)).toBe('1');
    await db.execute(sql`update outcomes_daily set count = count - 1 where day = '2026-10-05'`);
  });
  it('leaves the values of a closed month', async () => {
    await db.insert(closedMonths).values({ month: '2026-10-01', closedAt: NOW, closedBy: 'test' });
    expect(await code(setOutcomeValue(lead, worth('99', '2026-10-31')))).toBe('conflict month_closed');
    expect(await code(setOutcomeValue(lead, worth('99', '2026-09-01', { validTo: '2026-10-01' })))).toBe(
      'ok',
    );
    expect(await code(setOutcomeValue(lead, worth('3', '2026-11-01')))).toBe('ok');
    expect(await one('tickets')).toMatchObject({ outcomeValue: `15.${z(22)}` });
  });
});
