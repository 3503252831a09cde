import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { organisation } from '@/db/schema';
import { notFound } from '../../errors';
import { reasonText, refusal } from '../fields';
import { timeZoneName } from '../organisation-fields';
import { getOrganisation } from './get-organisation';
import { verb } from './verb';

/**
 * Moves the organisation's calendar day. The daily rollups are kept by that day, so this is refused once
 * there is usage.
 */
export const changeTimeZone = verb({
  name: 'changeTimeZone',
  permission: 'settings.edit',
  input: z.object({ timeZone: timeZoneName, reason: reasonText }),
  run: async ({ tx, input, audit }) => {
    const before = await getOrganisation(tx);
    if (!before) throw notFound('This installation is not set up yet.');
    const [usage] = await tx.execute(sql`select 1 from usage_daily limit 1`);
    if (usage)
      throw refusal(
        'conflict',
        'timeZone',
        'usage_exists',
        'Usage is recorded by day in this zone already, so the zone can no longer change.',
      );
    await tx.update(organisation).set({ timeZone: input.timeZone });
    await audit({
      action: 'organisation.change_time_zone',
      subject: { kind: 'organisation', id: '1' },
      before: { timeZone: before.timeZone },
      after: { timeZone: input.timeZone },
      reason: input.reason,
    });
  },
});
