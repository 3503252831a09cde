import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import type { TeamScope } from '../../access/actor';
import { question } from '../../access/server/verb';
import { type Filter, periodSchema, WHOLE } from '../../attribution/query';
import { labelKeys } from '../../attribution/server/labels';
import { conditions } from '../../attribution/server/where';
import { emptySums, figureOf } from '../../attribution/sums';
import type { Currency } from '../../money/currency';
import { addDays, addMonths, type Period, previousPeriod, startOfMonth } from '../../time/days';
import { dayOf } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';
import type { OutcomeDefinitionDto, WorkflowResultDetail } from '../dto';
import { readingCurrency, workflowText } from '../outcome-input';
import { resultOf, type WorkflowResult } from '../profit-and-loss';
import { emptyTally } from '../worth';
import { loadDefinitions } from './definition-book';
import { definitionDto } from './definition-dto';
import { readWorkflowLedger } from './workflow-ledger';
import { mayEditWorkflow, scopeNames } from './workflow-team';

const TREND_MONTHS = 13;

/**
 * Profit and loss of one workflow: the period, the one before, thirteen months, and what its outcome is. Null for a
 * workflow that no usage, outcome or definition within the reader's teams names.
 */
export const workflowResult = question({
  name: 'workflowResult',
  permission: 'outcomes.read',
  input: z.object({ workflow: workflowText, period: periodSchema, currency: readingCurrency }),
  run: async ({ db, ctx, input, scope }): Promise<WorkflowResultDetail | null> => {
    const { workflow, period, currency } = input;
    if (!(await isKnown(db, workflow, scope))) return null;
    const filters: Filter[] = [{ dimension: 'workflow', values: [workflow], exclude: false }];
    const read = (over: Period, byMonth: boolean) =>
      readWorkflowLedger(db, { period: over, currency, filters, byMonth }, scope);
    const [now, before, months, definition, uncounted, canEdit] = await Promise.all([
      read(period, false),
      read(previousPeriod(period), false),
      read(trendPeriod(period), true),
      liveDefinition(db, workflow, scope, ctx.now),
      countUncounted(db, filters, period, scope),
      mayEditWorkflow(db, ctx.actor, workflow),
    ]);
    const nothing = await emptyResult(db, workflow, currency, definition);
    const trend = months.rows[0]?.results ?? months.starts.map(() => nothing);
    return {
      ...now.resolved,
      result: now.rows[0]?.results[0] ?? nothing,
      previous: before.rows[0]?.results[0] ?? nothing,
      trend: trend.map((result, index) => ({ ...result, month: (months.starts[index] ?? '').slice(0, 7) })),
      ...{ definition, uncounted, canEdit },
    };
  },
});

async function isKnown(db: Queryable, workflow: string, scope: TeamScope): Promise<boolean> {
  if (await scopeNames(db, scope, workflow)) return true;
  return (await loadDefinitions(db, scope, { workflow })).length > 0;
}

function trendPeriod(period: Period): Period {
  const last = startOfMonth(addDays(period.to, -1));
  return { from: addMonths(last, 1 - TREND_MONTHS), to: addMonths(last, 1) };
}

async function liveDefinition(
  db: Queryable,
  workflow: string,
  scope: TeamScope,
  now: Date,
): Promise<OutcomeDefinitionDto | null> {
  const [[defined], [labels], zone] = await Promise.all([
    loadDefinitions(db, scope, { workflow }),
    labelKeys(db, ['workflow'], [[workflow]]),
    zoneOf(db),
  ]);
  return defined ? definitionDto(defined, labels?.[0]?.label ?? workflow, dayOf(now, zone)) : null;
}

/** Names of outcomes that came in for the workflow and that its definition does not count. */
async function countUncounted(db: Queryable, filters: Filter[], { from, to }: Period, scope: TeamScope) {
  const where = conditions({ dimensions: [], filters, cell: WHOLE }, scope);
  const rows = await db.execute<{ outcome: string; count: string }>(sql`
    select u.outcome, sum(u.count)::text as count
    from outcomes_daily u join attributions a on a.id = u.attribution_id
    where ${sql.join([sql`u.day >= ${from}::date`, sql`u.day < ${to}::date`, ...where], sql` and `)}
      and not exists (select 1 from outcome_definitions d
        where d.workflow = a.workflow and d.outcome = u.outcome and d.archived_at is null)
    group by 1 having sum(u.count) <> 0 order by 1`);
  return [...rows];
}

/** The result of a period in which nothing was recorded. */
async function emptyResult(
  db: Queryable,
  workflow: string,
  currency: Currency,
  definition: OutcomeDefinitionDto | null,
): Promise<WorkflowResult> {
  const [labels] = await labelKeys(db, ['workflow'], [[workflow]]);
  return resultOf({
    workflow,
    label: labels?.[0]?.label ?? workflow,
    teams: [],
    outcome: definition && {
      definitionId: definition.id,
      unit: definition.unit,
      vouchedBy: definition.vouchedBy,
    },
    effectiveCost: figureOf('effective_cost', emptySums(), currency),
    unpricedTokens: '0',
    tally: emptyTally(),
  });
}
