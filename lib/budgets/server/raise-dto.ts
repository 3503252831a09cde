import type { Queryable } from '@/db/client';
import type { Actor } from '../../access/actor';
import { moneyToString } from '../../money/money';
import { type Budget, limitAt } from '../budget';
import type { RaiseRequestDto } from '../budget-dto';
import { limitUnits } from '../budget-units';
import { checkEnvelope } from '../envelope';
import { percentOf } from '../pace';
import type { BudgetRecord } from './budget-terms';
import { userFigures, wholeFigures } from './counter-figures';
import { may } from './may';
import { namesOf, teamOfScope } from './places';
import type { RaiseRecord } from './raise-rows';
import { budgetOf, type Reading, raiseOf } from './reading';

/** Requests of the budgets in `rows`, as a reader sees them, in their order. */
export async function raiseDtos(
  db: Queryable,
  reading: Reading,
  actor: Actor,
  rows: ReadonlyMap<bigint, BudgetRecord>,
  requests: readonly RaiseRecord[],
): Promise<RaiseRequestDto[]> {
  const budgets = [...rows.values()].map((row) => budgetOf(reading, row));
  const percents = await percentsOf(db, reading, budgets);
  return requests.flatMap((request) => {
    const row = rows.get(request.budgetId);
    return row ? [dtoOf(reading, actor, row, request, percents.get(row.id) ?? '0.0')] : [];
  });
}

async function percentsOf(
  db: Queryable,
  reading: Reading,
  budgets: readonly Budget[],
): Promise<Map<bigint, string>> {
  const whole = await wholeFigures(db, reading, budgets);
  const percents = new Map<bigint, string>();
  for (const budget of budgets) {
    const figures =
      budget.scope.kind === 'user'
        ? (await userFigures(db, reading, budget, 1)).top[0]
        : whole.get(budget.id);
    percents.set(budget.id, percentOf(figures?.spent ?? 0n, limitAt(budget, reading.now)) ?? '0.0');
  }
  return percents;
}

function dtoOf(
  reading: Reading,
  actor: Actor,
  row: BudgetRecord,
  request: RaiseRecord,
  percent: string,
): RaiseRequestDto {
  const budget = budgetOf(reading, row);
  const teamId = teamOfScope(budget.scope, reading.places);
  const isPending = request.state === 'pending' && row.archivedAt === null;
  const canDecide = isPending && may(actor, 'budgets.decide', teamId);
  const inForce = raiseOf(reading, row)?.requestId === request.id.toString();
  // The job that writes it down comes a little after the day.
  const isOver = request.state === 'approved' && !inForce;
  return {
    id: request.id.toString(),
    budget: {
      ...{ id: row.id.toString(), name: row.name, unit: budget.unit },
      ...{ currency: budget.currency, period: budget.period },
    },
    names: namesOf(budget.scope, reading.places),
    baseLimit: moneyToString(row.limitAmount),
    percent,
    state: isOver ? 'expired' : (request.state as RaiseRequestDto['state']),
    requestedLimit: moneyToString(request.requestedLimit),
    requestedUntil: request.requestedUntil,
    reason: request.reason,
    requestedBy: request.requestedByName,
    requestedAt: request.requestedAt.toISOString(),
    decidedLimit: request.decidedLimit === null ? null : moneyToString(request.decidedLimit),
    decidedUntil: request.decidedUntil,
    decidedBy: request.decidedByName,
    decidedAt: request.decidedAt?.toISOString() ?? null,
    note: request.note,
    inForce,
    canWithdraw: isPending && may(actor, 'budgets.request', teamId),
    canDecide,
    canEnd: inForce && may(actor, 'budgets.decide', teamId),
    wouldOverAllocate: canDecide && overAllocates(reading, budget, request),
  };
}

function overAllocates(reading: Reading, budget: Budget, { requestedLimit }: RaiseRecord): boolean {
  const all = [...reading.config.budgets.values()];
  const raised = { ...budget, limit: limitUnits(requestedLimit, budget.unit, budget.planRate) };
  const after = all.map((one) => (one.id === budget.id ? raised : one));
  const verdict = checkEnvelope(all, after, budget, reading.places);
  return !verdict.fits && verdict.code === 'over_allocation';
}
