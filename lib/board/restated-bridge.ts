import { fromUnits } from '../attribution/figure';
import { moneyPlaces, SHARE_PLACES } from '../attribution/sums';
import { memberDto } from '../drivers/bridge-dto';
import type { BridgeDto, ChangeExplanation, MemberBridgeDto, PartDto } from '../drivers/dto';
import { noParts } from '../drivers/parts';
import type { Currency } from '../money/currency';
import { divideHalfEven } from '../money/rounding';
import { unitsIn } from './arithmetic';
import type { FrozenSpend } from './frozen-spend';

/**
 * A bridge by department that starts from the closed month as it was frozen, as a whole and of each department. What the
 * ledger moved by since is the part `restated` of each; like every part, the departments' sum to the whole's. It can be
 * zero of the whole where usage moved between departments alone. Unchanged where an exchange rate is missing, then or now.
 */
export function restatedBridge(
  bridge: ChangeExplanation,
  frozen: FrozenSpend,
  currency: Currency,
): ChangeExplanation {
  const { total, members } = bridge;
  if (total.parts === null || frozen.total.missingRate) return bridge;
  const restated = [...members, ...gone(members, frozen, currency)].map((member) => {
    const was = frozen.departments.get(keyOf(member))?.sums.effective_cost ?? 0n;
    return startingFrom(member, was, currency);
  });
  return {
    ...bridge,
    total: startingFrom(total, frozen.total.effective_cost, currency),
    members: restated.sort((a, b) => bySize(sizeOf(a, currency), sizeOf(b, currency))),
  };
}

/** Null: what belongs to no department. */
const keyOf = ({ label }: MemberBridgeDto): string | null => label?.value ?? null;

/** Departments that had usage then, and of which the ledger knows none in either period now. */
function gone(
  members: readonly MemberBridgeDto[],
  { departments }: FrozenSpend,
  currency: Currency,
): MemberBridgeDto[] {
  const known = new Set(members.map(keyOf));
  const none = { requests: 0n, quantity: 0n };
  return [...departments].flatMap(([key, { name }]) => {
    if (known.has(key)) return [];
    const change = {
      member: key,
      bridge: { before: 0n, after: 0n, change: 0n, parts: noParts(), byModel: [] },
      requests: { before: 0n, after: 0n },
      unpriced: { before: none, after: none },
    };
    const label = { dimension: 'department' as const, value: key, label: name, pending: false };
    return [memberDto(change, label, moneyPlaces(currency))];
  });
}

/** The same bridge from `was`, in units of the reading currency, with the way from there to the ledger's figure as its first part. */
function startingFrom<T extends BridgeDto>(bridge: T, was: bigint, currency: Currency): T {
  const { before, after, parts } = bridge;
  if (before.value === null || after.value === null || parts === null) return bridge;
  const [now, is] = [unitsIn(before.value, currency), unitsIn(after.value, currency)];
  if (was === now) return bridge;
  const money = (units: bigint) => fromUnits(units, moneyPlaces(currency));
  const figure = (units: bigint) => ({ value: money(units), reason: null });
  const share = (amount: bigint) =>
    was <= 0n ? null : fromUnits(divideHalfEven(amount * 10n ** BigInt(SHARE_PLACES), was), SHARE_PLACES);
  const restated: PartDto = { part: 'restated', amount: money(now - was), share: share(now - was) };
  const rest = parts.map((part) => ({ ...part, share: share(unitsIn(part.amount, currency)) }));
  return { ...bridge, before: figure(was), change: figure(is - was), parts: [restated, ...rest] };
}

function sizeOf({ change }: BridgeDto, currency: Currency): bigint {
  const units = change.value === null ? 0n : unitsIn(change.value, currency);
  return units < 0n ? -units : units;
}

const bySize = (a: bigint, b: bigint): number => (a === b ? 0 : a > b ? -1 : 1);
