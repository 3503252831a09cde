import { and, inArray, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { auditLog, budgetRequests, budgets } from '@/db/schema';
import { type Money, parseMoney } from '../../money/money';
import { addDays, type Period } from '../../time/days';
import { dayOf, startOfDay } from '../../time/period';
import type { Budget } from '../budget';
import { limitUnits } from '../budget-units';
import { budgetOfRow } from './budget-config';

/** A counter of a budget for everyone in its scope, in a period that may be over. Ledger units. */
export interface PastCounter {
  budget: Budget;
  period: Period;
  spent: bigint;
  reserved: bigint;
  unpricedTokens: bigint;
  /** In force when the period ended, or now where it runs: as set then, or as raised. */
  limit: bigint;
  /** The same in the budget's own unit, at 10⁻¹². */
  limitAmount: bigint;
}

type Row = Record<'budget' | 'start' | 'after' | 'spent' | 'reserved' | 'unpriced', string>;

/** The counters whose periods touch these days, of budgets that were in force when the period ended. */
export async function readPastCounters(
  db: Queryable,
  { from, to }: Period,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<PastCounter[]> {
  const [counters, rows] = await Promise.all([
    db.execute<Row>(sql`
      select c.budget_id::text as budget, c.period_from::text as start, c.period_to::text as after,
        (c.spent + coalesce(d.spent, 0))::numeric(38,12)::text as spent,
        (c.reserved + coalesce(d.reserved, 0))::numeric(38,12)::text as reserved,
        (c.unpriced_tokens + coalesce(d.unpriced, 0))::text as unpriced
      from budget_counters c left join lateral (
        select sum(spent) as spent, sum(reserved) as reserved, sum(unpriced_tokens) as unpriced
        from budget_deltas where counter_id = c.id
      ) d on true
      where c.subject_id = 0 and c.period_from < ${to}::date and c.period_to > ${from}::date
      order by c.period_from, c.budget_id`),
    db.select().from(budgets),
  ]);
  const byId = new Map(rows.map((row) => [row.id.toString(), row]));
  const limits = await loadLimits(db);
  const today = dayOf(now, timeZone);
  // Many counters end on few days, and a zone's midnight is dear to work out.
  const ends = new Map(
    [...new Set(counters.map(({ after }) => after))].map((after) => [after, startOfDay(after, timeZone)]),
  );
  return counters.flatMap((counter) => {
    const row = byId.get(counter.budget);
    const end = ends.get(counter.after) ?? startOfDay(counter.after, timeZone);
    const isOver = end <= now;
    const at = isOver ? end : now;
    const day = isOver ? addDays(counter.after, -1) : today;
    if (!row || row.scope === 'user' || (row.archivedAt && row.archivedAt < at)) return [];
    const set = limits.setAt(row, at);
    const raised = limits.raisedAt(row.id, { at, day });
    const limitAmount = raised !== null && raised > set.limitAmount ? raised : set.limitAmount;
    const budget = budgetOfRow(row);
    return [
      {
        ...{ budget, limitAmount, limit: limitUnits(limitAmount, budget.unit, set.planRate) },
        period: { from: counter.start, to: counter.after },
        spent: parseMoney(counter.spent),
        reserved: parseMoney(counter.reserved),
        unpricedTokens: BigInt(counter.unpriced),
      },
    ];
  });
}

type BudgetRow = typeof budgets.$inferSelect;
interface SetLimit {
  limitAmount: bigint;
  planRate: string | null;
}

/** What limits were before they were changed, from the audit log, and raises that have been in force. */
async function loadLimits(db: Queryable) {
  const [edits, raises] = await Promise.all([
    db
      .select({
        at: auditLog.at,
        action: auditLog.action,
        id: auditLog.subjectId,
        before: auditLog.before,
      })
      .from(auditLog)
      .where(
        and(
          sql`${auditLog.subjectKind} = 'budget'`,
          inArray(auditLog.action, ['budget.edit', 'budget.raise_end']),
        ),
      )
      .orderBy(auditLog.seq),
    db
      .select()
      .from(budgetRequests)
      .where(inArray(budgetRequests.state, ['approved', 'expired'])),
  ]);
  return {
    /** The first change after an instant says what was in force at it. */
    setAt(row: BudgetRow, at: Date): SetLimit {
      const next = edits.find(
        (edit) => edit.action === 'budget.edit' && edit.id === row.id.toString() && edit.at > at,
      );
      const before = next?.before as { limit?: unknown; planRate?: unknown } | null | undefined;
      if (typeof before?.limit !== 'string') return row;
      return {
        limitAmount: parseMoney(before.limit),
        planRate: typeof before.planRate === 'string' ? before.planRate : null,
      };
    },
    /** The raise decided last, if it was in force on the day and nobody had ended it. */
    raisedAt(budgetId: bigint, { at, day }: { at: Date; day: string }): Money | null {
      const decided = raises
        .filter((one) => one.budgetId === budgetId && one.decidedAt !== null && one.decidedAt <= at)
        .sort((a, b) => (a.id < b.id ? 1 : -1));
      const [last] = decided;
      if (!last?.decidedLimit || !last.decidedAt || !last.decidedUntil) return null;
      const since = last.decidedAt;
      const isEnded = edits.some(
        (edit) =>
          edit.action === 'budget.raise_end' &&
          edit.id === budgetId.toString() &&
          edit.at > since &&
          edit.at <= at,
      );
      return isEnded || last.decidedUntil < day ? null : last.decidedLimit;
    },
  };
}
