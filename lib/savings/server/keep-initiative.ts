import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { savingsInitiatives } from '@/db/schema';
import { refusal } from '../../access/fields';
import type { Ctx } from '../../access/server/context';
import { verb } from '../../access/server/verb';
import { type Calculation, calculate } from '../../calculator/outputs';
import { readActuals } from '../../calculator/server/read-actuals';
import { scenarioOwner, visibleScenario } from '../../calculator/server/scenario-access';
import type { ScenarioState } from '../../calculator/state';
import { compilePrices } from '../../calculator/usage-cost-prices';
import { pulledLevers } from '../../calculator/waterfall';
import { type Money, moneyToString, parseMoney } from '../../money/money';
import { listPricedModels } from '../../pricing/server/list-priced-models';
import { daysBetween } from '../../time/days';
import { zoneOf } from '../../usage/server/zone';
import { type InitiativeWorking, keepInitiativeInput } from '../initiative';
import { plannedMonthly } from '../planned';

/**
 * Keeps the plan of a scenario as a savings initiative against what its workflow really cost over the days the workload
 * was read from. Kept again, it replaces what was proposed.
 */
export const keepInitiative = verb({
  name: 'keepInitiative',
  permission: 'savings.propose',
  input: keepInitiativeInput,
  team: (_, { teamId }) => teamId,
  run: async ({ tx, ctx, input, scope, audit }) => {
    const scenario = await visibleScenario(tx, ctx.actor, scope, input.scenarioId);
    const { name, teamId } = input;
    const amounts = await amountsOf(
      { ...ctx, db: tx as unknown as Ctx['db'] },
      scenario.state as ScenarioState,
      teamId,
    );
    const before = await proposed(tx, scenario.id);
    const row = {
      ...{ name, teamId, scenarioId: scenario.id, workflow: scenario.workflow, state: 'proposed' },
      ...{ ...amounts, ownerId: scenarioOwner(ctx.actor), updatedAt: ctx.now },
    };
    const [stored] = before
      ? await tx.update(savingsInitiatives).set(row).where(eq(savingsInitiatives.id, before.id)).returning()
      : await tx
          .insert(savingsInitiatives)
          .values({ ...row, createdAt: ctx.now })
          .returning();
    if (!stored) throw new Error('The initiative could not be stored.');
    await audit({
      action: before ? 'initiative.change' : 'initiative.keep',
      subject: { kind: 'savings_initiative', id: stored.id.toString() },
      teamId,
      ...(before ? { before: facts(before) } : {}),
      after: facts(stored),
    });
    return { initiativeId: stored.id.toString(), replaced: before !== undefined };
  },
});

async function proposed(tx: Tx, scenarioId: bigint) {
  const [row] = await tx
    .select()
    .from(savingsInitiatives)
    .where(and(eq(savingsInitiatives.scenarioId, scenarioId), eq(savingsInitiatives.state, 'proposed')))
    .for('update');
  return row;
}

const facts = (row: typeof savingsInitiatives.$inferSelect) => ({
  name: row.name,
  scenarioId: row.scenarioId,
  workflow: row.workflow,
  baselineMonthly: moneyToString(row.baselineMonthly),
  plannedMonthly: moneyToString(row.plannedMonthly),
  working: row.working,
});

async function amountsOf(
  ctx: Ctx,
  { origin, workload, plan }: ScenarioState,
  teamId: bigint | null,
): Promise<{ baselineMonthly: Money; plannedMonthly: Money; working: InitiativeWorking }> {
  if (origin?.kind !== 'workflow')
    throw refusal(
      'invalid',
      'scenarioId',
      'no_actuals',
      'Fill the workload from what a workflow used first: a saving is measured against that.',
    );
  const levers = pulledLevers(plan);
  if (levers.length === 0)
    throw refusal(
      'invalid',
      'scenarioId',
      'no_levers',
      'Pull at least one lever: there is nothing to save yet.',
    );
  const { workflow, ...period } = origin;
  const days = { from: period.from, to: period.to };
  const asked = { workflow, period: days, timeZone: await zoneOf(ctx.db) };
  const [actuals, list] = await Promise.all([
    readActuals(ctx, { ...asked, scope: teamId === null ? 'all' : [teamId] }),
    listPricedModels(ctx, {}),
  ]);
  if (!actuals.found)
    throw refusal(
      'invalid',
      'teamId',
      actuals.reason,
      'This workflow has no priced usage of this team in the days of the scenario. Choose another team.',
    );
  const result = calculate(workload, plan, compilePrices(list.models));
  if (!result.priced)
    throw refusal('invalid', 'scenarioId', 'unpriced', `${result.model} has no price to reckon with.`);
  const baseline = parseMoney(actuals.monthlyEffectiveCost);
  return {
    baselineMonthly: baseline,
    plannedMonthly: plannedMonthly(baseline, result.savedShare),
    working: {
      ...{ period: days, days: daysBetween(days.from, days.to), effectiveCost: actuals.effectiveCost },
      ...modelled(result),
      ...{ pricesOn: list.day, levers, plan, unpricedTokens: actuals.unpriced.tokens },
    },
  };
}

const modelled = ({ baseline, optimised, fineTuning }: Calculation) => ({
  modelledBaseline: moneyToString(baseline.costPer.month?.total ?? parseMoney('0')),
  modelledOptimised: moneyToString(optimised.costPer.month?.total ?? parseMoney('0')),
  trainingCost: fineTuning && moneyToString(fineTuning.trainingCost),
});
