import type { TeamScope } from '../../access/actor';
import type { Ctx } from '../../access/server/context';
import {
  type CallsRow,
  readWorkflowUsage,
  type WorkflowUsage,
} from '../../attribution/server/workflow-usage';
import { moneyOf, moneyToString, parseMoney } from '../../money/money';
import { divideHalfEven } from '../../money/rounding';
import { listPricedModels } from '../../pricing/server/list-priced-models';
import { daysBetween, type Period } from '../../time/days';
import type { ActualsNote, MeteredCalls, MeteredUsage, NoActuals, WorkloadFromActuals } from '../actuals';
import { sixDecimals } from '../actuals-numbers';
import { byModel, compareDown, type MeteredSum, sumOfCalls, tokensIn } from '../actuals-sums';
import { workloadOfUsage } from '../actuals-workload';
import { type CompiledModel, compilePrices } from '../usage-cost-prices';
import { workloadInput } from '../workload-input';

const MONTH_DAYS = 30n;

export interface ActualsAsked {
  workflow: string;
  period: Period;
  timeZone: string;
  scope: TeamScope;
}

export type Actuals = Omit<WorkloadFromActuals, 'teamId'> | NoActuals;

/** Reads the days of a workflow. */
export async function readActuals(
  ctx: Ctx,
  { workflow, period, timeZone, scope }: ActualsAsked,
): Promise<Actuals> {
  const found = await readWorkflowUsage(ctx.db, workflow, period, timeZone, scope);
  const usage = meteredUsage(found, daysBetween(period.from, period.to));
  const prices = await pricesOf(ctx, usage.rows);
  const read = workloadOfUsage(usage, writesAreDear(prices));
  const workload = workloadInput.safeParse(read?.workload);
  if (!read || !workload.success)
    return { found: false, reason: usage.rows.length === 0 ? 'no_usage' : 'no_priced_usage', period };
  const priced = sumOfCalls(usage.rows.filter((row) => row.priced));
  return {
    ...{ found: true as const, workflow, period, days: usage.days, daysWithUsage: usage.daysWithUsage },
    ...{ workload: workload.data, notes: [...read.notes, ...hoursNote(prices)] },
    ...costsOf(priced, usage),
    ...sharesSaid(usage),
    people: usage.users.people || null,
  };
}

function costsOf(priced: MeteredSum, { rows, days }: MeteredUsage) {
  const unpriced = sumOfCalls(rows.filter((row) => !row.priced));
  const monthly = divideHalfEven(priced.effectiveCost * MONTH_DAYS, BigInt(days));
  const models = byModel(rows.filter((row) => row.priced))
    .sort((a, b) => compareDown(a.sum.effectiveCost, b.sum.effectiveCost))
    .map(({ model, sum }) => ({
      model,
      calls: sum.calls.toString(),
      tokens: tokensIn(sum.tokens).toString(),
      effectiveCost: moneyToString(moneyOf(sum.effectiveCost)),
    }));
  return {
    effectiveCost: moneyToString(moneyOf(priced.effectiveCost)),
    monthlyEffectiveCost: moneyToString(moneyOf(monthly)),
    calls: priced.calls.toString(),
    callsPerDay: String(sixDecimals(priced.calls, BigInt(days))),
    retries: priced.retries.toString(),
    tokens: Object.fromEntries(
      Object.entries(priced.tokens).map(([key, count]) => [key, count.toString()]),
    ) as WorkloadFromActuals['tokens'],
    models,
    unpriced: { calls: unpriced.calls.toString(), tokens: tokensIn(unpriced.tokens).toString() },
  };
}

function sharesSaid({ rows, anatomy, users, tasks }: MeteredUsage): Pick<WorkloadFromActuals, 'coverage'> {
  const { calls, retries } = sumOfCalls(rows);
  const share = (part: bigint, whole: bigint) => ({ part: part.toString(), whole: whole.toString() });
  return {
    coverage: {
      anatomy: share(anatomy.calls, calls),
      users: share(users.calls, calls),
      tasks: share(tasks.firstAttempts, calls - retries),
    },
  };
}

/** Today's prices of the models that were used. */
async function pricesOf(ctx: Ctx, rows: readonly MeteredCalls[]): Promise<readonly CompiledModel[]> {
  const names = new Set(rows.filter(({ priced }) => priced).map(({ model }) => model));
  const { models } = await listPricedModels(ctx, {});
  return compilePrices(models.filter(({ model }) => names.has(model))).models;
}

/** Whether some model charges more for writing its cache than for input, at any size. */
const writesAreDear = (models: readonly CompiledModel[]): boolean =>
  models.some(({ sizes }) => sizes.some(({ cachingPays }) => !cachingPays));

/** The calculator knows no time of day: it reckons with the price outside such hours. */
function hoursNote(models: readonly CompiledModel[]): ActualsNote[] {
  const byHour = models.filter(({ rates }) => (rates?.windows?.length ?? 0) > 0).map(({ name }) => name);
  return byHour.length === 0 ? [] : [{ key: 'pricesByHour', values: { models: byHour.join(', ') } }];
}

function meteredUsage({ rows, daysWithUsage, users, shape }: WorkflowUsage, days: number): MeteredUsage {
  return {
    ...{ days, daysWithUsage },
    rows: rows.map(meteredCalls),
    anatomy: {
      calls: BigInt(shape.anatomy_calls),
      inputTokens: BigInt(shape.anatomy_input),
      systemPromptTokens: BigInt(shape.system_prompt),
      historyTokens: BigInt(shape.history),
      retrievedTokens: BigInt(shape.retrieved),
    },
    users: { calls: BigInt(users.calls), people: users.people },
    tasks: { firstAttempts: BigInt(shape.task_attempts), tasks: BigInt(shape.tasks) },
  };
}

const meteredCalls = (row: CallsRow): MeteredCalls => ({
  ...{ model: row.model, serviceTier: row.service_tier, priced: row.priced },
  calls: BigInt(row.calls),
  retries: BigInt(row.retries),
  tokens: {
    input: BigInt(row.input),
    cacheRead: BigInt(row.cache_read),
    cacheWrite5m: BigInt(row.cache_write_5m),
    cacheWrite1h: BigInt(row.cache_write_1h),
    output: BigInt(row.output),
    reasoning: BigInt(row.reasoning),
  },
  effectiveCost: parseMoney(row.effective_cost),
});
