import { z } from 'zod';
import { systemCtx } from '../../access/server/context';
import { getOrganisation } from '../../access/server/get-organisation';
import { question } from '../../access/server/verb';
import { usageQuerySchema } from '../../attribution/query';
import { fxStretches } from '../../attribution/segments';
import { resolveQuery } from '../../attribution/server/resolve';
import { summariseUsage } from '../../attribution/server/summarise-usage';
import { explainChange } from '../../drivers/server/explain-change';
import { invalid } from '../../errors';
import { forecastUsage } from '../../forecasting/server/forecast-usage';
import { CURRENCIES } from '../../money/currency';
import { fxRatesOn } from '../../money/server/fx-rates-on';
import { previousPeriod } from '../../time/days';
import { addDays, dayOf } from '../../time/period';
import type { Board } from '../board';
import { boardPeriod, lastMonthOver, monthsEnding } from '../board-months';
import { boardMetrics, FACTS_MONTHS } from '../metrics';
import { monthText } from '../month';
import { noticesOf } from '../notices';
import { readBoardBudgets } from './board-budgets';
import { readBoardDepartments } from './board-departments';
import { readBoardSavings } from './board-savings';
import { closingOf } from './closing-of';
import { readFrozenBoard, readFrozenMetrics } from './frozen-metrics';
import { readMonthFacts } from './month-facts';
import { readPriceSources } from './price-sources';
import { readRestatements } from './read-restatements';
import { readTargetRows } from './target-rows';

const input = z.object({
  /** Null: the last month that is over. */
  month: monthText.nullable().default(null),
  currency: z.enum(CURRENCIES),
});

/**
 * A month of the board: its metrics with thirteen months behind them, what was spent and why it changed, and what the
 * figures ask of the board. Everyone who may read the board reads it whole; what lies beneath keeps its own limits.
 */
export const readBoard = question({
  name: 'readBoard',
  permission: 'board.read',
  input,
  run: async ({ db, ctx, input: { month: asked, currency } }): Promise<Board> => {
    const organisation = await getOrganisation(db);
    const timeZone = organisation?.timeZone ?? 'Asia/Hong_Kong';
    const today = dayOf(ctx.now, timeZone);
    const month = asked ?? lastMonthOver(today);
    if (month > today.slice(0, 7)) throw invalid(`${month} has not begun yet.`);
    const frozen = await readFrozenBoard(db, month, currency);
    if (frozen) return frozen;
    const period = boardPeriod(month, today);
    const previous = previousPeriod(period);
    const whole = systemCtx(ctx.db, 'board', ctx.now);
    const query = usageQuerySchema.parse({ period, currency, compare: true });
    const [
      facts,
      targets,
      rates,
      summary,
      bridge,
      departments,
      budgets,
      forecast,
      savings,
      sources,
      closing,
      restatements,
      closed,
    ] = await Promise.all([
      readMonthFacts(db, { months: monthsEnding(month, FACTS_MONTHS), currency, now: ctx.now, today }),
      readTargetRows(db),
      ratesOn(db, addDays(period.to, -1)),
      summariseUsage(whole, { query }),
      explainChange(whole, { period, by: 'department', currency }),
      readBoardDepartments(whole, query),
      readBoardBudgets(whole, month, { today, timeZone }),
      forecastUsage(whole, { currency }),
      readBoardSavings(whole, currency, addDays(period.to, -1)),
      readPriceSources(db, query),
      closingOf(db, month, today),
      readRestatements(db, { month, currency }),
      readFrozenMetrics(db, currency),
    ]);
    const { rates: fxRates } = await resolveQuery(db, query, 'all');
    const nothing = { value: null, reason: null };
    const change = summary.change?.effective_cost;
    const figures = {
      ...{ month, period, previousPeriod: previous, ...closing, currency, timeZone },
      asOf: ctx.now.toISOString(),
      organisation: { name: organisation?.name ?? '', isDemo: organisation?.isDemo ?? false },
      spend: {
        amount: summary.total.figures.effective_cost ?? nothing,
        previous: summary.previous?.figures.effective_cost ?? nothing,
        change: change?.difference ?? nothing,
        changeShare: change?.ratio.value ?? null,
      },
      coverage: summary.coverage,
      fx: fxStretches(period, currency, fxRates).flatMap(({ from, to, fx }) =>
        currency === 'USD'
          ? []
          : [{ from, to, rate: fx?.rate ?? null, id: fx?.id ?? null, source: fx?.source ?? null }],
      ),
      metrics: boardMetrics({ currency, facts, targets, rates, frozen: closed }),
      workflows: [...(facts.at(-1)?.results ?? [])],
      ...{ bridge, departments, ...budgets, forecast, savings },
      restatements,
      priceSources: sources,
    };
    return { ...figures, ...noticesOf(figures) };
  },
});

async function ratesOn(db: Parameters<typeof fxRatesOn>[0], day: string): Promise<Map<string, string>> {
  return new Map((await fxRatesOn(db, day)).map(({ quote, rate }) => [quote, rate]));
}
