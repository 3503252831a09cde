import * as z from 'zod';
import { getOrganisation } from '../../access/server/get-organisation';
import { question } from '../../access/server/verb';
import { filterSchema, usageQuerySchema } from '../../attribution/query';
import { readDailyCost } from '../../attribution/server/daily-cost';
import { resolveQuery } from '../../attribution/server/resolve';
import { CURRENCIES } from '../../money/currency';
import { moneyToString } from '../../money/money';
import { addDays, dayOf } from '../../time/period';
import type { UsageForecast } from '../dto';
import { forecastDto } from '../forecast-dto';
import { HISTORY_DAYS } from '../history';
import { periodsOf } from '../horizons';
import { forecastOffThread } from './forecast-off-thread';
import { withPaces } from './read-paces';

const input = z.object({
  /** What to forecast: all of the reader's teams, or what these leave. */
  filters: z.array(filterSchema).max(20).default([]),
  currency: z.enum(CURRENCIES),
});

/**
 * The statistical forecast of effective cost to the end of this month, fiscal quarter and fiscal year, from the complete
 * days of the ledger until yesterday. Within the reader's teams.
 */
export const forecastUsage = question({
  name: 'forecastUsage',
  permission: 'usage.read',
  input,
  run: async ({ db, ctx, input: { filters, currency }, scope }): Promise<UsageForecast> => {
    const organisation = await getOrganisation(db);
    const today = dayOf(ctx.now, organisation?.timeZone ?? 'Asia/Hong_Kong');
    const query = usageQuerySchema.parse({
      period: { from: addDays(today, -HISTORY_DAYS), to: today },
      filters,
      currency,
      grain: 'day',
    });
    const asked = await resolveQuery(db, query, scope);
    const days = await readDailyCost(db, asked);
    const startMonth = organisation?.fiscalYearStartMonth ?? 1;
    const answer = await forecastOffThread({
      // What was never used has no forecast of zero: there is nothing to forecast from.
      days: days.some(({ amount }) => amount) ? await withPaces(db, asked, days, today) : [],
      today,
      ends: periodsOf(today, startMonth),
    });
    const isForecast = 'model' in answer;
    return {
      ...asked.resolved,
      today,
      history: days.map(({ day, amount }) => ({
        day,
        amount: amount === null ? null : moneyToString(amount),
      })),
      forecast: isForecast ? forecastDto(answer) : null,
      noForecast: isForecast ? null : answer,
    };
  },
});
