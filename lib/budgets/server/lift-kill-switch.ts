import { and, eq, gt, isNull } from 'drizzle-orm';
import { killSwitches } from '@/db/schema';
import { refusal } from '../../access/fields';
import { verb } from '../../access/server/verb';
import { liftKillSwitchInput } from '../budget-input';
import { alertSwitch, teamOfSwitch } from './kill-switch-rows';
import { bumpBudgets } from './mapping-lock';

/** Lets calls through again before the end of a kill switch. */
export const liftKillSwitch = verb({
  name: 'liftKillSwitch',
  permission: 'budgets.stop',
  input: liftKillSwitchInput,
  team: (tx, { killSwitchId }) => teamOfSwitch(tx, killSwitchId),
  run: async ({ tx, ctx, input, audit }) => {
    await bumpBudgets(tx);
    const [row] = await tx
      .update(killSwitches)
      .set({ liftedAt: ctx.now, liftedByName: ctx.actor.name })
      .where(
        and(
          eq(killSwitches.id, input.killSwitchId),
          isNull(killSwitches.liftedAt),
          gt(killSwitches.endsAt, ctx.now),
        ),
      )
      .returning();
    if (!row)
      throw refusal('conflict', 'killSwitchId', 'not_in_force', 'This kill switch has ended already.');
    await alertSwitch(tx, ctx.now, row, { started: false, by: ctx.actor.name, reason: input.reason });
    await audit({
      action: 'kill_switch.lift',
      subject: { kind: 'kill_switch', id: row.id.toString() },
      teamId: await teamOfSwitch(tx, row.id),
      before: { endsAt: row.endsAt },
      after: { liftedAt: ctx.now },
      reason: input.reason,
    });
    return { killSwitchId: row.id.toString() };
  },
});
