import type { Db } from '@/db/client';
import { freezeForecasts } from './freeze-forecasts';

/** Forecasts are frozen in the first hour of a period, in whatever zone that is. */
export const FORECASTING_JOBS = [
  {
    name: 'freeze-forecasts',
    cron: '5 * * * *',
    run: async (db: Db, now: Date) => {
      await freezeForecasts(db, now);
    },
  },
];
