import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { dayOf } from '../../time/period';
import { blockingPercent } from '../budget';
import { budgetPeriodOf } from '../budget-period';
import type { BudgetConfig, BudgetConfigCache } from './budget-config';
import { announceDenied, isDue, standingCounters } from './evaluate-budgets';
import type { CounterStanding } from './threshold-facts';

/** A blocking threshold at which the gate refused a call. */
export interface RefusedThreshold {
  standing: CounterStanding;
  percent: number;
}

export interface RefusalAnnouncer {
  /** Announces each once; returns at once. What fails is announced by the minute job. */
  note(refused: readonly RefusedThreshold[]): void;
  /** Finishes what was noted. */
  settled(): Promise<void>;
}

/** Beyond this many, refusals are looked up in the database again. */
const REMEMBERED = 10_000;

/** Announces refusals of a running gate, one after the other, without holding up its decisions. */
export function createRefusalAnnouncer(options: {
  db: Db;
  cache: BudgetConfigCache;
  now: () => Date;
  onError?: (error: unknown) => void;
}): RefusalAnnouncer {
  const { db, cache, now, onError } = options;
  const known = new Set<string>();
  let running: Promise<void> = Promise.resolve();

  return {
    note(refused) {
      for (const one of refused) {
        const { budget, subjectId, period } = one.standing;
        const action = budget.thresholds.find(({ percent }) => percent === one.percent)?.action.kind;
        const text = `${budget.id}:${subjectId}:${period.from}:${one.percent}:${action}`;
        if (known.has(text)) continue;
        if (known.size >= REMEMBERED) known.clear();
        known.add(text);
        running = running.then(async () => {
          try {
            await announce(db, cache.current(), one, now());
          } catch (error) {
            known.delete(text);
            onError?.(error);
          }
        });
      }
    },
    settled: () => running,
  };
}

const announce = (db: Db, config: BudgetConfig, { standing, percent }: RefusedThreshold, at: Date) =>
  db.transaction((tx) => announceDenied(tx, at, config, standing, percent));

/** The refusals of this long are looked at again, in case a process ended before it announced them. */
const LOOK_BACK_MS = 15 * 60_000;

/** Announces refusals that nobody announced: the minute job, after a crash too. Returns how many thresholds. */
export async function announceMissedRefusals(db: Db, config: BudgetConfig, now: Date): Promise<number> {
  const since = new Date(now.getTime() - LOOK_BACK_MS).toISOString();
  const refused = await db.execute<{ budget: string; subject: string }>(sql`
    select distinct budget_id::text as budget, coalesce(user_id, 0)::text as subject from gate_decisions
    where decision = 'deny' and reason = 'budget_exceeded' and decided_at >= ${since}::timestamptz
      and budget_id is not null`);
  const day = dayOf(now, config.timeZone);
  let announced = 0;
  for (const row of refused) {
    const budget = config.budgets.get(BigInt(row.budget));
    const percent = budget && blockingPercent(budget.thresholds);
    if (!budget || percent == null) continue;
    const subjectId = budget.scope.kind === 'user' ? BigInt(row.subject) : 0n;
    const { from } = budgetPeriodOf(budget.period, day, config.fiscalYearStartMonth);
    const [standing] = await standingCounters(
      db,
      config,
      now,
      sql`c.budget_id = ${budget.id} and c.subject_id = ${subjectId} and c.period_from = ${from}::date`,
    );
    const threshold = budget.thresholds.find((one) => one.percent === percent);
    if (!standing || !threshold || !isDue(standing, threshold)) continue;
    announced += (await db.transaction((tx) => announceDenied(tx, now, config, standing, percent))).length;
  }
  return announced;
}
