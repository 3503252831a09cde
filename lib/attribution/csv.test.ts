import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { BOM, eventsCsv, eventsCsvHeading, splitCsv } from './csv';
import type { EventRow, SplitRow, UsageSplit } from './dto';
import { usageQuerySchema, WHOLE } from './query';

const period = { from: '2026-11-01', to: '2026-12-01' };
const row = (change: Partial<SplitRow>): SplitRow => ({
  kind: 'group',
  key: ['support'],
  labels: [{ dimension: 'team', value: 'support', label: 'Customer Service', pending: false }],
  restOf: 0,
  figures: {
    effective_cost: { value: '1.5000000000000000000000', reason: null },
    requests: { value: '2', reason: null },
  },
  unpriced: { requests: '1', tokens: '40' },
  events: '2',
  previous: null,
  change: null,
  share: null,
  series: null,
  cell: WHOLE,
  ...change,
});

const split = (rows: SplitRow[]): UsageSplit => ({
  query: usageQuerySchema.parse({
    period,
    dimensions: ['team'],
    measures: ['effective_cost', 'requests'],
    currency: 'HKD',
  }),
  period,
  previousPeriod: null,
  timeZone: 'Asia/Hong_Kong',
  currency: 'HKD',
  limitedToTeams: null,
  rows,
  total: { figures: {}, unpriced: { requests: '0', tokens: '0' }, events: '0' },
  previous: null,
  change: null,
  totalSeries: null,
  buckets: [],
  groups: rows.length,
});

it('writes exact figures under columns that say their currency, and why one is missing', () => {
  const missing = row({ figures: { effective_cost: { value: null, reason: 'no_fx_rate' } } });
  const text = [
    ...splitCsv(split([row({}), missing, row({ kind: 'rest', key: [], labels: [], restOf: 3 })])),
  ].join('');
  expect(parse(text)).toEqual([
    'period_start,period_end,row,team,team_name,effective_cost_hkd,effective_cost_hkd_reason,requests,events,unpriced_requests,unpriced_tokens'.split(
      ',',
    ),
    [
      '2026-11-01',
      '2026-12-01',
      'group',
      'support',
      'Customer Service',
      '1.5000000000000000000000',
      '',
      '2',
      '2',
      '1',
      '40',
    ],
    [
      '2026-11-01',
      '2026-12-01',
      'group',
      'support',
      'Customer Service',
      '',
      'no_fx_rate',
      '',
      '2',
      '1',
      '40',
    ],
    [
      '2026-11-01',
      '2026-12-01',
      'everything else (3)',
      '',
      '',
      '1.5000000000000000000000',
      '',
      '2',
      '2',
      '1',
      '40',
    ],
  ]);
});

it('never lets a tag be a formula, and keeps quotes, commas and line breaks', () => {
  const nasty = ['=HYPERLINK("http://x")', '+1', '-1', '@a', '\tx', 'a,"b"\nc', '總務'];
  const rows = nasty.map((value) =>
    row({ labels: [{ dimension: 'team', value, label: null, pending: false }] }),
  );
  const parsed: string[][] = parse([...splitCsv(split(rows))].join(''));
  expect(parsed.slice(1).map((fields) => fields[3])).toEqual([
    `'=HYPERLINK("http://x")`,
    `'+1`,
    `'-1`,
    `'@a`,
    `'\tx`,
    'a,"b"\nc',
    '總務',
  ]);
});

it('writes one line per event with its classes, cost and price version', () => {
  const event: EventRow = {
    id: '=1+1',
    source: 'gateway',
    occurredAt: '2026-11-02T00:00:00.000001Z',
    receivedAt: '2026-11-02T00:00:01.000000Z',
    seq: '9',
    reportedTeam: 'support',
    team: { key: 'claims', name: 'Claims' },
    provider: 'openai',
    model: 'gpt-5',
    requestedModel: 'gpt-5-nano',
    serviceTier: 'standard',
    taskClass: null,
    status: 'ok',
    attempt: 1,
    requests: '1',
    tokens: {
      input: '1',
      cache_read: '2',
      cache_write_5m: '3',
      cache_write_1h: '4',
      output: '5',
      reasoning: '6',
    },
    listCost: '0.000000000002',
    effectiveCost: '0.000000000001',
    unpricedReason: null,
    priceVersion: { id: '7', list: 'List' },
    repriced: false,
    user: null,
    traceId: null,
    taskId: null,
    tags: { region: 'hk' },
    reportedTags: {},
  };
  const [parsed] = parse(eventsCsvHeading() + eventsCsv([event]), { columns: true }) as Record<
    string,
    string
  >[];
  expect(parsed).toMatchObject({
    id: `'=1+1`,
    team: 'claims',
    reported_team: 'support',
    region: 'hk',
    model: 'gpt-5',
    requested_model: 'gpt-5-nano',
    cache_write_1h: '4',
    effective_cost_usd: '0.000000000001',
    price_version: '7',
  });
  expect(BOM.charCodeAt(0)).toBe(0xfeff);
});
