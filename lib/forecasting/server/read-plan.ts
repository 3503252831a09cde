import { and, asc, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { teams } from '@/db/schema';
import { type TeamScope, teamScope } from '../../access/actor';
import { reach } from '../../access/permissions';
import type { Ctx } from '../../access/server/context';
import { question } from '../../access/server/verb';
import { rateFor } from '../../calculator/price-list';
import { CURRENCIES, LEDGER_CURRENCY } from '../../money/currency';
import { moneyOf, moneyToString, subtractMoney, sumMoney, ZERO } from '../../money/money';
import { listPricedModels } from '../../pricing/server/list-priced-models';
import { startOfMonth } from '../../time/days';
import type { PlanDto } from '../plan';
import { meteredWorkflows } from './metered-workflows';
import { planRows } from './plan-rows';
import { readEnvelope } from './read-envelope';

const MONTHS = 12;

/** The bottom-up plan of the reader's teams over twelve months, with its prices of today and the envelope above it. */
export const readPlan = question({
  name: 'readPlan',
  permission: 'usage.read',
  input: z.object({ currency: z.enum(CURRENCIES).default(LEDGER_CURRENCY) }),
  run: async ({ db, ctx, input, scope }): Promise<PlanDto> => {
    const editable = planScope(ctx);
    const [rows, metered, { models, fxRates }, envelope, planned] = await Promise.all([
      planRows(db, scope),
      meteredWorkflows(ctx, scope),
      listPricedModels(ctx, {}),
      readEnvelope(ctx),
      editable === null ? [] : teamsIn(db, editable),
    ]);
    const ratesOf = new Map(models.map(({ model, rates }) => [model, rates]));
    const costOf = (team: string, workflow: string) =>
      metered.rows.find((row) => row.team === team && row.workflow === workflow)?.effectiveCost ?? ZERO;
    const lines = rows.map(({ line, teamKey, teamName }) => ({
      id: line.id.toString(),
      team: { id: line.teamId.toString(), name: teamName },
      workflow: line.workflow,
      startMonth: line.startMonth,
      terms: line.terms,
      rates: ratesOf.get(line.terms.model) ?? null,
      routedRates: line.terms.routedModel === null ? null : (ratesOf.get(line.terms.routedModel) ?? null),
      metered: moneyToString(costOf(teamKey, line.workflow)),
      canEdit: editable === 'all' || (editable?.includes(line.teamId) ?? false),
    }));
    const rate = rateFor({ fxRates }, input.currency)?.rate ?? null;
    const inPlan = sumMoney(rows.map(({ line, teamKey }) => costOf(teamKey, line.workflow)));
    return {
      ...{ currency: rate === null ? LEDGER_CURRENCY : input.currency, rate: rate ?? '1' },
      ...{ from: startOfMonth(metered.period.to), months: MONTHS, lines, envelope },
      otherUsage: moneyToString(moneyOf(subtractMoney(metered.total, inPlan))),
      models: models.map(({ model, name, rates }) => ({ model, name, isPriced: rates !== null })),
      teams: planned,
    };
  },
});

/** The teams the actor plans for; null: none. */
function planScope({ actor }: Ctx): TeamScope | null {
  if (actor.kind === 'user' && reach(actor.role, 'forecast.plan') === 'none') return null;
  return teamScope(actor, 'forecast.plan');
}

async function teamsIn(db: Queryable, scope: TeamScope) {
  const rows = await db
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(and(isNull(teams.archivedAt), scope === 'all' ? undefined : inArray(teams.id, [...scope])))
    .orderBy(asc(teams.name));
  return rows.map(({ id, name }) => ({ id: id.toString(), name }));
}
