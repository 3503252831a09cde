import { fromUnits, toUnits } from '@/lib/attribution/figure';
import type { WorkflowResult } from '@/lib/outcomes/profit-and-loss';

/** Decimals that hold every amount of a result exactly: 12 of the ledger, and 10 of an exchange rate. */
const PLACES = 22;

/** What the workflows that can be judged brought, cost and left together. Exact. */
interface ResultTotals {
  judged: number;
  profitable: number;
  losing: number;
  /** Of those judged, in the reading currency. */
  worth: string;
  cost: string;
  margin: string;
  /** Cost of the workflows that cannot be judged; those of unknown cost are not in it. */
  costElsewhere: string;
  notJudged: number;
}

export function resultTotals(results: readonly WorkflowResult[]): ResultTotals {
  const judged = results.filter(({ margin }) => margin !== null);
  const others = results.filter(({ margin }) => margin === null);
  return {
    judged: judged.length,
    profitable: judged.filter(({ profitable }) => profitable).length,
    losing: judged.filter(({ profitable }) => profitable === false).length,
    worth: sum(judged.map(({ outcomeValue }) => outcomeValue)),
    cost: sum(judged.map(({ effectiveCost }) => effectiveCost.value)),
    margin: sum(judged.map(({ margin }) => margin)),
    costElsewhere: sum(others.map(({ effectiveCost }) => effectiveCost.value)),
    notJudged: others.length,
  };
}

function sum(amounts: readonly (string | null)[]): string {
  const units = amounts.reduce((total, one) => total + (one === null ? 0n : toUnits(one, PLACES)), 0n);
  return fromUnits(units, PLACES);
}

/** Order of two exact amounts; what is unknown comes last. */
export function compareAmounts(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const [left, right] = [toUnits(a, PLACES), toUnits(b, PLACES)];
  return left < right ? -1 : left > right ? 1 : 0;
}

export const isLoss = (amount: string | null): boolean => amount !== null && toUnits(amount, PLACES) < 0n;
