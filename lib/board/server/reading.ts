import type { Ctx } from '../../access/server/context';
import { addDays } from '../../time/days';
import { boardPeriod, monthsEnding, wholeMonth } from '../board-months';
import { FACTS_MONTHS } from '../metrics';
import { readBoardBudgets } from './board-budgets';
import { readMonthBudgets } from './month-budgets';
import { readMonthForecasts } from './month-forecasts';
import { readMonthCosts } from './month-units';
import { countActiveUsers } from './month-usage';
import { readTargetRows } from './target-rows';

interface Asked {
  month: string;
  /** The organisation's day. */
  today: string;
  timeZone: string;
}

/**
 * What a board needs that is the same in every currency. Each part is read once, when it is first asked for: a closing
 * reads the board in several currencies and shares one of these. Good for one snapshot of the database.
 */
export function boardReading(ctx: Ctx, { month, today, timeZone }: Asked) {
  const { db, now } = ctx;
  const months = monthsEnding(month, FACTS_MONTHS);
  const period = { from: wholeMonth(months[0] ?? month).from, to: wholeMonth(month).to };
  return {
    ...{ month, today, timeZone, months, period },
    lastDay: addDays(boardPeriod(month, today).to, -1),
    activeUsers: once(() => countActiveUsers(db, period)),
    monthBudgets: once(() => readMonthBudgets(db, months, { now, today })),
    forecasts: once(() => readMonthForecasts(db, months, today)),
    costs: once(() => readMonthCosts(db, period)),
    targets: once(() => readTargetRows(db)),
    budgets: once(() => readBoardBudgets(ctx, month, { today, timeZone })),
  };
}
export type BoardReading = ReturnType<typeof boardReading>;

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null;
  return () => {
    answer ??= read();
    return answer;
  };
}
