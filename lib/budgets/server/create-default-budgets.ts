import { isNull } from 'drizzle-orm';
import { budgets } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import type { Threshold } from '../budget';
import { DEFAULT_THRESHOLDS } from '../budget';
import { defaultBudgetsInput } from '../budget-input';
import { scopeKey } from '../scope-key';
import { budgetOfRow } from './budget-config';
import { evaluateBudget } from './evaluate-budgets';
import { assertScope, insertBudget, type NewBudget } from './insert-budget';
import { changeMapping } from './mapping-lock';
import { loadPlaces } from './places';
import { recountBudgets } from './recount-budgets';

/** The organisation's ceiling is hard: beyond it the executives decide. */
const CEILING: Threshold[] = [
  { percent: 50, action: { kind: 'notify' } },
  { percent: 80, action: { kind: 'warn' } },
  { percent: 100, action: { kind: 'executive_review' } },
];

/**
 * The three levels every organisation starts with, per month: a cap for every user, a total for each team, and a
 * hard ceiling of the organisation that calls an executive review. What has such a budget already keeps it.
 */
export const createDefaultBudgets = verb({
  name: 'createDefaultBudgets',
  permission: 'budgets.envelope',
  input: defaultBudgetsInput,
  team: () => null,
  run: async ({ tx, ctx, input, audit }) => {
    await changeMapping(tx, ctx.now);
    const rows = await tx.select().from(budgets).where(isNull(budgets.archivedAt));
    const held = new Set(
      rows
        .map(budgetOfRow)
        .filter(({ unit, period }) => unit === 'currency' && period === 'month')
        .map(({ scope }) => scopeKey(scope)),
    );
    const places = await loadPlaces(tx);
    const drafts = draftsOf(input, (teamId) => places.teams.get(teamId)?.name ?? '');
    const created: bigint[] = [];
    const skipped: string[] = [];
    for (const draft of drafts) {
      if (held.has(scopeKey(draft.scope))) {
        skipped.push(draft.name);
        continue;
      }
      await assertScope(tx, draft.scope, 'perTeam');
      created.push((await insertBudget(tx, ctx, draft, audit)).id);
    }
    if (created.length === 0)
      throw refusal('conflict', 'perTeam', 'budget_exists', 'All of these have a monthly budget already.');
    await recountBudgets(tx, ctx.now, created);
    for (const id of created) await evaluateBudget(tx, id, ctx.now, 'limit_changed');
    return { budgetIds: created.map(String), skipped };
  },
});

type Input = ReturnType<typeof defaultBudgetsInput.parse>;

/** From the widest down. */
function draftsOf(input: Input, teamName: (teamId: bigint) => string): NewBudget[] {
  const { organisation, perTeam, perUser, names, currency } = input;
  const monthly = {
    unit: 'currency',
    currency,
    period: 'month',
    stopCondition: null,
    ownerId: null,
  } as const;
  const cautious = { whenUnavailable: 'open', whenUnpriced: 'deny' } as const;
  const draft = (name: string, scope: NewBudget['scope'], limit: NewBudget['limit']): NewBudget => ({
    ...{ ...monthly, ...cautious, thresholds: [...DEFAULT_THRESHOLDS] },
    ...{ name, scope, limit, reviewOn: undefined },
  });
  const drafts: NewBudget[] = [];
  if (organisation !== undefined)
    drafts.push({
      ...draft(names.organisation, { kind: 'organisation' }, organisation),
      thresholds: CEILING,
    });
  for (const { teamId, limit } of perTeam)
    drafts.push(draft(teamName(teamId), { kind: 'team', teamId }, limit));
  if (perUser !== undefined)
    drafts.push(draft(names.perUser, { kind: 'user', of: { kind: 'organisation' } }, perUser));
  return drafts;
}
