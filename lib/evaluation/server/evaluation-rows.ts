import { createHash } from 'node:crypto';
import { and, eq, inArray, isNull, or, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Queryable } from '@/db/client';
import { evaluationRuns, goldenSets, taskClasses, teams } from '@/db/schema';
import type { TeamScope } from '../../access/actor';
import { refusal } from '../../access/fields';
import { notFound } from '../../errors';
import { BUILT_IN_TASK_CLASSES } from '../../routing/task-class';

export type GoldenSetRecord = typeof goldenSets.$inferSelect;
export type RunRecord = typeof evaluationRuns.$inferSelect;

/** What a reader sees: the organisation's, and that of his teams. */
export const visibleIn = (scope: TeamScope, teamId: PgColumn): SQL | undefined =>
  scope === 'all' ? undefined : or(isNull(teamId), inArray(teamId, [...scope]));

/** Throws `not_found`. */
export async function findSet(db: Queryable, setId: bigint): Promise<GoldenSetRecord> {
  const [row] = await db.select().from(goldenSets).where(eq(goldenSets.id, setId));
  if (!row) throw notFound('There is no such golden set.');
  return row;
}

/** Throws `not_found`. */
export async function findRun(db: Queryable, runId: bigint): Promise<RunRecord> {
  const [row] = await db.select().from(evaluationRuns).where(eq(evaluationRuns.id, runId));
  if (!row) throw notFound('There is no such run.');
  return row;
}

/** The team that pays for a run; of one brought in from a file, the set's. */
export async function payingTeamId(db: Queryable, { payingTeam, teamId }: RunRecord): Promise<bigint | null> {
  if (payingTeam === null) return teamId;
  const [team] = await db.select({ id: teams.id }).from(teams).where(eq(teams.key, payingTeam));
  return team?.id ?? null;
}

/** Throws `invalid` where there is no such kind of work. */
export async function assertTaskClass(db: Queryable, key: string): Promise<void> {
  if ((BUILT_IN_TASK_CLASSES as readonly string[]).includes(key)) return;
  const [own] = await db
    .select({ key: taskClasses.key })
    .from(taskClasses)
    .where(and(eq(taskClasses.key, key), isNull(taskClasses.archivedAt)));
  if (!own)
    throw refusal(
      'invalid',
      'taskClass',
      'unknown_task_class',
      `There is no task class "${key.slice(0, 60)}".`,
    );
}

/** The key of a team that is in use. Throws `invalid`. */
export async function openTeam(db: Queryable, teamId: bigint, path = 'teamId'): Promise<string> {
  const [team] = await db.select().from(teams).where(eq(teams.id, teamId));
  if (!team || team.archivedAt)
    throw refusal('invalid', path, 'team_archived', 'This team does not exist or is archived.');
  return team.key;
}

/** The key of a case that has none of its own: the same prompt is the same case. */
export const caseKey = (prompt: string): string =>
  createHash('sha256').update(prompt).digest('hex').slice(0, 32);
