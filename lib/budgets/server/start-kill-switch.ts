import { killSwitches } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { killSwitchInput, MAX_KILL_DAYS } from '../budget-input';
import { scopeColumns } from './budget-terms';
import { assertScope } from './insert-budget';
import { alertSwitch, switchInForce } from './kill-switch-rows';
import { bumpBudgets } from './mapping-lock';
import { loadPlaces, teamOfScope } from './places';

const DAY_MS = 86_400_000;

/** Stops every gated call of a team, a workflow or a key until it ends or is lifted. */
export const startKillSwitch = verb({
  name: 'startKillSwitch',
  permission: 'budgets.stop',
  input: killSwitchInput,
  team: async (tx, { scope }) => teamOfScope(scope, await loadPlaces(tx)),
  run: async ({ tx, ctx, input, audit }) => {
    const { scope, reason, endsAt } = input;
    if (endsAt <= ctx.now)
      throw refusal('invalid', 'endsAt', 'end_past', 'Choose an end that is still to come.');
    if (endsAt.getTime() - ctx.now.getTime() > MAX_KILL_DAYS * DAY_MS)
      throw refusal('invalid', 'endsAt', 'too_far', `Choose an end within ${MAX_KILL_DAYS} days.`);
    await assertScope(tx, scope);
    await bumpBudgets(tx);
    if (await switchInForce(tx, scope, ctx.now))
      throw refusal(
        'conflict',
        'scope',
        'stopped_already',
        'This is stopped already. Lift that kill switch first to stop it for another time.',
      );
    const { departmentId: _none, ...place } = scopeColumns(scope);
    const [row] = await tx
      .insert(killSwitches)
      .values({ ...place, reason, startedAt: ctx.now, startedByName: ctx.actor.name, endsAt })
      .returning();
    if (!row) throw new Error('The kill switch could not be stored.');
    await alertSwitch(tx, ctx.now, row, { started: true, by: ctx.actor.name, reason });
    await audit({
      action: 'kill_switch.start',
      subject: { kind: 'kill_switch', id: row.id.toString() },
      teamId: teamOfScope(scope, await loadPlaces(tx)),
      after: { ...place, endsAt },
      reason,
    });
    return { killSwitchId: row.id.toString() };
  },
});
