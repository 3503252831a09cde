import { randomUUID } from 'node:crypto';
import { and, eq, isNotNull, lt, or } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { evaluationRuns } from '@/db/schema';
import type { RunRecord } from './evaluation-rows';

/** A run that a worker has: no other takes it until the claim runs out. */
export interface RunClaim {
  run: RunRecord;
  /** False where the run was stopped meanwhile, or another worker has it. */
  keep(): Promise<boolean>;
  /** Lets another worker go on with it. */
  giveBack(): Promise<void>;
}

/** Longer than a few tries to say that the worker is alive. */
const LEASE_MS = 60_000;

/** Runs that wait for a worker, or whose worker died. */
const isFree = (at: Date) =>
  and(
    isNotNull(evaluationRuns.baseUrl),
    or(
      eq(evaluationRuns.state, 'waiting'),
      and(eq(evaluationRuns.state, 'running'), lt(evaluationRuns.claimedUntil, at)),
    ),
  );

export async function freeRuns(db: Db, at: Date): Promise<bigint[]> {
  const rows = await db.select({ id: evaluationRuns.id }).from(evaluationRuns).where(isFree(at));
  return rows.map(({ id }) => id);
}

/** Takes a run; null where it is not free. Of several that try at once, one gets it. */
export async function claimRun(db: Db, now: () => Date, runId: bigint): Promise<RunClaim | null> {
  const claim = randomUUID();
  const until = () => new Date(now().getTime() + LEASE_MS);
  const [run] = await db
    .update(evaluationRuns)
    .set({ state: 'running', claim, claimedUntil: until() })
    .where(and(eq(evaluationRuns.id, runId), isFree(now())))
    .returning();
  if (!run) return null;
  const mine = and(
    eq(evaluationRuns.id, runId),
    eq(evaluationRuns.claim, claim),
    eq(evaluationRuns.state, 'running'),
  );
  return {
    run,
    async keep() {
      const kept = await db
        .update(evaluationRuns)
        .set({ claimedUntil: until() })
        .where(mine)
        .returning({ id: evaluationRuns.id });
      return kept.length > 0;
    },
    async giveBack() {
      await db.update(evaluationRuns).set({ state: 'waiting', claim: null, claimedUntil: null }).where(mine);
    },
  };
}
