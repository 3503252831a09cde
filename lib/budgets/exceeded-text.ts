import { parseMoney } from '../money/money';
import { type Budget, thresholdAt } from './budget';
import { TOKEN_UNIT } from './budget-units';
import { percentText, unitsText } from './standing';

/** A budget that a call would have taken beyond where it stops, in ledger units. */
export interface Exceeded {
  unit: Budget['unit'];
  /** Spent and reserved, without the call. */
  used: bigint;
  limit: bigint;
  /** What the call may take. */
  hold: bigint;
  /** Of the limit, where the budget stops. */
  percent: number;
}

/** As the gate's answer says it: exact, so that it can be read back. */
export function writeExceeded(
  { name, unit }: Pick<Budget, 'name' | 'unit'>,
  of: Omit<Exceeded, 'unit'>,
): string {
  const wire = unit === 'tokens' ? 'tokens' : 'USD';
  const say = (units: bigint) => `${unitsText(units, { unit })} ${wire}`;
  return (
    `The budget “${name}” has used ${say(of.used)} of ${say(of.limit)} ` +
    `(${percentText(of.used, of.limit)} %); this call may take ${say(of.hold)}, beyond the ${of.percent} % at which it stops.`
  );
}

const WRITTEN =
  /^[\s\S]*” has used (-?[\d.]+) (USD|tokens) of ([\d.]+) \2 \([\d.]+ %\); this call may take ([\d.]+) \2, beyond the (\d+) % at which it stops\./;

/** What {@link writeExceeded} wrote, whatever the budget is named; null: something else. */
export function readExceeded(detail: string): Exceeded | null {
  const [, used, wire, limit, hold, percent] = WRITTEN.exec(detail) ?? [];
  if (used === undefined || limit === undefined || hold === undefined) return null;
  const unit = wire === 'tokens' ? 'tokens' : 'currency';
  const units = (text: string): bigint => (unit === 'tokens' ? BigInt(text) * TOKEN_UNIT : parseMoney(text));
  return { unit, used: units(used), limit: units(limit), hold: units(hold), percent: Number(percent) };
}

/** How much less would have had to be used for the call to go through. */
export const missingOf = ({ used, limit, hold, percent }: Exceeded): bigint =>
  used + hold - thresholdAt(limit, percent);
