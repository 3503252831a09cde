import { allocate } from '../money/allocate';
import { moneyOf } from '../money/money';

const UNITS = 1_000_000;

/** Shares in proportion to the weights, with six decimals, that sum to exactly 1. Weights ≥ 0, not all zero. */
export const sharesOf = (weights: readonly bigint[]): number[] =>
  allocate(moneyOf(BigInt(UNITS)), weights).map((units) => Number(units) / UNITS);
