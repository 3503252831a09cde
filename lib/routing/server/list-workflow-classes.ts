import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { workflowTaskClasses } from '@/db/schema';
import type { TeamScope } from '../../access/actor';
import { question } from '../../access/server/verb';
import { may } from '../../budgets/server/may';
import { type InstantRange, toInstants } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';
import type { WorkflowClassDto, WorkflowClassesDto } from '../workflow-class-dto';
import { listTaskClasses } from './list-task-classes';

const MOST_WORKFLOWS = 200;
const day = z.iso.date();

interface Row extends Record<string, unknown> {
  workflow: string;
  calls: string;
  undeclared: string;
}

/** The workflows of the teams in reach with the class set for each: those with most calls that declare none first. */
export const listWorkflowClasses = question({
  name: 'listWorkflowClasses',
  permission: 'routing.read',
  /** Days of the organisation's zone, half-open. */
  input: z.object({ period: z.object({ from: day, to: day }) }),
  run: async ({ db, ctx, input, scope }): Promise<WorkflowClassesDto> => {
    const used = await usedWorkflows(db, toInstants(input.period, await zoneOf(db)), scope);
    const set = new Map((await db.select().from(workflowTaskClasses)).map((row) => [row.workflow, row]));
    const inUse = new Set((await listTaskClasses(ctx, {})).map(({ key }) => key));
    const unused = scope === 'all' ? [...set.keys()].filter((key) => !used.has(key)) : [];
    const rows = [...used.values(), ...unused.map((workflow) => ({ workflow, calls: '0', undeclared: '0' }))];
    const listed = rows.map(({ workflow, calls, undeclared }): WorkflowClassDto => {
      const found = set.get(workflow);
      return {
        ...{ workflow, calls, undeclared },
        set: found
          ? {
              taskClass: found.taskClass,
              isInUse: inUse.has(found.taskClass),
              byName: found.setByName,
              at: found.setAt.toISOString(),
            }
          : null,
      };
    });
    // What is set stays in sight, however little it is called.
    const shown = [...listed.filter((one) => one.set), ...listed.filter((one) => !one.set)].slice(
      0,
      MOST_WORKFLOWS,
    );
    return {
      workflows: shown.sort((a, b) => compare(b.undeclared, a.undeclared) || compare(b.calls, a.calls)),
      more: listed.length - shown.length,
      maySet: may(ctx.actor, 'routing.publish', null),
    };
  },
});

async function usedWorkflows(
  db: Queryable,
  { from, to }: InstantRange,
  scope: TeamScope,
): Promise<Map<string, Row>> {
  const ids = scope === 'all' ? null : `{${scope.join(',')}}`;
  const rows = await db.execute<Row>(sql`
    select a.workflow, sum(u.requests)::text as calls,
      coalesce(sum(u.requests) filter (where u.task_class = ''), 0)::text as undeclared
    from usage_hourly u join attributions a on a.id = u.attribution_id
    where u.hour >= ${from.toISOString()} and u.hour < ${to.toISOString()} and a.workflow is not null
      and ${ids === null ? sql`true` : sql`a.team_id = any(${ids}::bigint[])`}
    group by 1 order by sum(u.requests) filter (where u.task_class = '') desc nulls last, sum(u.requests) desc`);
  return new Map(rows.map((row) => [row.workflow, row]));
}

const compare = (a: string, b: string): number => {
  const difference = BigInt(a) - BigInt(b);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
};
