import { fromUnits, toUnits } from '../attribution/figure';
import type { OutcomeStanding } from '../outcomes/standing';
import { WORTH_PLACES } from '../outcomes/worth';
import type { OutcomeRestatement } from './board';

const NOTHING: OutcomeStanding = { count: 0n, rows: 0n, worth: 0n };

/** The workflows whose outcomes are no longer what was last said of them (frozen plus `carried`), by name. */
export function outcomesRestated(
  frozen: ReadonlyMap<string, OutcomeStanding>,
  now: ReadonlyMap<string, OutcomeStanding>,
  carried: readonly OutcomeRestatement[],
): OutcomeRestatement[] {
  const workflows = [...new Set([...frozen.keys(), ...now.keys()])].sort();
  return workflows.flatMap((workflow) => {
    const before = carried.filter((one) => one.workflow === workflow);
    const was = before.reduce(addCarried, frozen.get(workflow) ?? NOTHING);
    const is = now.get(workflow) ?? NOTHING;
    if (was.count === is.count && was.rows === is.rows && was.worth === is.worth) return [];
    return [
      {
        ...{ workflow, label: workflow, frozen: was.count.toString(), now: is.count.toString() },
        difference: (is.count - was.count).toString(),
        lateRecords: (is.rows - was.rows).toString(),
        worth: worthMoved(was.worth, is.worth),
      },
    ];
  });
}

function addCarried(sum: OutcomeStanding, one: OutcomeRestatement): OutcomeStanding {
  const isKnown = sum.worth !== null && one.worth !== null;
  return {
    count: sum.count + BigInt(one.difference),
    rows: sum.rows + BigInt(one.lateRecords),
    worth: isKnown ? (sum.worth ?? 0n) + toUnits(one.worth?.difference ?? '0', WORTH_PLACES) : null,
  };
}

function worthMoved(was: bigint | null, is: bigint | null): OutcomeRestatement['worth'] {
  if (was === null || is === null) return null;
  const text = (units: bigint) => fromUnits(units, WORTH_PLACES);
  return { frozen: text(was), now: text(is), difference: text(is - was) };
}
