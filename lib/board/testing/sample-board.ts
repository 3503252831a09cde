import type { Figure } from '../../attribution/dto';
import { usageQuerySchema } from '../../attribution/query';
import type { BridgeDto, PartDto } from '../../drivers/dto';
import type { WorkflowResult } from '../../outcomes/profit-and-loss';
import type { Board, BoardBudget, BoardDepartment } from '../board';
import { monthsEnding, TREND_MONTHS } from '../board-months';
import { METRIC_SHAPE, METRICS, type Metric, type MetricKey } from '../metric';

const MONTH = '2026-10';
const period = { from: '2026-10-01', to: '2026-11-01' };
const previousPeriod = { from: '2026-09-01', to: '2026-10-01' };

export const figure = (value: string | null): Figure => ({
  value,
  reason: value === null ? 'no_fx_rate' : null,
});

export const metric = (key: MetricKey, value: string | null, target: string | null = null): Metric => ({
  ...{ key, ...METRIC_SHAPE[key], value, gap: value === null ? 'no_outcomes' : null },
  outOf: key === 'workflow_profitability' ? 3 : null,
  target: target === null ? null : { value: target, since: '2026-01', setBy: 'Cfo' },
  met: value === null || target === null ? null : false,
  previous: { value: null, gap: 'no_outcomes' },
  trend: monthsEnding(MONTH, TREND_MONTHS).map((month) => ({ month, value, gap: null })),
  ...{ coverage: '0.900000', inputs: [], drill: '/workflows' },
});

export const department = (
  name: string | null,
  now: string,
  before: string,
  share: string,
): BoardDepartment => ({
  ...{ key: name?.toLowerCase() ?? null, name, share },
  ...{ effectiveCost: figure(now), previous: figure(before) },
});

export const workflow = (label: string, margin: string | null): WorkflowResult => ({
  ...{ workflow: label.toLowerCase().replaceAll(' ', '-'), label, teams: [] },
  outcome:
    margin === null ? null : { definitionId: '1', unit: 'resolved ticket', vouchedBy: 'Head of Service' },
  ...{ outcomes: '1200', effectiveCost: figure('480.000000000000'), unpricedTokens: '0' },
  ...{ outcomeValue: margin === null ? null : '14400.0000000000000000000000' },
  ...{ valuePerOutcome: '12.000000000000', reworkShare: '0.000000', costPerOutcome: '0.400000000000' },
  ...{ margin, breakEven: '40', profitable: margin === null ? null : !margin.startsWith('-') },
  gap: margin === null ? 'no_definition' : null,
});

export const budget = (name: string, used: string, state: BoardBudget['state']): BoardBudget => ({
  ...{ id: name, name, scope: 'team', unit: 'currency', currency: 'HKD', limit: '1000' },
  ...{ spent: '900', reserved: '0', used, state },
});

export const bridge = (before: string, after: string, change: string, parts: PartDto[]): BridgeDto => ({
  ...{ before: figure(before), after: figure(after), change: figure(change), parts },
  unpriced: { before: { requests: '0', tokens: '0' }, after: { requests: '7551', tokens: '44509224' } },
  requests: { before: '10', after: '12' },
});

const share = { requests: '100', effectiveCost: '100', requestShare: '0.990000', costShare: '0.936664' };
const resolved = {
  ...{ period, timeZone: 'Asia/Hong_Kong', currency: 'HKD' as const, limitedToTeams: null },
  query: usageQuerySchema.parse({ period, currency: 'HKD' }),
};
const intervals = {
  p80: { low: '593682.000000000000', high: '640448.000000000000' },
  p95: { low: '558242.000000000000', high: '675888.000000000000' },
};

/** A month that is over, small enough to work its sentences out by hand. */
export const sampleBoard = (over: Partial<Board> = {}): Board => ({
  ...{ month: MONTH, period, previousPeriod, state: 'over', closedAt: null, closedBy: null, currency: 'HKD' },
  ...{ timeZone: 'Asia/Hong_Kong', asOf: '2026-11-22T04:00:00.000Z' },
  organisation: { name: 'Test Group', isDemo: false },
  spend: {
    amount: figure('596322.9860866200000000000000'),
    previous: figure('540048.1264599330000000000000'),
    change: figure('56274.8596266870000000000000'),
    changeShare: '0.104203',
  },
  coverage: {
    tagged: share,
    tags: [],
    priced: {
      ...{ requests: '99', tokens: '990', requestShare: '0.999335', tokenShare: '0.990000' },
      ...{ unpricedRequests: '7551', unpricedTokens: '44509224' },
    },
  },
  fx: [{ ...period, rate: '7.8000000000', id: '1', source: 'test' }],
  metrics: METRICS.map((key) =>
    key === 'cost_per_outcome' ? metric(key, '7.940000000000', '6.500000000000') : metric(key, null),
  ),
  bridge: {
    ...{ ...resolved, previousPeriod, by: 'department', before: previousPeriod, after: period, members: [] },
    total: bridge('540048.12', '596322.98', '56274.86', [
      { part: 'volume', amount: '61274.86', share: '0.1' },
      { part: 'price', amount: '-5000', share: '-0.01' },
    ]),
  },
  departments: [
    department('Operations', '400000.00', '300000.00', '0.670800'),
    department('Technology', '194165.99', '238048.13', '0.325600'),
    department(null, '2156.99', '2000.00', '0.003600'),
  ],
  workflows: [
    workflow('Resolve a ticket', '13920.00'),
    workflow('Review a contract', '-14345.00'),
    workflow('Draft', null),
  ],
  budgets: [budget('Support', '1.088000', 'exceeded'), budget('Claims', '0.886000', 'will_exceed')],
  forecast: {
    ...{ ...resolved, previousPeriod: null, today: '2026-11-22', history: [], noForecast: null },
    forecast: {
      ...{
        model: 'seasonal_naive',
        days: [],
        learntFrom: period,
        knownDays: 31,
        gapDays: 0,
        trendBreak: null,
      },
      ends: ['month', 'year'].map((key) => ({
        ...{
          key,
          period,
          actual: '438775',
          unknownDays: 0,
          expected: '178289',
          total: '617065.30',
          intervals,
        },
      })),
      backtest: {
        ...{ mase: 0.4, wape: 0.1, bias: 0, origins: 19, horizon: 28, contenders: [] },
        coverage: { day: { p80: 0.8, p95: 0.95 }, sum: { p80: 0.8, p95: 0.95 } },
      },
    },
  },
  envelope: { amount: '740000', currency: 'HKD' },
  savings: [
    { id: '1', name: 'Cache the prompt', workflow: null, state: 'proposed', savingMonthly: '12500.00' },
  ],
  restatements: [],
  risks: [{ key: 'budget_exceeded', facts: { name: 'Support', share: '1.088000' }, path: '/budgets/1' }],
  decisions: [{ key: 'close_month', facts: { month: MONTH }, path: '/board/close' }],
  priceSources: [{ list: 'List', source: 'test', sourceUrl: null, effectiveCost: '596322.98' }],
  ...over,
});
