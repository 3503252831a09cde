import { fromUnits } from '../attribution/figure';
import { changeOf, emptySums, figureOf, moneyPlaces, SHARE_PLACES, type Sums } from '../attribution/sums';
import type { BridgeDto, PartDto } from '../drivers/dto';
import type { Currency } from '../money/currency';
import { divideHalfEven } from '../money/rounding';
import { unitsIn } from './arithmetic';
import type { Board, BoardDepartment } from './board';

/** What the days before cost when their month was closed. A department of then may have no usage now. */
export interface FrozenSpend {
  total: Sums;
  /** By department key; null: teams of no department. */
  departments: ReadonlyMap<string | null, FrozenDepartment>;
}

export interface FrozenDepartment {
  name: string | null;
  sums: Sums;
}

type Compared = Pick<Board, 'spend' | 'departments' | 'bridge'>;

/**
 * The same figures held against the closed month as it was frozen. What its ledger moved by since is a part of the
 * bridge of its own, `restated`, so that the bridge still leads from the figure before to the figure now.
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
    bridge: { ...bridge, total: restatedBridge(bridge.total, frozen.total, currency) },
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

function restatedBridge(total: BridgeDto, frozen: Sums, currency: Currency): BridgeDto {
  const { before, after, parts } = total;
  if (before.value === null || after.value === null || parts === null || frozen.missingRate) return total;
  const [was, now, is] = [
    frozen.effective_cost,
    unitsIn(before.value, currency),
    unitsIn(after.value, currency),
  ];
  if (was === now) return total;
  const figure = (units: bigint) => ({ value: fromUnits(units, moneyPlaces(currency)), reason: null });
  const share = (amount: bigint) =>
    was <= 0n ? null : fromUnits(divideHalfEven(amount * 10n ** BigInt(SHARE_PLACES), was), SHARE_PLACES);
  const restated: PartDto = {
    part: 'restated',
    amount: fromUnits(now - was, moneyPlaces(currency)),
    share: share(now - was),
  };
  const rest = parts.map((part) => ({ ...part, share: share(unitsIn(part.amount, currency)) }));
  return { ...total, before: figure(was), change: figure(is - was), parts: [restated, ...rest] };
}
