import { DEFAULT_THRESHOLDS } from '@/lib/budgets/budget';
import type { BudgetNode, BudgetPosition, BudgetRow, BudgetTerms } from '@/lib/budgets/budget-dto';

/** Budgets for tests of what the console draws. */
export const budgetTerms = (part: Partial<BudgetTerms> = {}): BudgetTerms => ({
  id: '1',
  name: 'Support, monthly',
  scope: { kind: 'team', teamId: '7' },
  names: { department: null, team: 'Support', workflow: null, key: null },
  unit: 'currency',
  currency: 'HKD',
  limit: '50000.000000000000',
  planRate: '7.8000000000',
  period: 'month',
  thresholds: [...DEFAULT_THRESHOLDS],
  stopCondition: null,
  owner: null,
  whenUnavailable: 'open',
  whenUnpriced: 'deny',
  reviewOn: '2027-02-22',
  reviewDue: false,
  createdAt: '2026-10-01T00:00:00.000Z',
  archivedAt: null,
  ...part,
});

export const position = (part: Partial<BudgetPosition> = {}): BudgetPosition => ({
  period: { from: '2026-11-01', to: '2026-12-01' },
  limit: '50000.000000000000',
  spent: '30000.000000000000',
  reserved: '0.000000000000',
  remaining: '20000.000000000000',
  percent: '60.0',
  elapsedPercent: '70.0',
  forecast: '43000.000000000000',
  forecastPercent: '86.0',
  exhaustedOn: null,
  state: 'on_track',
  reached: null,
  unpricedTokens: '0',
  ...part,
});

export const budgetRow = (part: Partial<BudgetRow> = {}): BudgetRow => ({
  ...budgetTerms(part),
  position: position(part.position),
  users: null,
  raise: null,
  pendingRequests: 0,
  openReview: false,
  allocation: null,
  envelope: { above: null, maxLimit: null, left: null },
  can: { edit: false, envelope: false, archive: false, request: false, decide: false },
  ...part,
});

export const node = (key: string, budgets: BudgetRow[], children: BudgetNode[] = []): BudgetNode => ({
  key,
  kind: 'team',
  name: key,
  scope: { kind: 'team', teamId: '7' },
  killSwitch: null,
  budgets,
  children,
});
