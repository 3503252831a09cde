import { z } from 'zod';
import type { TeamScope } from '../../access/actor';
import { getOrganisation } from '../../access/server/get-organisation';
import { question } from '../../access/server/verb';
import type { BudgetRow, BudgetTree } from '../budget-dto';
import { BUDGET_STATES, type BudgetState } from '../pace';
import { buildTree } from '../tree';
import { budgetRows } from './budget-row';
import { killSwitchDto } from './kill-switch-dto';
import { stoppedScope } from './kill-switch-rows';
import { may } from './may';
import { teamOfScope } from './places';
import { budgetOf, loadReading, type Reading } from './reading';

/** Whether a reader of these teams sees what belongs to a team (null: to the organisation). */
export const sees = (scope: TeamScope, teamId: bigint | null): boolean =>
  scope === 'all' || (teamId !== null && scope.includes(teamId));

/**
 * Every budget in force where it holds, with what was spent, what is left, and how it goes. A reader of own teams gets
 * those teams with what is theirs, and of what is above only the room left in it.
 */
export const budgetTree = question({
  name: 'budgetTree',
  permission: 'budgets.read',
  input: z.object({}),
  run: async ({ db, ctx, scope }): Promise<BudgetTree> => {
    const reading = await loadReading(db, ctx.now);
    const { places } = reading;
    const visible = reading.rows.filter((row) =>
      sees(scope, teamOfScope(budgetOf(reading, row).scope, places)),
    );
    const rows = await budgetRows(db, reading, ctx.actor, visible);
    const switches = reading.switches
      .filter((row) => sees(scope, teamOfScope(stoppedScope(row), places)))
      .map((row) => killSwitchDto(row, places, ctx.actor, ctx.now));
    const organisation = (await getOrganisation(db))?.name ?? '';
    const roots = buildTree({ organisation, ...shownPlaces(reading, scope, rows) }, rows, switches, {
      teamsOnly: scope !== 'all',
      teamOfKey: (keyId) => places.teamOfKey(keyId)?.toString() ?? null,
    });
    return {
      asOf: ctx.now.toISOString(),
      today: reading.today,
      timeZone: reading.timeZone,
      roots,
      counts: countsOf(rows),
      canCreate: canCreate(ctx.actor, scope),
    };
  },
});

/** Departments and teams in use, and those of the past that still have a budget. */
function shownPlaces({ places }: Reading, scope: TeamScope, rows: readonly BudgetRow[]) {
  const held = new Set(
    rows.flatMap(({ scope: of }) => {
      const place = of.kind === 'user' ? of.of : of;
      if (place.kind === 'department') return `department:${place.departmentId}`;
      return place.kind === 'team' || place.kind === 'workflow' ? `team:${place.teamId}` : [];
    }),
  );
  return {
    departments: [...places.departments]
      .filter(([id, { archived }]) => !archived || held.has(`department:${id}`))
      .map(([id, { name }]) => ({ id: id.toString(), name })),
    teams: [...places.teams]
      .filter(([id, { archived }]) => sees(scope, id) && (!archived || held.has(`team:${id}`)))
      .map(([id, { name, departmentId }]) => ({
        id: id.toString(),
        name,
        departmentId: departmentId?.toString() ?? null,
      })),
  };
}

function countsOf(rows: readonly BudgetRow[]): BudgetTree['counts'] {
  const byState = Object.fromEntries(BUDGET_STATES.map((state) => [state, 0])) as Record<BudgetState, number>;
  for (const { position } of rows) byState[position.state] += 1;
  return {
    budgets: rows.length,
    byState,
    overAllocated: rows.filter(({ allocation }) => allocation?.overAllocated).length,
    pendingRequests: rows.reduce((sum, { pendingRequests }) => sum + pendingRequests, 0),
    openReviews: rows.filter(({ openReview }) => openReview).length,
    reviewsDue: rows.filter(({ reviewDue }) => reviewDue).length,
  };
}

function canCreate(actor: Parameters<typeof may>[0], scope: TeamScope): BudgetTree['canCreate'] {
  if (may(actor, 'budgets.envelope', null)) return 'all';
  return scope !== 'all' && scope.some((teamId) => may(actor, 'budgets.edit', teamId)) ? 'own' : null;
}
