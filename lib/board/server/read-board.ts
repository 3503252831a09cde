import { z } from 'zod';
import { type Ctx, systemCtx } from '../../access/server/context';
import { getOrganisation } from '../../access/server/get-organisation';
import { question } from '../../access/server/verb';
import type { UsageSummary } from '../../attribution/dto';
import { usageQuerySchema } from '../../attribution/query';
import { summariseUsage } from '../../attribution/server/summarise-usage';
import { explainChange } from '../../drivers/server/explain-change';
import { invalid } from '../../errors';
import { forecastUsage } from '../../forecasting/server/forecast-usage';
import { CURRENCIES, type Currency } from '../../money/currency';
import { previousPeriod } from '../../time/days';
import { addDays, dayOf } from '../../time/period';
import { againstFrozen } from '../against-frozen';
import type { Board } from '../board';
import { boardPeriod, lastMonthOver } from '../board-months';
import { monthOfDay, monthText } from '../month';
import { type NoticeFigures, noticesOf } from '../notices';
import { readBoardDepartments } from './board-departments';
import { readBoardEvidence } from './board-evidence';
import { readBoardSavings } from './board-savings';
import { closingOf } from './closing-of';
import { readFrozenBoard } from './frozen-metrics';
import { readFrozenSpend } from './frozen-spend';
import { readFxUses } from './fx-uses';
import { readPriceSources } from './price-sources';
import { readMetrics } from './read-metrics';
import { readRestatements } from './read-restatements';
import { type BoardReading, boardReading } from './reading';

const DEFAULT_ZONE = 'Asia/Hong_Kong';

const input = z.object({
  /** Null: the last month that is over. */
  month: monthText.nullable().default(null),
  currency: z.enum(CURRENCIES),
});

/**
 * A month of the board: its metrics with thirteen months behind them, what was spent and why it changed, and what the
 * figures ask of the board. A closed month answers as it was closed. Everyone who may read the board reads it whole;
 * what lies beneath keeps its own limits.
 */
export const readBoard = question({
  name: 'readBoard',
  permission: 'board.read',
  input,
  run: async ({ db, ctx, input: { month: asked, currency } }): Promise<Board> => {
    const organisation = await getOrganisation(db);
    const timeZone = organisation?.timeZone ?? DEFAULT_ZONE;
    const today = dayOf(ctx.now, timeZone);
    const month = asked ?? lastMonthOver(today);
    if (month > monthOfDay(today)) throw invalid(`${month} has not begun yet.`);
    const frozen = await readFrozenBoard(db, month, currency);
    if (frozen) return frozen;
    const whole = systemCtx(ctx.db, 'board', ctx.now);
    return boardOf(whole, boardReading(whole, { month, today, timeZone }), currency);
  },
});

/** The board of a month as the ledger has it now, whether it is closed or not. */
export async function boardOf(ctx: Ctx, reading: BoardReading, currency: Currency): Promise<Board> {
  const [organisation, read] = await Promise.all([
    getOrganisation(ctx.db),
    readFigures(ctx, reading, currency),
  ]);
  const figures: NoticeFigures = {
    ...read,
    organisation: { name: organisation?.name ?? '', isDemo: organisation?.isDemo ?? false },
  };
  return { ...figures, ...noticesOf(figures) };
}

/** Everything at once: no part waits for another. */
async function readFigures(
  ctx: Ctx,
  reading: BoardReading,
  currency: Currency,
): Promise<Omit<NoticeFigures, 'organisation'>> {
  const { db, now } = ctx;
  const { month, today, timeZone } = reading;
  const period = boardPeriod(month, today);
  const lastDay = addDays(period.to, -1);
  const query = usageQuerySchema.parse({ period, currency, compare: true });
  const [
    measured,
    summary,
    bridge,
    departments,
    held,
    forecast,
    savings,
    priceSources,
    closing,
    fx,
    restatements,
    frozen,
    evidence,
  ] = await Promise.all([
    readMetrics(db, reading, currency),
    summariseUsage(ctx, { query }),
    explainChange(ctx, { period, by: 'department', currency }),
    readBoardDepartments(ctx, query),
    reading.budgets(),
    forecastUsage(ctx, { currency }),
    readBoardSavings(ctx, currency, lastDay),
    readPriceSources(db, query),
    closingOf(db, month, today),
    readFxUses(db, query),
    readRestatements(db, { month, currency }),
    readFrozenSpend(db, previousPeriod(period), currency),
    readBoardEvidence(db, now),
  ]);
  const live = { spend: spendOf(summary), departments, bridge };
  return {
    ...{ month, period, previousPeriod: previousPeriod(period), currency, timeZone, asOf: now.toISOString() },
    ...{ state: closing.state, closedAt: closing.closedAt, closedBy: closing.closedBy },
    ...unfrozenOf(closing),
    ...(frozen ? againstFrozen(live, frozen, currency) : live),
    coverage: summary.coverage,
    metrics: measured.metrics,
    workflows: [...(measured.facts.at(-1)?.results ?? [])],
    ...{ fx, ...held, forecast, savings, restatements, priceSources, evidence },
  };
}

/** A closed month comes here only where it has no frozen board in this currency. */
const unfrozenOf = ({ state, frozen }: Awaited<ReturnType<typeof closingOf>>): Pick<Board, 'unfrozen'> =>
  state === 'closed' ? { unfrozen: frozen ? 'no_fx_rate' : 'before_freezes' } : {};

function spendOf({ total, previous, change }: UsageSummary): Board['spend'] {
  const nothing = { value: null, reason: null };
  const moved = change?.effective_cost;
  return {
    amount: total.figures.effective_cost ?? nothing,
    previous: previous?.figures.effective_cost ?? nothing,
    change: moved?.difference ?? nothing,
    changeShare: moved?.ratio.value ?? null,
  };
}
