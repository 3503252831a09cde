import type { Decimal, Figure, KeyLabel } from '../attribution/dto';
import { fromUnits } from '../attribution/figure';
import { SHARE_PLACES } from '../attribution/sums';
import { divideHalfEven } from '../money/rounding';
import { type Bridge, sumBridges } from './bridge';
import type { BridgeDto, MemberBridgeDto, PartDto, Unpriced } from './dto';
import type { MemberChange, UnpricedSums } from './members';
import { DRIVER_PARTS } from './parts';

type Sides = Pick<MemberChange, 'requests' | 'unpriced'>;
type Amounts = Omit<Bridge, 'byModel'>;

export function memberDto(change: MemberChange, label: KeyLabel | null, places: number): MemberBridgeDto {
  return {
    ...bridgeDto(change.bridge, change, places),
    label,
    models: change.bridge && modelsDto(change.bridge, places),
  };
}

/** All members together; without parts where one of them has none. */
export function totalDto(members: readonly MemberChange[], places: number): BridgeDto {
  const bridges = members.flatMap(({ bridge }) => bridge ?? []);
  const whole = bridges.length === members.length ? sumBridges(bridges) : null;
  const sum = (of: (member: MemberChange) => bigint) =>
    members.reduce((total, member) => total + of(member), 0n);
  const side = (when: 'before' | 'after'): UnpricedSums => ({
    requests: sum(({ unpriced }) => unpriced[when].requests),
    quantity: sum(({ unpriced }) => unpriced[when].quantity),
  });
  return bridgeDto(
    whole,
    {
      requests: {
        before: sum(({ requests }) => requests.before),
        after: sum(({ requests }) => requests.after),
      },
      unpriced: { before: side('before'), after: side('after') },
    },
    places,
  );
}

function bridgeDto(bridge: Amounts | null, { requests, unpriced }: Sides, places: number): BridgeDto {
  return {
    ...figures(bridge, places),
    parts: bridge && partsDto(bridge, places),
    requests: { before: requests.before.toString(), after: requests.after.toString() },
    unpriced: { before: unpricedDto(unpriced.before), after: unpricedDto(unpriced.after) },
  };
}

function figures(bridge: Amounts | null, places: number): Pick<BridgeDto, 'before' | 'after' | 'change'> {
  const figure = (units: bigint | undefined): Figure =>
    units === undefined
      ? { value: null, reason: 'no_fx_rate' }
      : { value: fromUnits(units, places), reason: null };
  return { before: figure(bridge?.before), after: figure(bridge?.after), change: figure(bridge?.change) };
}

/** Shares are each rounded half to even at 6 decimals: the amounts sum, the percentages are for reading. */
const partsDto = ({ parts, before }: Amounts, places: number): PartDto[] =>
  DRIVER_PARTS.map((part) => ({
    part,
    amount: fromUnits(parts[part], places),
    share: shareOfBefore(parts[part], before),
  }));

const shareOfBefore = (amount: bigint, before: bigint): Decimal | null =>
  before <= 0n ? null : fromUnits(divideHalfEven(amount * 10n ** BigInt(SHARE_PLACES), before), SHARE_PLACES);

const modelsDto = ({ byModel }: Bridge, places: number): MemberBridgeDto['models'] =>
  byModel.map(({ model, change, parts }) => ({
    model,
    change: fromUnits(change, places),
    parts: DRIVER_PARTS.filter((part) => parts[part] !== 0n).map((part) => ({
      part,
      amount: fromUnits(parts[part], places),
    })),
  }));

const unpricedDto = ({ requests, quantity }: UnpricedSums): Unpriced => ({
  requests: requests.toString(),
  tokens: quantity.toString(),
});
