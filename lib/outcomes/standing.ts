import type { Currency } from '../money/currency';
import { addOutcomes, emptyTally, ratesOf, type Tally, type Worth } from './worth';

/** Outcomes of one workflow and day that are worth the same. */
export interface OutcomeDay {
  workflow: string;
  day: string;
  count: bigint;
  /** How many records they came in. */
  rows: bigint;
  /** Null: of no known value. */
  worth: Worth | null;
}

/** What a workflow delivered over some days. */
export interface OutcomeStanding {
  count: bigint;
  rows: bigint;
  /** After rework, in the reading currency at 10⁻²²; null where some of it has no value or no rate. */
  worth: bigint | null;
}

/** By workflow. Every day is read at its own rate; another currency is rounded half to even, day by day. */
export function outcomeStandings(
  days: readonly OutcomeDay[],
  currency: Currency,
  rateOn: (day: string) => ReadonlyMap<Currency, string>,
): Map<string, OutcomeStanding> {
  const tallies = new Map<string, { tally: Tally; rows: bigint }>();
  for (const { workflow, day, count, rows, worth } of days) {
    const of = tallies.get(workflow) ?? { tally: emptyTally(), rows: 0n };
    addOutcomes(of.tally, count, worth, { currency, rateOf: ratesOf(rateOn(day)) });
    tallies.set(workflow, { tally: of.tally, rows: of.rows + rows });
  }
  return new Map(
    [...tallies].map(([workflow, { tally, rows }]) => {
      const isKnown = !tally.lacksValue && !tally.lacksRate;
      return [workflow, { count: tally.count, rows, worth: isKnown ? tally.worth : null }];
    }),
  );
}
