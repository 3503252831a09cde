import { inArray } from 'drizzle-orm';
import { z } from 'zod';
import { teams } from '@/db/schema';
import type { Ctx } from '../../access/server/context';
import { verb } from '../../access/server/verb';
import { readWorkflowUsage } from '../../attribution/server/workflow-usage';
import type { PricedModel } from '../../calculator/usage-cost-prices';
import { parseMoney, sumMoney } from '../../money/money';
import { listPricedModels } from '../../pricing/server/list-priced-models';
import { startOfMonth } from '../../time/days';
import { draftedTerms, type MeteredLine } from '../draft-line';
import { planLineTerms } from '../plan';
import { METERED_DAYS, type MeteredWorkflows, meteredWorkflows } from './metered-workflows';
import { insertLine, planRows } from './plan-rows';

/** The larger workflows; the rest stays in the usage beside the plan. */
const MOST_LINES = 12;

/** Puts the larger workflows of one's teams that are not in the plan yet into it, going on as they were metered. */
export const draftPlan = verb({
  name: 'draftPlan',
  permission: 'forecast.plan',
  input: z.object({}),
  run: async ({ tx, ctx, scope, audit }) => {
    const [metered, kept, { models }] = await Promise.all([
      meteredWorkflows(ctx, scope),
      planRows(tx, scope),
      listPricedModels(ctx, {}),
    ]);
    const planned = new Set(kept.map(({ line, teamKey }) => `${teamKey} ${line.workflow}`));
    const wanted = metered.rows
      .flatMap(({ team, workflow }) =>
        team !== null && workflow !== null && !planned.has(`${team} ${workflow}`) ? [{ team, workflow }] : [],
      )
      .slice(0, MOST_LINES);
    const idOf = await teamIds(
      ctx,
      wanted.map(({ team }) => team),
    );
    const startMonth = startOfMonth(metered.period.to);
    const workflows: string[] = [];
    for (const { team, workflow } of wanted) {
      const teamId = idOf.get(team);
      const line = teamId === undefined ? null : await meteredLine(ctx, metered, teamId, workflow);
      const terms = line && termsOf(line, models);
      if (teamId === undefined || !terms) continue;
      await insertLine(tx, ctx, { teamId, workflow, startMonth, terms });
      workflows.push(`${team}/${workflow}`);
    }
    await audit({
      action: 'plan.draft',
      subject: { kind: 'plan', id: '1' },
      after: { workflows, days: METERED_DAYS },
    });
    return { lines: workflows.length };
  },
});

/** Null where what was metered is beyond what a plan can hold. */
function termsOf(line: MeteredLine, models: readonly PricedModel[]) {
  const parsed = planLineTerms.safeParse(draftedTerms(line, models));
  return parsed.success ? parsed.data : null;
}

async function teamIds({ db }: Ctx, keys: readonly string[]): Promise<Map<string, bigint>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .select({ key: teams.key, id: teams.id })
    .from(teams)
    .where(inArray(teams.key, [...keys]));
  return new Map(rows.map(({ key, id }) => [key, id]));
}

async function meteredLine(
  { db }: Ctx,
  { period, timeZone }: MeteredWorkflows,
  teamId: bigint,
  workflow: string,
): Promise<MeteredLine | null> {
  const { rows, users } = await readWorkflowUsage(db, workflow, period, timeZone, [teamId]);
  const priced = rows.filter((row) => row.priced);
  const sum = (of: (row: (typeof rows)[number]) => string) =>
    priced.reduce((total, row) => total + BigInt(of(row)), 0n);
  const calls = sum((row) => row.calls);
  if (calls <= 0n) return null;
  return {
    ...{ days: METERED_DAYS, people: users.people, calls },
    models: [...new Set(priced.map(({ model }) => model))],
    effectiveCost: sumMoney(priced.map((row) => parseMoney(row.effective_cost))),
    tokens: {
      // A plan writes no cache: what was written is input.
      input: sum((row) => row.input) + sum((row) => row.cache_write_5m) + sum((row) => row.cache_write_1h),
      cacheRead: sum((row) => row.cache_read),
      output: sum((row) => row.output),
      reasoning: sum((row) => row.reasoning),
    },
  };
}
