import { type Money, moneyToString } from '../money/money';
import { type Budget, limitAt, type Threshold, thresholdAt } from './budget';
import { TOKEN_UNIT } from './budget-units';
import type { Standing, StandingState } from './verdict';

/** What a counter says, folded and locked; amounts in 10⁻¹² US dollars or tokens. */
export interface CounterFigures {
  spent: bigint;
  reserved: bigint;
  /** Start of the minute that `minuteCalls` counts, milliseconds since 1970; null: no call yet. */
  minute: number | null;
  minuteCalls: number;
}

/** A budget that applies to a call, with its counter of the period. */
export interface BudgetCounter {
  budget: Budget;
  figures: CounterFigures;
  /** Percents whose executive review decided to continue this period. */
  continued: ReadonlySet<number>;
}

export const MINUTE_MS = 60_000;

export const usedOf = (counter: BudgetCounter): bigint => counter.figures.spent + counter.figures.reserved;

/** Beyond this, a minute ahead is not that of another gate's clock, but of one that was wrong. */
const AHEAD_MS = 5 * MINUTE_MS;

/** The UTC minute of `nowMs`, or the later one that a gate with another clock counts already. */
export function minuteOf({ figures: { minute } }: Pick<BudgetCounter, 'figures'>, nowMs: number): number {
  const own = nowMs - (nowMs % MINUTE_MS);
  return minute !== null && minute > own && minute <= own + AHEAD_MS ? minute : own;
}

/** Calls let through in that minute. */
export const callsThisMinute = (counter: Pick<BudgetCounter, 'figures'>, nowMs: number): number =>
  counter.figures.minute === minuteOf(counter, nowMs) ? counter.figures.minuteCalls : 0;

/** What a threshold does now: an executive review that decided to continue only warns from then on. */
export const actionOf = (counter: BudgetCounter, { percent, action }: Threshold): Threshold['action'] =>
  action.kind === 'executive_review' && counter.continued.has(percent) ? { kind: 'warn' } : action;

/** The lowest threshold at which the gate refuses now; null: it never does. */
export function blockingThreshold(counter: BudgetCounter): Threshold | null {
  let lowest: Threshold | null = null;
  for (const threshold of counter.budget.thresholds) {
    const { kind } = actionOf(counter, threshold);
    if (kind !== 'block' && kind !== 'executive_review') continue;
    if (lowest === null || threshold.percent < lowest.percent) lowest = threshold;
  }
  return lowest;
}

const STRENGTH = ['notify', 'warn', 'throttle', 'downgrade', 'block', 'executive_review'] as const;

/** The strongest action among the thresholds that `used` has reached. */
export function stateOf(counter: BudgetCounter, used: bigint, limit: bigint): StandingState {
  let strongest = 0;
  for (const threshold of counter.budget.thresholds) {
    if (used < thresholdAt(limit, threshold.percent)) continue;
    strongest = Math.max(strongest, STRENGTH.indexOf(actionOf(counter, threshold).kind));
  }
  const action = STRENGTH[strongest];
  return action === undefined || action === 'notify' ? 'ok' : action;
}

/** `81.4`: of the limit, one decimal, rounded down, so that 100.0 is never said before it is true. */
export function percentText(used: bigint, limit: bigint): string {
  if (limit <= 0n) return '100.0';
  const tenths = used <= 0n ? 0n : (used * 1000n) / limit;
  return `${tenths / 10n}.${tenths % 10n}`;
}

/** Ledger units as the wire says them: USD with twelve decimals, or whole tokens. */
export function unitsText(units: bigint, budget: Pick<Budget, 'unit'>): string {
  return budget.unit === 'tokens' ? String(units / TOKEN_UNIT) : moneyToString(units as Money);
}

/** Orders counters by how much of their limit is used, most first; a limit of zero comes before all. */
export function byStrictness(
  a: { used: bigint; limit: bigint; budgetId: bigint },
  b: { used: bigint; limit: bigint; budgetId: bigint },
): number {
  if (a.limit <= 0n !== b.limit <= 0n) return a.limit <= 0n ? -1 : 1;
  const left = a.used * b.limit;
  const right = b.used * a.limit;
  if (left !== right) return left > right ? -1 : 1;
  return a.budgetId < b.budgetId ? -1 : 1;
}

/** The budgets as they stand with `holds` taken on their counters, the strictest first. */
export function standingsOf(
  counters: readonly BudgetCounter[],
  holds: readonly bigint[],
  now: Date,
): Standing[] {
  return counters
    .map((counter, index) => {
      const limit = limitAt(counter.budget, now);
      const used = usedOf(counter) + (holds[index] ?? 0n);
      return { counter, used, limit, budgetId: counter.budget.id };
    })
    .sort(byStrictness)
    .map(({ counter, used, limit, budgetId }) => ({
      budgetId,
      name: counter.budget.name,
      scope: counter.budget.scope.kind,
      unit: counter.budget.unit,
      percent: percentText(used, limit),
      state: stateOf(counter, used, limit),
      remaining: unitsText(limit - used, counter.budget),
    }));
}
