import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { question } from '../../access/server/verb';
import { LEDGER_CURRENCY } from '../../money/currency';
import { coverOf } from '../cover';
import { pricedShare } from '../coverage';
import type { FigureExplanation } from '../dto';
import { fromUnits, toUnits } from '../figure';
import { type Cell, cellSchema, type Measure, measureSchema, usageQuerySchema, WHOLE } from '../query';
import { fxStretches } from '../segments';
import { mergeGroups } from '../split';
import { figureOf, inputsOf, moneyPlaces, sumsFor } from '../sums';
import { readEventRows } from './event-rows';
import { readPriceUses, readUnpricedUses } from './price-uses';
import { readTagShares } from './read-coverage';
import { type Asked, readGroups, resolveQuery, type Slot, slotOf, sourceOf, whereOf } from './resolve';
import { runScan } from './scan';

const ROWS = 10;

/**
 * The working of one figure: its formula and inputs, what each price version charged, the exchange rates, how
 * much was tagged and priced, and the newest rows beneath. Reads the same rollup through the same conditions as
 * the figure itself, so `figure` equals the cell it explains.
 */
export const explainFigure = question({
  name: 'explainFigure',
  permission: 'usage.read',
  input: z.object({ query: usageQuerySchema, measure: measureSchema, cell: z._default(cellSchema, WHOLE) }),
  run: async ({ db, input: { query, measure, cell }, scope }): Promise<FigureExplanation> => {
    const asked = await resolveQuery(db, query, scope);
    const slot = slotOf(asked, cell);
    const [groups, priceUses, unpricedUses, fxUses, shares, beneath] = await Promise.all([
      readGroups(db, asked, { slot, cell, sums: sumsFor([measure, 'tokens']) }),
      readPriceUses(db, asked, slot, cell),
      readUnpricedUses(db, asked, slot, cell),
      readFxUses(db, asked, slot, { cell, measure }),
      readTagShares(db, asked, slot, cell),
      readEventRows(db, asked, { slot, cell, after: null, limit: ROWS }),
    ]);
    const { total } = mergeGroups(groups, null, 0);
    const ledger = priceUses.map((use) => (measure === 'list_cost' ? use.listCost : use.effectiveCost));
    return {
      ...asked.resolved,
      measure,
      cell,
      figure: figureOf(measure, total, query.currency),
      formula: measure,
      inputs: Object.fromEntries(inputsOf(measure).map((key) => [key, figureOf(key, total, query.currency)])),
      ledgerCost: fromUnits(
        ledger.reduce((sum, one) => sum + toUnits(one, 12), 0n),
        12,
      ),
      priceUses,
      unpricedUses,
      fxUses,
      coverage: { ...shares, priced: pricedShare(total) },
      rows: beneath.rows,
    };
  },
});

/** The ledger cost of each stretch of days with one rate, and what it converts to. None in the ledger currency. */
async function readFxUses(
  db: Queryable,
  asked: Asked,
  slot: Slot,
  { cell, measure }: { cell: Cell; measure: Measure },
): Promise<FigureExplanation['fxUses']> {
  const { currency } = asked.resolved.query;
  if (currency === LEDGER_CURRENCY) return [];
  const sum = measure === 'list_cost' ? 'list_cost' : 'effective_cost';
  const stretches = fxStretches(slot.period, currency, asked.rates);
  const starts = stretches.map(({ from }) => from);
  const groups = await runScan(db, {
    source: sourceOf(asked, slot, coverOf(slot.period, starts)),
    where: whereOf(asked, cell),
    dimensions: [],
    // In USD: one bucket for each stretch of days.
    segments: stretches.map(({ from }, bucket) => ({ start: from, bucket, rate: '1' })),
    byBucket: true,
    sums: [sum],
    moneyPlaces: 12,
  });
  return stretches.map(({ from, to, fx }, bucket) => {
    const ledger = groups.find((group) => group.bucket === bucket)?.sums[sum] ?? 0n;
    const converted = fx && fromUnits(ledger * toUnits(fx.rate, 10), moneyPlaces(currency));
    const rate = { rate: fx?.rate ?? null, id: fx?.id ?? null, source: fx?.source ?? null };
    return { from, to, ...rate, ledgerCost: fromUnits(ledger, 12), converted };
  });
}
