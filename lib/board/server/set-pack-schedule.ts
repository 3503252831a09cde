import { z } from 'zod';
import { packSchedules } from '@/db/schema';
import { verb } from '../../access/server/verb';
import type { PackSchedule } from '../pack-schedule';
import { readPackSchedule } from './pack-schedule-row';

const input = z.object({
  /** Null: packs are sent as soon as they are issued. */
  schedule: z
    .object({ day: z.number().int().min(1).max(31), hour: z.number().int().min(0).max(23) })
    .nullable(),
});

/** Says when the list is sent packs: on a day of each month, or as soon as one is issued. */
export const setPackSchedule = verb({
  name: 'setPackSchedule',
  permission: 'packs.issue',
  input,
  run: async ({ tx, ctx, input: { schedule }, audit }) => {
    const before = await readPackSchedule(tx);
    await tx.insert(packSchedules).values({
      ...{ day: schedule?.day ?? null, hour: schedule?.hour ?? null },
      ...{ setBy: ctx.actor.name, setAt: ctx.now },
    });
    await audit({
      action: 'pack.schedule',
      subject: { kind: 'pack_schedule', id: 'list' },
      before: before && termsOf(before),
      after: schedule && termsOf(schedule),
    });
    return { schedule };
  },
});

const termsOf = ({ day, hour }: PackSchedule): PackSchedule => ({ day, hour });
