import { z } from 'zod';
import { authorise, type TeamScope } from '../../access/actor';
import { idText } from '../../access/fields';
import { question } from '../../access/server/verb';
import { addDays, daysBetween } from '../../time/days';
import { dayOf } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';
import type { NoActuals, WorkloadFromActuals } from '../actuals';
import { readActuals } from './read-actuals';

const MOST_DAYS = 92;
export const ACTUALS_DAYS = 30;

/**
 * A workload read from what a workflow really used over its last whole days, with what these days cost and what had to
 * be assumed. Within the asker's teams, or one of them.
 */
export const workloadFromActuals = question({
  name: 'workloadFromActuals',
  permission: 'usage.read',
  input: z.object({
    workflow: z.string().trim().min(1).max(200),
    teamId: idText.nullable().default(null),
    days: z.number().int().min(1).max(MOST_DAYS).default(ACTUALS_DAYS),
    /** Other days than the last: those that a scenario was read from. */
    period: z
      .object({ from: z.iso.date(), to: z.iso.date() })
      .refine(({ from, to }) => from < to && daysBetween(from, to) <= MOST_DAYS, 'Choose 1 to 92 days.')
      .nullable()
      .default(null),
  }),
  run: async ({ db, ctx, input, scope }): Promise<WorkloadFromActuals | NoActuals> => {
    const { workflow, teamId, days } = input;
    if (teamId !== null) authorise(ctx.actor, 'usage.read', teamId);
    const timeZone = await zoneOf(db);
    const to = dayOf(ctx.now, timeZone);
    const within: TeamScope = teamId === null ? scope : [teamId];
    const period = input.period ?? { from: addDays(to, -days), to };
    const actuals = await readActuals(ctx, { workflow, period, timeZone, scope: within });
    return actuals.found ? { ...actuals, teamId: teamId?.toString() ?? null } : actuals;
  },
});
