import { assertCell, type DriverPeriod } from './cell';
import { termsOf } from './factors';
import { addParts, DRIVER_PARTS, noParts, type PartAmounts } from './parts';
import { settle } from './settle';
import { shapleyOfProduct } from './shapley';

/** From one period's cost to another's. Amounts in the last decimal of the reading currency; parts sum to `change`. */
export interface Bridge {
  before: bigint;
  after: bigint;
  change: bigint;
  parts: PartAmounts;
  /** The same parts by model, largest change first: each part's amounts sum to the part. */
  byModel: { model: string; change: bigint; parts: PartAmounts }[];
}

const amountOf = (period: DriverPeriod): bigint => period.cells.reduce((sum, cell) => sum + cell.amount, 0n);

/**
 * The exact additive bridge of one member between two periods, by the Shapley value: no order of the causes is
 * better than another, so each gets its average over all orders. Throws RangeError on a cell whose parts are not
 * its cost.
 */
export function bridgeOf(before: DriverPeriod, after: DriverPeriod): Bridge {
  for (const cell of [...before.cells, ...after.cells]) assertCell(cell);
  const guardedByModel = new Map<string, PartAmounts>();
  for (const { model, factors } of termsOf(before, after)) {
    const sums = guardedByModel.get(model) ?? noParts();
    guardedByModel.set(model, sums);
    for (const { part, guarded } of shapleyOfProduct(factors)) sums[part] += guarded;
  }
  const change = amountOf(after) - amountOf(before);
  const guarded = noParts();
  for (const sums of guardedByModel.values()) addParts(guarded, sums);
  const parts = fromList(
    settle(
      DRIVER_PARTS.map((part) => guarded[part]),
      change,
    ),
  );
  return {
    before: amountOf(before),
    after: amountOf(after),
    change,
    parts,
    byModel: settleByModel(guardedByModel, parts),
  };
}

const fromList = (amounts: readonly bigint[]): PartAmounts =>
  Object.fromEntries(DRIVER_PARTS.map((part, index) => [part, amounts[index] ?? 0n])) as PartAmounts;

/** Models in an order that does not depend on which period is which, or on the order they came in. */
function settleByModel(guarded: ReadonlyMap<string, PartAmounts>, parts: PartAmounts): Bridge['byModel'] {
  const models = [...guarded.keys()].sort();
  const rows = models.map((model) => ({ model, change: 0n, parts: noParts() }));
  for (const part of DRIVER_PARTS) {
    const column = models.map((model) => guarded.get(model)?.[part] ?? 0n);
    settle(column, parts[part]).forEach((amount, index) => {
      const row = rows[index];
      if (row) row.parts[part] = amount;
    });
  }
  for (const row of rows) row.change = DRIVER_PARTS.reduce((sum, part) => sum + row.parts[part], 0n);
  return rows.sort((a, b) => {
    const [left, right] = [magnitude(a.change), magnitude(b.change)];
    return left === right ? 0 : left > right ? -1 : 1;
  });
}

const magnitude = (amount: bigint): bigint => (amount < 0n ? -amount : amount);

/** Several members' bridges as one: amounts and parts added up. */
export function sumBridges(bridges: readonly Bridge[]): Omit<Bridge, 'byModel'> {
  const parts = noParts();
  const sum = { before: 0n, after: 0n, change: 0n };
  for (const bridge of bridges) {
    addParts(parts, bridge.parts);
    sum.before += bridge.before;
    sum.after += bridge.after;
    sum.change += bridge.change;
  }
  return { ...sum, parts };
}
