import { fromUnits } from '../attribution/figure';
import { moneyPlaces } from '../attribution/sums';
import type { Currency } from '../money/currency';
import { unitsIn } from './arithmetic';
import type { BoardRestatement } from './board';

/** A month of the ledger: effective cost at 10^-moneyPlaces of the reading currency, and how many usage events. */
export interface Standing {
  cost: bigint;
  events: bigint;
}

/**
 * `now` − what was last said of the month: frozen plus what was restated since. Null where that is nothing.
 * `frozen` of the answer is what was last said, so that frozen + difference = now.
 */
export function restatementOf(
  month: string,
  frozen: Standing,
  now: Standing,
  carried: readonly BoardRestatement[],
  currency: Currency,
): BoardRestatement | null {
  const said = carried.reduce<Standing>(
    (sum, { difference, lateEvents }) => ({
      cost: sum.cost + unitsIn(difference, currency),
      events: sum.events + BigInt(lateEvents),
    }),
    frozen,
  );
  const difference = { cost: now.cost - said.cost, events: now.events - said.events };
  if (difference.cost === 0n && difference.events === 0n) return null;
  const text = (units: bigint) => fromUnits(units, moneyPlaces(currency));
  return {
    month,
    frozen: text(said.cost),
    now: text(now.cost),
    difference: text(difference.cost),
    lateEvents: difference.events.toString(),
  };
}
