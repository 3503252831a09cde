import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { TeamScope } from '../../access/actor';
import type { Budget } from '../../budgets/budget';
import { appliedBudgets } from '../../budgets/budget-index';
import { budgetPeriodOf } from '../../budgets/budget-period';
import { missingOf, readExceeded } from '../../budgets/exceeded-text';
import type { GateAnswer } from '../../budgets/gate-answer';
import { type BudgetConfig, loadBudgetConfig } from '../../budgets/server/budget-config';
import { NOT_OF_A_RUN } from '../../evaluation/server/not-of-a-run';
import { parseMoney } from '../../money/money';
import { dayOf } from '../../time/period';
import { avoidedBlocks, type Blocks, type RefusedCall, type SavedCall } from '../replay/avoided-blocks';
import type { PastCall, ReplayedCall } from '../replay/replay-types';
import { WITHOUT_OWN } from './served-calls';

interface Row extends Record<string, unknown> {
  at_ms: string;
  user_id: string | null;
  answer: string;
  cost: string | null;
}

/** Refusals looked at in one replay at most: the first. */
const MOST_REFUSALS = 20_000;

export interface BlockCounting {
  /** Of a call that would have cost less or more. */
  note(past: PastCall, replayed: ReplayedCall): void;
  /** Of all that was noted. `until`: only refusals up to then, milliseconds; null: all. */
  result(until: number | null): Blocks;
}

/** Counts the calls of [from, to) that budgets refused, and of them those that a replay lets through. */
export async function countBlocks(
  db: Queryable,
  of: { from: Date; to: Date; teamId: bigint | null; scope: TeamScope },
): Promise<BlockCounting> {
  const rows = await readRefusals(db, of);
  if (rows.length === 0) return { note: () => {}, result: () => avoidedBlocks([], []) };
  const config = await loadBudgetConfig(db);
  const counterOf = counterNames(config);
  const keyIds = new Map([...config.keyNumbers].map(([id, number]) => [number, id]));
  const refused = rows.map((row) => refusedCall(row, config, counterOf));
  const saved: SavedCall[] = [];
  return {
    note({ call, countsFor }, { before, after }) {
      if (before === null || after === null || before === after) return;
      const { teamId, departmentId, userId, keyNumber } = countsFor;
      const keyId = keyNumber === null ? null : (keyIds.get(keyNumber) ?? null);
      const applied = appliedBudgets(config.index, {
        ...{ teamId, departmentId, userId, keyId, workflow: call.workflow },
      });
      const at = call.time.getTime();
      const counters = applied
        .filter(({ budget }) => budget.unit === 'currency')
        .map(({ budget, subjectId }) => counterOf(budget, subjectId, at));
      if (counters.length > 0) saved.push({ at, counters, saved: before - after });
    },
    result: (until) =>
      avoidedBlocks(
        saved,
        refused.filter(({ at }) => until === null || at <= until),
      ),
  };
}

function readRefusals(
  db: Queryable,
  of: { from: Date; to: Date; teamId: bigint | null; scope: TeamScope },
): Promise<Row[]> {
  const ids = of.scope === 'all' ? null : `{${of.scope.join(',')}}`;
  return db.execute<Row>(sql`
    select (extract(epoch from d.decided_at) * 1000)::text as at_ms, d.user_id::text as user_id, d.answer,
      d.estimated_cost::text as cost
    from gate_decisions d join attributions a on a.id = d.attribution_id join teams t on t.id = a.team_id
    where d.decision = 'deny' and d.reason = 'budget_exceeded'
      and d.decided_at >= ${of.from.toISOString()} and d.decided_at < ${of.to.toISOString()}
      and ${of.teamId === null ? WITHOUT_OWN : sql`t.id = ${of.teamId.toString()}::bigint`}
      and ${NOT_OF_A_RUN} and ${ids === null ? sql`true` : sql`t.id = any(${ids}::bigint[])`}
    order by d.decided_at, d.id limit ${MOST_REFUSALS}`);
}

type CounterOf = (budget: Budget, subjectId: bigint, at: number) => string;

const HOUR_MS = 3_600_000;

/** One name for the counter of a budget, a user and a period; days are looked up once an hour. */
function counterNames({ timeZone, fiscalYearStartMonth }: BudgetConfig): CounterOf {
  const days = new Map<number, string>();
  return ({ id, period }, subjectId, at) => {
    const hour = Math.floor(at / HOUR_MS);
    const day = days.get(hour) ?? dayOf(new Date(at), timeZone);
    days.set(hour, day);
    return `${id}:${subjectId}:${budgetPeriodOf(period, day, fiscalYearStartMonth).from}`;
  };
}

/** What no saving changes makes it unjudged: another reason, tokens, no price, or a budget that is archived now. */
function refusedCall(row: Row, config: BudgetConfig, counterOf: CounterOf): RefusedCall {
  const at = Math.floor(Number(row.at_ms));
  const { budgets, reasons } = JSON.parse(row.answer) as GateAnswer;
  const missing = new Map<string, bigint>();
  let isJudged = row.cost !== null;
  for (const { code, detail, budget_id: budgetId } of reasons) {
    const exceeded = code === 'budget_exceeded' ? readExceeded(detail) : null;
    if (exceeded && budgetId && exceeded.unit === 'currency') missing.set(budgetId, missingOf(exceeded));
    else if (REFUSES.has(code)) isJudged = false;
  }
  const counters = budgets.flatMap(({ id, unit }) => {
    if (unit === 'tokens') return [];
    const budget = config.budgets.get(BigInt(id));
    if (!budget) isJudged = false;
    const subjectId = budget?.scope.kind === 'user' ? BigInt(row.user_id ?? 0) : 0n;
    return budget ? [{ counter: counterOf(budget, subjectId, at), missing: missing.get(id) ?? 0n }] : [];
  });
  return { at, hold: row.cost === null ? 0n : parseMoney(row.cost), counters, isJudged };
}

const REFUSES: ReadonlySet<string> = new Set([
  ...['budget_exceeded', 'unpriced_model', 'throttled', 'killed', 'budget_unavailable'],
]);
