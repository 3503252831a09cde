import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { TeamScope } from '../../access/actor';
import { MODEL_TABLES } from '../../attribution/server/dimension-columns';
import { NOT_OF_A_RUN } from '../../evaluation/server/not-of-a-run';
import { parseMoney } from '../../money/money';
import type { ServedCalls } from '../drift';

interface Row extends Record<string, unknown> {
  task_class: string;
  workflow: string | null;
  team: string;
  environment: string | null;
  customer_segment: string | null;
  provider: string;
  model: string;
  calls: string;
  cost: string | null;
}

/** Calls of whole hours [from, to), by everything that the lists of a policy's rules ask for. */
export async function servedCalls(
  db: Queryable,
  of: {
    /** Milliseconds since 1970. */
    from: number;
    to: number;
    /** Null: of every team that has no policy of its own. */
    teamId: bigint | null;
    scope: TeamScope;
  },
): Promise<ServedCalls[]> {
  const ids = of.scope === 'all' ? null : `{${of.scope.join(',')}}`;
  const rows = await db.execute<Row>(sql`
    with used as (
      select u.attribution_id, u.model_id, u.task_class, sum(u.requests) as calls,
        sum(u.effective_cost) filter (where u.price_version_id <> 0) as cost
      from usage_hourly u
      where u.hour >= ${new Date(of.from).toISOString()} and u.hour < ${new Date(of.to).toISOString()}
      group by 1, 2, 3
    )
    select u.task_class, a.workflow, t.key as team, a.environment, a.customer_segment, p.key as provider,
      mr.key as model, sum(u.calls)::text as calls, sum(u.cost)::text as cost
    from used u join attributions a on a.id = u.attribution_id join teams t on t.id = a.team_id
      join (${MODEL_TABLES}) on m.id = u.model_id
    where ${of.teamId === null ? WITHOUT_OWN : sql`t.id = ${of.teamId.toString()}::bigint`}
      and ${NOT_OF_A_RUN}
      and ${ids === null ? sql`true` : sql`t.id = any(${ids}::bigint[])`}
    group by 1, 2, 3, 4, 5, 6, 7`);
  return rows.map((row) => ({
    ...{ taskClass: row.task_class, workflow: row.workflow, team: row.team, environment: row.environment },
    ...{ customerSegment: row.customer_segment, provider: row.provider, model: row.model },
    calls: BigInt(row.calls),
    cost: row.cost === null ? null : parseMoney(row.cost),
  }));
}

/** The team `t` has no published policy of its own. */
export const WITHOUT_OWN = sql`not exists (select from routing_policies rp join routing_policy_versions rv on rv.policy_id = rp.id
  where rp.team_id = t.id and rv.status = 'published')`;
