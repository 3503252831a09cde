import { eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { closedMonths, departments, teams } from '@/db/schema';
import type { TeamScope } from '../../access/actor';
import { getOrganisation } from '../../access/server/get-organisation';
import { question } from '../../access/server/verb';
import type { FxUse } from '../../attribution/dto';
import { usageQuerySchema } from '../../attribution/query';
import { boardPeriod, lastMonthOver } from '../../board/board-months';
import { firstDayOf, monthText } from '../../board/month';
import { closingOf } from '../../board/server/closing-of';
import { fxUsesOf, readFxUses } from '../../board/server/fx-uses';
import { invalid } from '../../errors';
import { CURRENCIES, type Currency, type FxRate } from '../../money/currency';
import type { Period } from '../../time/days';
import { dayOf } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';
import type { Statement } from '../statement';
import { chargesOf } from './charges-of';
import { readMonthCosts } from './month-costs';
import { ruleFor } from './rule-for';

/** What a month charges to each department; a reader of some teams sees only the departments of those. */
export const chargebackStatement = question({
  name: 'chargebackStatement',
  permission: 'chargeback.read',
  /** Null: the last month that is over. */
  input: z.object({ month: monthText.nullable().default(null), currency: z.enum(CURRENCIES) }),
  run: async ({ db, ctx, input: { month: asked, currency }, scope }): Promise<Statement> => {
    const timeZone = await zoneOf(db);
    const today = dayOf(ctx.now, timeZone);
    const month = asked ?? lastMonthOver(today);
    if (month > today.slice(0, 7)) throw invalid(`${month} has not begun yet.`);
    const period = boardPeriod(month, today);
    const [closing, rule, costs, organisation] = await Promise.all([
      closingOf(db, month, today),
      ruleFor(db, month),
      readMonthCosts(db, { month, period, currency }),
      getOrganisation(db),
    ]);
    const all = {
      ...{ month, period, timeZone, currency, rule },
      ...{ state: closing.state, closedAt: closing.closedAt, frozen: closing.frozen },
      ...{ asOf: ctx.now.toISOString(), organisation: organisation?.name ?? '' },
      version: closing.state === 'closed' ? await closingsOf(db, month) : null,
      fx: await fxOf(db, { period, currency, frozen: costs.frozenRates }),
      ...(await chargesOf(db, costs, rule, currency)),
    };
    return scope === 'all' ? all : limited(db, all, scope);
  },
});

async function closingsOf(db: Queryable, month: string): Promise<number> {
  return db.$count(closedMonths, eq(closedMonths.month, firstDayOf(month)));
}

interface FxOf {
  period: Period;
  currency: Currency;
  frozen: FxRate[] | null;
}

function fxOf(db: Queryable, { period, currency, frozen }: FxOf): Promise<FxUse[]> | FxUse[] {
  return frozen === null
    ? readFxUses(db, usageQuerySchema.parse({ period, currency }))
    : fxUsesOf(period, currency, frozen);
}

async function limited(
  db: Queryable,
  statement: Statement,
  scope: Exclude<TeamScope, 'all'>,
): Promise<Statement> {
  const mine = await departmentKeys(db, scope);
  return {
    ...statement,
    lines: statement.lines.filter(({ key }) => mine.has(key)),
    ...{ totals: null, exact: null, sharedTeams: [], unownedTeams: [] },
  };
}

async function departmentKeys(db: Queryable, scope: Exclude<TeamScope, 'all'>): Promise<Set<string>> {
  if (scope.length === 0) return new Set();
  const rows = await db
    .select({ key: departments.key })
    .from(departments)
    .innerJoin(teams, eq(teams.departmentId, departments.id))
    .where(inArray(teams.id, [...scope]));
  return new Set(rows.map(({ key }) => key));
}
