import { changeOf, emptySums, figureOf, moneyPlaces } from '../attribution/sums';
import type { Currency } from '../money/currency';
import type { Board, BoardDepartment } from './board';
import type { FrozenSpend } from './frozen-spend';
import { restatedBridge } from './restated-bridge';

type Compared = Pick<Board, 'spend' | 'departments' | 'bridge'>;

/**
 * The same figures held against the closed month as it was frozen. What its ledger moved by since is a part of the
 * bridge of its own, `restated`, so that the bridge and those of its departments still lead from the figure before to the
 * figure now.
 */
export function againstFrozen(compared: Compared, frozen: FrozenSpend, currency: Currency): Compared {
  const { spend, departments, bridge } = compared;
  const previous = figureOf('effective_cost', frozen.total, currency);
  const moved = changeOf(spend.amount, previous, moneyPlaces(currency));
  return {
    spend: {
      amount: spend.amount,
      previous,
      change: moved.difference,
      changeShare: moved.ratio.value,
    },
    departments: [...departments, ...gone(departments, frozen, currency)].map((row) => ({
      ...row,
      previous: figureOf('effective_cost', frozen.departments.get(row.key)?.sums ?? emptySums(), currency),
    })),
    bridge: restatedBridge(bridge, frozen, currency),
  };
}

/** Departments that had usage then, and of which the ledger knows none in either period now. */
function gone(
  departments: readonly BoardDepartment[],
  frozen: FrozenSpend,
  currency: Currency,
): BoardDepartment[] {
  const nothing = figureOf('effective_cost', emptySums(), currency);
  const known = new Set(departments.map(({ key }) => key));
  return [...frozen.departments].flatMap(([key, { name }]) =>
    known.has(key) ? [] : [{ key, name, effectiveCost: nothing, previous: nothing, share: '0.000000' }],
  );
}
