import { DEFAULT_THRESHOLDS, type Threshold } from '../../lib/budgets/budget';
import type { LastMonth } from './month-so-far';
import { DEPARTMENTS, TEAMS } from './organisation';

/** Who a demo budget holds, by the keys of the demo. */
export type DemoScope =
  | { kind: 'organisation' }
  | { kind: 'department'; department: string }
  | { kind: 'team'; team: string }
  | { kind: 'workflow'; team: string; workflow: string }
  | { kind: 'user'; department: string };

export interface DemoBudget {
  name: string;
  scope: DemoScope;
  unit: 'currency' | 'tokens';
  /** Hong Kong dollars or tokens a month. */
  limit: string;
  thresholds: readonly Threshold[];
  /** The role of the demo account that answers for it. */
  owner: 'cfo' | 'team_lead' | null;
  stopCondition?: string;
  whenUnavailable?: 'closed';
}

/** The workflow whose budget is used up: from then on the gate refuses it. */
export const EXCEEDED = { team: 'customs', workflow: 'classify-hs-code' };
/** Past 80 % and heading beyond its limit; its lead asks for a raise. */
export const PRESSED_TEAM = 'customer-service';
/** Heading a little beyond its limit. */
export const FAST_TEAM = 'freight';
/** Beyond its own limit, and held by a raise. */
export const RAISED_TEAM = 'last-mile';
/** Where every user has a cap. */
const CAPPED_DEPARTMENT = 'technology';
/** Where tokens are counted, not money. */
const TOKEN_TEAM = 'data';

const notify = (percent: number): Threshold => ({ percent, action: { kind: 'notify' } });
const warn = (percent: number): Threshold => ({ percent, action: { kind: 'warn' } });
const block = (percent: number): Threshold => ({ percent, action: { kind: 'block' } });

/** The next multiple of `step`. */
const upTo = (step: number, hkd: number): number => Math.ceil(hkd / step) * step;

/**
 * The budgets of Harbour Logistics for the present month, sized by what the month before came to, so that most hold.
 * Those with a story are sized by the share of the month's work that is behind, so that it shows on any day.
 */
export function planBudgets(last: LastMonth, elapsed: number): DemoBudget[] {
  const team = (key: string) => last.teams.get(key)?.hkd ?? 0;
  const workflow = (key: string) => last.workflows.get(key) ?? 0;
  const teamLimits = new Map(TEAMS.map(({ key }) => [key, teamLimit(key, team(key), elapsed)]));
  const teams = TEAMS.map(
    ({ key, name }): DemoBudget => ({
      name,
      scope: { kind: 'team', team: key },
      unit: 'currency',
      limit: String(teamLimits.get(key)),
      thresholds: DEFAULT_THRESHOLDS,
      owner: key === PRESSED_TEAM || key === RAISED_TEAM ? 'team_lead' : null,
    }),
  );
  const envelopes = DEPARTMENTS.map(({ key, name }) => {
    const own = TEAMS.filter(({ department }) => department === key);
    const needed = own.reduce(
      (sum, one) => sum + Math.max(teamLimits.get(one.key) ?? 0, team(one.key) * 1.12),
      0,
    );
    return { key, name, limit: upTo(5_000, needed * 1.04) };
  });
  const departments = envelopes.map(
    ({ key, name, limit }): DemoBudget => ({
      name,
      scope: { kind: 'department', department: key },
      unit: 'currency',
      limit: String(limit),
      thresholds: [notify(80), warn(100)],
      owner: 'cfo',
    }),
  );
  const ceiling: DemoBudget = {
    name: 'Harbour Logistics Group',
    scope: { kind: 'organisation' },
    unit: 'currency',
    limit: String(
      upTo(
        10_000,
        envelopes.reduce((sum, { limit }) => sum + limit, 0),
      ),
    ),
    thresholds: [notify(50), notify(80), warn(95), { percent: 100, action: { kind: 'executive_review' } }],
    owner: 'cfo',
  };
  const { team: exceededTeam, workflow: exceeded } = EXCEEDED;
  const workflows: DemoBudget[] = [
    {
      name: 'HS-code classifier',
      scope: { kind: 'workflow', team: exceededTeam, workflow: exceeded },
      unit: 'currency',
      limit: String(upTo(500, (workflow(`${exceededTeam}/${exceeded}`) * elapsed) / 1.03)),
      thresholds: DEFAULT_THRESHOLDS,
      owner: null,
      stopCondition: 'Stop when the prompt is longer than 4,000 tokens again: it is trimmed first.',
      whenUnavailable: 'closed',
    },
    {
      name: 'Regression suite',
      scope: { kind: 'workflow', team: 'engineering', workflow: 'run-regression-suite' },
      unit: 'currency',
      limit: String(upTo(1_000, workflow('engineering/run-regression-suite') * 1.15)),
      thresholds: [
        notify(50),
        { percent: 80, action: { kind: 'downgrade', tier: 'cost_optimised' } },
        block(100),
      ],
      owner: null,
    },
    {
      name: 'Ticket resolution',
      scope: { kind: 'workflow', team: 'customer-service', workflow: 'resolve-ticket' },
      unit: 'currency',
      // Within what the team's own budget leaves beside the tracking assistant.
      limit: String(upTo(500, (teamLimits.get('customer-service') ?? 0) * 0.55)),
      thresholds: [notify(50), warn(80), block(110)],
      owner: 'team_lead',
    },
    {
      name: 'Delivery agent',
      scope: { kind: 'workflow', team: 'last-mile', workflow: 'reschedule-delivery' },
      unit: 'currency',
      limit: String(upTo(500, (teamLimits.get('last-mile') ?? 0) * 0.7)),
      thresholds: [
        notify(50),
        { percent: 90, action: { kind: 'throttle', requestsPerMinute: 60 } },
        block(100),
      ],
      owner: 'team_lead',
      stopCondition: 'Stop a task after five failed attempts.',
    },
  ];
  const cap: DemoBudget = {
    name: 'Every engineer',
    scope: { kind: 'user', department: CAPPED_DEPARTMENT },
    unit: 'currency',
    limit: String(upTo(100, ((last.busyUsers.get(CAPPED_DEPARTMENT) ?? 0) * elapsed) / 0.8)),
    thresholds: [warn(80), { percent: 100, action: { kind: 'throttle', requestsPerMinute: 10 } }],
    owner: null,
  };
  const tokens: DemoBudget = {
    name: 'Ask-the-data tokens',
    scope: { kind: 'team', team: TOKEN_TEAM },
    unit: 'tokens',
    limit: (
      (((last.teams.get(TOKEN_TEAM)?.tokens ?? 0n) * 13n) / 10n / 1_000_000n + 1n) *
      1_000_000n
    ).toString(),
    thresholds: [notify(50), { percent: 90, action: { kind: 'downgrade', tier: 'balanced' } }, block(100)],
    owner: null,
  };
  return [ceiling, ...departments, ...teams, ...workflows, cap, tokens];
}

function teamLimit(key: string, lastMonth: number, elapsed: number): number {
  if (key === PRESSED_TEAM) return upTo(500, (lastMonth * elapsed) / 0.86);
  if (key === RAISED_TEAM) return upTo(500, (lastMonth * elapsed) / 1.06);
  if (key === FAST_TEAM) return upTo(500, lastMonth * 0.96);
  return upTo(1_000, lastMonth * 1.18);
}
