import { TOKEN_CLASSES, type TokenClass } from '../pricing/rates';

/** An exact rational `n / d`, `d` above zero, not necessarily in lowest terms. */
export interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}

/** All priced usage of one model and service tier in a period: exact sums, never averages. */
export interface DriverCell {
  model: string;
  serviceTier: string;
  /** At least 1. */
  requests: bigint;
  quantities: Record<TokenClass, bigint>;
  /**
   * 10⁻¹² USD per token as it was paid on average: quantity × unit price, and requests × `perRequest`, sum to
   * `effectiveCost` exactly. Null where nothing of the class was used and no price is known.
   */
  unitPrices: Record<TokenClass, Ratio | null>;
  perRequest: Ratio;
  /** 10⁻¹² USD. */
  effectiveCost: bigint;
  /** The same in the last decimal of the reading currency, each day at its own rate. */
  amount: bigint;
}

/** One period of one member (the organisation, a department, a workflow). */
export interface DriverPeriod {
  /** One per model and service tier. */
  cells: readonly DriverCell[];
  /** Requests without a price: they have no cost, and they are not nothing. */
  unpricedRequests: bigint;
  /** Last decimals of the reading currency per 10⁻¹² USD, where a cell has no cost to show it; null: unknown. */
  fx: Ratio | null;
}

export const cellKey = (cell: Pick<DriverCell, 'model' | 'serviceTier'>): string =>
  JSON.stringify([cell.model, cell.serviceTier]);

/** Throws RangeError where the parts of a cell are not its cost, to the last digit. */
export function assertCell(cell: DriverCell): void {
  if (cell.requests <= 0n) throw new RangeError(`${cell.model} has usage without a request.`);
  let sum: Ratio = { n: cell.perRequest.n * cell.requests, d: cell.perRequest.d };
  for (const tokenClass of TOKEN_CLASSES) {
    const quantity = cell.quantities[tokenClass];
    const unit = cell.unitPrices[tokenClass];
    if (quantity === 0n) continue;
    if (!unit) throw new RangeError(`${cell.model} has ${tokenClass} without a unit price.`);
    sum =
      sum.d === unit.d
        ? { n: sum.n + unit.n * quantity, d: sum.d }
        : { n: sum.n * unit.d + unit.n * quantity * sum.d, d: sum.d * unit.d };
  }
  if (sum.n !== cell.effectiveCost * sum.d)
    throw new RangeError(`The parts of ${cell.model} (${cell.serviceTier}) are not its effective cost.`);
}
