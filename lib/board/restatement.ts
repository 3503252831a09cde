import { fromUnits } from '../attribution/figure';
import { moneyPlaces } from '../attribution/sums';
import type { Currency } from '../money/currency';
import type { OutcomeStanding } from '../outcomes/standing';
import { unitsIn } from './arithmetic';
import type { BoardRestatement } from './board';
import { outcomesRestated } from './outcome-restatement';

/** A month of the ledger: effective cost at 10^-moneyPlaces of the reading currency, and how many usage events. */
export interface Standing {
  cost: bigint;
  events: bigint;
  /** By workflow; null of a month that was closed before outcomes were frozen too. */
  outcomes: ReadonlyMap<string, OutcomeStanding> | null;
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
  const said = carried.reduce(
    (sum, { difference, lateEvents }) => ({
      cost: sum.cost + unitsIn(difference, currency),
      events: sum.events + BigInt(lateEvents),
    }),
    { cost: frozen.cost, events: frozen.events },
  );
  const difference = { cost: now.cost - said.cost, events: now.events - said.events };
  const earlier = carried.flatMap(({ outcomes }) => outcomes ?? []);
  const outcomes =
    frozen.outcomes && now.outcomes ? outcomesRestated(frozen.outcomes, now.outcomes, earlier) : [];
  if (difference.cost === 0n && difference.events === 0n && outcomes.length === 0) return null;
  const text = (units: bigint) => fromUnits(units, moneyPlaces(currency));
  return {
    month,
    frozen: text(said.cost),
    now: text(now.cost),
    difference: text(difference.cost),
    lateEvents: difference.events.toString(),
    ...(frozen.outcomes && { outcomes }),
  };
}
