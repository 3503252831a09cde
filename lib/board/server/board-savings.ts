import type { Ctx } from '../../access/server/context';
import { type Currency, convert } from '../../money/currency';
import { moneyToString, parseMoney } from '../../money/money';
import { rateOn } from '../../money/server/rate-on';
import { listInitiatives } from '../../savings/server/list-initiatives';
import type { BoardSaving } from '../board';

/** Savings as they are planned a month, in the reading currency at the rate of a day. */
export async function readBoardSavings(ctx: Ctx, currency: Currency, day: string): Promise<BoardSaving[]> {
  const [initiatives, rate] = await Promise.all([listInitiatives(ctx, {}), rateOn(ctx.db, currency, day)]);
  return initiatives.map(({ id, name, workflow, state, savingMonthly }) => ({
    ...{ id, name, workflow, state },
    savingMonthly: rate && moneyToString(convert(parseMoney(savingMonthly), rate)),
  }));
}
