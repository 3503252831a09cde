import { z } from 'zod';
import { question } from '../../access/server/verb';
import type { PackScheduleDto } from '../pack-schedule';
import { readPackSchedule } from './pack-schedule-row';

/** When the list is sent packs; null: as soon as they are issued. */
export const getPackSchedule = question({
  name: 'getPackSchedule',
  permission: 'packs.issue',
  input: z.object({}),
  run: async ({ db }): Promise<PackScheduleDto | null> => {
    const kept = await readPackSchedule(db);
    return kept && { ...kept, setAt: kept.setAt.toISOString() };
  },
});
