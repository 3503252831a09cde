import { z } from 'zod';
import { organisation } from '@/db/schema';
import { notFound } from '../../errors';
import { rebuildRollups } from '../../usage/server/rebuild-rollup';
import { reasonText, refusal } from '../fields';
import { timeZoneName } from '../organisation-fields';
import { getOrganisation } from './get-organisation';
import { verb } from './verb';

/**
 * Moves the organisation's calendar day and rebuilds the rollups by it, in one transaction. Recording waits
 * meanwhile; figures by day, week and month move, the events and their total do not.
 */
export const changeTimeZone = verb({
  name: 'changeTimeZone',
  permission: 'settings.edit',
  input: z.object({ timeZone: timeZoneName, reason: reasonText }),
  run: async ({ tx, ctx, input, audit }) => {
    const before = await getOrganisation(tx);
    if (!before) throw notFound('This installation is not set up yet.');
    if (before.timeZone === input.timeZone)
      throw refusal('conflict', 'timeZone', 'same_zone', 'This is the time zone already.');
    await tx.update(organisation).set({ timeZone: input.timeZone });
    const { tables } = await rebuildRollups(tx, ctx.now, null);
    await audit({
      action: 'organisation.change_time_zone',
      subject: { kind: 'organisation', id: '1' },
      before: { timeZone: before.timeZone },
      after: { timeZone: input.timeZone, tables },
      reason: input.reason,
    });
  },
});
