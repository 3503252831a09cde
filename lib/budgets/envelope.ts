import {
  type BudgetPeriodKind,
  type BudgetScope,
  type BudgetUnit,
  blockingPercent,
  type Threshold,
} from './budget';
import { PERIODS_PER_YEAR } from './budget-period';
import { scopeKey } from './scope-key';

/**
 * The envelope: what is given on below a budget must fit into it. Limits of different periods are compared per year,
 * in ledger units, without raises (those end by themselves). A place with several budgets of a unit is held by the
 * tightest that stops calls, so that one counts; where none does, by the widest. Departments, teams and workflows
 * divide what is above them; a cap per user and a key's budget do not, since their usage is in a workflow's too: each
 * alone must fit.
 */
export interface EnvelopeBudget {
  id: bigint;
  scope: BudgetScope;
  unit: BudgetUnit;
  period: BudgetPeriodKind;
  limit: bigint;
  thresholds: readonly Threshold[];
}

/** Where teams and keys belong now. */
export interface Structure {
  departmentOf: (teamId: bigint) => bigint | null;
  /** Null: a key of no team. */
  teamOfKey: (keyId: string) => bigint | null;
}

export type DividedScope = Exclude<BudgetScope, { kind: 'workflow' | 'user' | 'api_key' }>;
type Budgets = readonly EnvelopeBudget[];

export const annualLimit = (budget: Pick<EnvelopeBudget, 'limit' | 'period'>): bigint =>
  budget.limit * PERIODS_PER_YEAR[budget.period];

/** The places a scope lies in, nearest first. */
export function placesAbove(scope: BudgetScope, structure: Structure): DividedScope[] {
  const organisation = { kind: 'organisation' } as const;
  switch (scope.kind) {
    case 'organisation':
      return [];
    case 'department':
      return [organisation];
    case 'team': {
      const departmentId = structure.departmentOf(scope.teamId);
      return departmentId === null ? [organisation] : [{ kind: 'department', departmentId }, organisation];
    }
    case 'user':
      return [scope.of, ...placesAbove(scope.of, structure)];
    case 'workflow':
      return withTeam(scope.teamId, structure);
    case 'api_key': {
      const teamId = structure.teamOfKey(scope.keyId);
      return teamId === null ? [organisation] : withTeam(teamId, structure);
    }
  }
}

function withTeam(teamId: bigint, structure: Structure): DividedScope[] {
  const team = { kind: 'team', teamId } as const;
  return [team, ...placesAbove(team, structure)];
}

interface Held {
  scope: BudgetScope;
  annual: bigint;
}

/** What holds each place with budgets of the unit per year, by {@link scopeKey}: made once for many places. */
function heldPlaces(budgets: Budgets, unit: BudgetUnit): Map<string, Held> {
  const places = new Map<string, EnvelopeBudget[]>();
  for (const budget of budgets) {
    if (budget.unit !== unit) continue;
    const key = scopeKey(budget.scope);
    const known = places.get(key);
    if (known) known.push(budget);
    else places.set(key, [budget]);
  }
  return new Map([...places].map(([key, own]) => [key, heldBy(own)]));
}

/** Of the budgets of one place and unit: a tight one that stops nothing must not hide a wide one. */
function heldBy(budgets: Budgets): Held {
  const blocking = budgets.filter(({ thresholds }) => blockingPercent(thresholds) !== null);
  const isTightest = blocking.length > 0;
  const [first, ...others] = (isTightest ? blocking : budgets).map((budget) => ({
    scope: budget.scope,
    annual: annualLimit(budget),
  }));
  if (!first) throw new RangeError('A place without a budget is held by none.');
  return others.reduce((held, one) => (one.annual < held.annual === isTightest ? one : held), first);
}

export interface Above {
  scope: DividedScope;
  annual: bigint;
}

/** The nearest place above with a budget of the unit. */
export function nearestAbove(
  budgets: Budgets,
  scope: BudgetScope,
  unit: BudgetUnit,
  structure: Structure,
): Above | null {
  return firstAbove(heldPlaces(budgets, unit), scope, structure);
}

function firstAbove(held: ReadonlyMap<string, Held>, scope: BudgetScope, structure: Structure): Above | null {
  for (const place of placesAbove(scope, structure)) {
    const found = held.get(scopeKey(place));
    if (found) return { scope: place, annual: found.annual };
  }
  return null;
}

const divides = (scope: BudgetScope): boolean => scope.kind !== 'user' && scope.kind !== 'api_key';

/** The places that divide `above` directly, by key, each with what holds it per year. */
function dividedBelow(
  held: ReadonlyMap<string, Held>,
  above: BudgetScope,
  structure: Structure,
): Map<string, bigint> {
  const aboveKey = scopeKey(above);
  const below = new Map<string, bigint>();
  for (const [key, { scope, annual }] of held) {
    if (!divides(scope)) continue;
    const nearest = firstAbove(held, scope, structure);
    if (nearest && scopeKey(nearest.scope) === aboveKey) below.set(key, annual);
  }
  return below;
}

const sumOf = (amounts: Iterable<bigint>): bigint => {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
};

export interface EnvelopeAllocation {
  places: number;
  annualLimit: bigint;
  annualAllocated: bigint;
  /** Below zero: over-allocated. */
  annualLeft: bigint;
}

/** How much of a budget has been given on; null for one that nothing divides. */
export function allocationOf(
  budgets: Budgets,
  budget: EnvelopeBudget,
  structure: Structure,
): EnvelopeAllocation | null {
  if (!divides(budget.scope) || budget.scope.kind === 'workflow') return null;
  const below = dividedBelow(heldPlaces(budgets, budget.unit), budget.scope, structure);
  const annual = annualLimit(budget);
  const annualAllocated = sumOf(below.values());
  return { places: below.size, annualLimit: annual, annualAllocated, annualLeft: annual - annualAllocated };
}

/** What is left per year for a place in the nearest budget above it, its own budgets not counted. */
export function roomFor(
  budgets: Budgets,
  scope: BudgetScope,
  unit: BudgetUnit,
  structure: Structure,
): { above: Above['scope']; annual: bigint } | null {
  const held = heldPlaces(budgets, unit);
  const above = firstAbove(held, scope, structure);
  if (!above) return null;
  if (!divides(scope)) return { above: above.scope, annual: above.annual };
  const others = dividedBelow(held, above.scope, structure);
  others.delete(scopeKey(scope));
  return { above: above.scope, annual: above.annual - sumOf(others.values()) };
}

export type EnvelopeVerdict =
  | { fits: true }
  | { fits: false; code: 'no_envelope' }
  /** `annualRoom`: what the place may have per year at most. */
  | { fits: false; code: 'over_allocation'; above: DividedScope; annualRoom: bigint };

/** Whether a change at a place stays within the envelope. To lower what holds it always does. */
export function checkEnvelope(
  before: Budgets,
  after: Budgets,
  { scope, unit }: { scope: BudgetScope; unit: BudgetUnit },
  structure: Structure,
): EnvelopeVerdict {
  const held = heldPlaces(before, unit).get(scopeKey(scope))?.annual ?? null;
  const wanted = heldPlaces(after, unit).get(scopeKey(scope))?.annual ?? null;
  if (wanted === null || (held !== null && wanted <= held)) return { fits: true };
  const room = roomFor(after, scope, unit, structure);
  if (!room) return { fits: false, code: 'no_envelope' };
  if (wanted <= room.annual) return { fits: true };
  return { fits: false, code: 'over_allocation', above: room.above, annualRoom: room.annual };
}
