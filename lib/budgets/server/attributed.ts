import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import type { BudgetConfig } from './budget-config';

/** Whom an attribution counts for after tag rules. */
export interface Attributed {
  teamId: bigint;
  departmentId: bigint | null;
  workflow: string | null;
}

export interface AttributedCache {
  /** By attribution id: those asked for, and others that were. */
  read(config: BudgetConfig, ids: Iterable<number>): Promise<ReadonlyMap<number, Attributed>>;
}

const CHUNK = 5_000;

/**
 * The effective attributions of one configuration, read after it: where its version still stands in the transaction
 * that uses them, no tag rule has changed them in between.
 */
export function createAttributedCache(db: Db): AttributedCache {
  const byConfig = new WeakMap<BudgetConfig, Map<number, Attributed>>();
  return {
    async read(config, ids) {
      const known = byConfig.get(config) ?? new Map<number, Attributed>();
      byConfig.set(config, known);
      const missing = [...new Set(ids)].filter((id) => !known.has(id));
      for (let start = 0; start < missing.length; start += CHUNK) {
        const rows = await db.execute<{ id: string; team: string; workflow: string | null }>(sql`
          select id::text as id, team_id::text as team, workflow from attributions
          where id = any(string_to_array(${missing.slice(start, start + CHUNK).join(',')}, ',')::bigint[])`);
        for (const row of rows) {
          const teamId = BigInt(row.team);
          const departmentId = config.departmentOfTeam.get(teamId) ?? null;
          known.set(Number(row.id), { teamId, departmentId, workflow: row.workflow });
        }
      }
      return known;
    },
  };
}
