import type { Queryable } from '@/db/client';
import type { Actor } from '../../access/actor';
import { moneyToString } from '../../money/money';
import type { Budget } from '../budget';
import { limitAt } from '../budget';
import type {
  Allocation,
  BudgetPosition,
  BudgetRow,
  BudgetTerms,
  EnvelopeRoom,
  UsersSummary,
} from '../budget-dto';
import { PERIODS_PER_YEAR } from '../budget-period';
import { allocationOf, annualLimit, roomFor } from '../envelope';
import { amountText, inOwnUnit, ownText } from '../own-unit';
import { percentOf } from '../pace';
import { highestReached, positionOf } from '../position';
import type { BudgetRecord } from './budget-terms';
import { type SubjectFigures, type UserFigures, userFigures, wholeFigures } from './counter-figures';
import { may } from './may';
import { namesOf, teamOfScope } from './places';
import { budgetOf, continuedOf, periodNow, type Reading, raiseOf, scopeDto } from './reading';

const TOP_USERS = 10;

/** The rows of some budgets, as a reader sees them, in their order. */
export async function budgetRows(
  db: Queryable,
  reading: Reading,
  actor: Actor,
  rows: readonly BudgetRecord[],
): Promise<BudgetRow[]> {
  const budgets = rows.map((row) => budgetOf(reading, row));
  const whole = await wholeFigures(db, reading, budgets);
  const result: BudgetRow[] = [];
  for (const row of rows) {
    const budget = budgetOf(reading, row);
    const users = budget.scope.kind === 'user' ? await userFigures(db, reading, budget, TOP_USERS) : null;
    const figures = users ? (users.top[0] ?? nothing(reading, budget)) : whole.get(row.id);
    result.push(rowOf(reading, actor, row, figures ?? nothing(reading, budget), users));
  }
  return result;
}

const nothing = (reading: Reading, budget: Budget): SubjectFigures => ({
  subjectId: 0n,
  period: periodNow(reading, budget),
  spent: 0n,
  reserved: 0n,
  unpricedTokens: 0n,
  spentToday: 0n,
});

function rowOf(
  reading: Reading,
  actor: Actor,
  row: BudgetRecord,
  figures: SubjectFigures,
  users: UserFigures | null,
): BudgetRow {
  const budget = budgetOf(reading, row);
  const raise = raiseOf(reading, row);
  const teamId = teamOfScope(budget.scope, reading.places);
  const live = row.archivedAt === null;
  const sets = live && may(actor, 'budgets.envelope', teamId);
  const edit = live && may(actor, 'budgets.edit', teamId);
  const { amount = budget.limitAmount, ...inForce } = raise ?? {};
  return {
    ...termsOf(reading, row),
    position: position(reading, budget, amount, figures),
    users: users && usersOf(reading, budget, amount, users),
    raise: raise && (inForce as BudgetRow['raise']),
    pendingRequests: reading.requests.filter((one) => one.budgetId === row.id && one.state === 'pending')
      .length,
    openReview: reading.openReviews.some(({ budgetId }) => budgetId === row.id),
    allocation: allocation(reading, budget),
    envelope: envelopeRoom(reading, budget),
    can: {
      edit,
      envelope: sets,
      archive: edit && (sets || budget.scope.kind !== 'team'),
      request: live && may(actor, 'budgets.request', teamId),
      decide: live && may(actor, 'budgets.decide', teamId),
    },
  };
}

function termsOf(reading: Reading, row: BudgetRecord): BudgetTerms {
  const budget = budgetOf(reading, row);
  return {
    id: row.id.toString(),
    name: row.name,
    scope: scopeDto(budget.scope),
    names: namesOf(budget.scope, reading.places),
    unit: budget.unit,
    currency: budget.currency,
    limit: moneyToString(row.limitAmount),
    planRate: row.planRate,
    period: budget.period,
    thresholds: [...budget.thresholds],
    stopCondition: row.stopCondition,
    owner: row.ownerId === null ? null : { id: row.ownerId, name: reading.ownerNames.get(row.ownerId) ?? '' },
    whenUnavailable: budget.whenUnavailable,
    whenUnpriced: budget.whenUnpriced,
    reviewOn: row.reviewOn,
    reviewDue: row.archivedAt === null && row.reviewOn <= reading.today,
    createdAt: row.createdAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
  };
}

function position(
  reading: Reading,
  budget: Budget,
  limitAmount: bigint,
  figures: SubjectFigures,
): BudgetPosition {
  const { now, today, timeZone } = reading;
  const continued = continuedOf(reading, budget, figures.subjectId, figures.period.from);
  return positionOf({
    ...{ budget, limitAmount, counter: figures, spentToday: figures.spentToday },
    ...{ continued, now, today, timeZone },
  });
}

function usersOf(reading: Reading, budget: Budget, limitAmount: bigint, users: UserFigures): UsersSummary {
  const own = (units: bigint) => inOwnUnit(units, budget);
  return {
    users: users.users,
    total: ownText(users.total, budget),
    reached: budget.thresholds.map((threshold, index) => ({
      ...threshold,
      users: users.reached[index] ?? 0,
    })),
    top: users.top.map(({ subjectId, user, spent, reserved }) => ({
      subjectId: subjectId.toString(),
      user,
      spent: ownText(spent, budget),
      reserved: ownText(reserved, budget),
      remaining: amountText(limitAmount - own(spent) - own(reserved)),
      percent: percentOf(spent, limitAt(budget, reading.now)) ?? '0.0',
      reached: highestReached(budget, spent, reading.now),
    })),
  };
}

/** In the budget's own unit; what is given on in other currencies counts at the rate of each budget's plan. */
function allocation(reading: Reading, budget: Budget): Allocation | null {
  const found = allocationOf([...reading.config.budgets.values()], budget, reading.places);
  if (!found) return null;
  return {
    budgets: found.places,
    annualLimit: amountText(budget.limitAmount * PERIODS_PER_YEAR[budget.period]),
    annualAllocated: ownText(found.annualAllocated, budget),
    annualLeft: ownText(found.annualLeft, budget),
    left: ownText(floorDiv(found.annualLeft, PERIODS_PER_YEAR[budget.period]), budget),
    overAllocated: found.annualLeft < 0n,
  };
}

type Planned = Pick<Budget, 'scope' | 'unit' | 'period' | 'limit' | 'planRate'>;

/** How far a budget, or a draft of one, may go; for a draft, too, others of its place do not count. */
export function envelopeRoom(reading: Reading, budget: Planned): EnvelopeRoom {
  const all = [...reading.config.budgets.values()];
  const room = roomFor(all, budget.scope, budget.unit, reading.places);
  if (!room) return { above: null, maxLimit: null, left: null };
  const yearly = PERIODS_PER_YEAR[budget.period];
  return {
    above: room.above.kind,
    maxLimit: ownText(room.annual > 0n ? room.annual / yearly : 0n, budget),
    left: ownText(floorDiv(room.annual - annualLimit(budget), yearly), budget),
  };
}

const floorDiv = (a: bigint, b: bigint): bigint => (a >= 0n ? a / b : -((-a + b - 1n) / b));
