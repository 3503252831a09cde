import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { Tx } from '@/db/client';
import { budgets, users } from '@/db/schema';
import { refusal } from '../../access/fields';
import type { Ctx } from '../../access/server/context';
import { getOrganisation } from '../../access/server/get-organisation';
import type { Audit } from '../../access/server/verb';
import { isCurrency } from '../../money/currency';
import { moneyOf } from '../../money/money';
import { rateOn } from '../../money/server/rate-on';
import { addMonths } from '../../time/days';
import { dayOf } from '../../time/period';
import type { BudgetScope } from '../budget';
import type { createBudgetInput } from '../budget-input';
import { budgetOfRow } from './budget-config';
import { type BudgetRecord, scopeColumns, termsForAudit } from './budget-terms';
import { loadPlaces, teamOfScope } from './places';
import { assertWithinEnvelope, liveBudgets } from './within-envelope';

const DEFAULT_ZONE = 'Asia/Hong_Kong';
const REVIEW_EVERY_MONTHS = 3;

export type NewBudget = z.output<typeof createBudgetInput>;

/** The organisation's day at an instant. */
export async function today(tx: Tx, now: Date): Promise<string> {
  return dayOf(now, (await getOrganisation(tx))?.timeZone ?? DEFAULT_ZONE);
}

export const nextReview = (day: string): string => addMonths(day, REVIEW_EVERY_MONTHS);

/** The rate a limit set on `day` is fixed at; null for tokens. Throws `invalid` where there is none. */
export async function planRateOn(tx: Tx, currency: string | null, day: string): Promise<string | null> {
  if (currency === null || !isCurrency(currency)) return null;
  const rate = await rateOn(tx, currency, day);
  if (rate !== null) return rate;
  throw refusal(
    'invalid',
    'currency',
    'no_fx_rate',
    `There is no exchange rate for ${currency} on ${day}. Add one on the Prices page, or choose another currency.`,
  );
}

export async function assertOwner(tx: Tx, ownerId: string | null): Promise<void> {
  if (ownerId === null) return;
  const [owner] = await tx.select({ gone: users.disabledAt }).from(users).where(eq(users.id, ownerId));
  if (!owner || owner.gone)
    throw refusal('invalid', 'ownerId', 'unknown_owner', 'This person has no account here any more.');
}

/**
 * Stores a budget and audits it. The mapping lock must be held (`changeMapping`), and what it has spent counted
 * afterwards (`recountBudgets`). Throws `conflict` where the scope has a budget of this unit and period.
 */
export async function insertBudget(tx: Tx, ctx: Ctx, input: NewBudget, audit: Audit): Promise<BudgetRecord> {
  const day = await today(tx, ctx.now);
  const { limit, scope, reviewOn, ...terms } = input;
  await assertOwner(tx, input.ownerId);
  const planRate = await planRateOn(tx, input.currency, day);
  const before = await liveBudgets(tx);
  const [row] = await tx
    .insert(budgets)
    .values({
      ...terms,
      ...scopeColumns(scope),
      limitAmount: moneyOf(limit),
      planRate,
      reviewOn: reviewOn ?? nextReview(day),
      createdBy: ctx.actor.name,
      createdAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning();
  if (!row)
    throw refusal(
      'conflict',
      'scope',
      'budget_exists',
      'There is a budget of this kind and period here already. Edit that one.',
    );
  const changed = budgetOfRow(row);
  if (changed.limit <= 0n)
    throw refusal('invalid', 'limit', 'too_small', 'This amount is too small to be counted.');
  await assertWithinEnvelope(tx, ctx.actor, { before, after: [...before, changed], changed });
  await audit({
    action: 'budget.create',
    subject: { kind: 'budget', id: row.id.toString() },
    teamId: teamOfScope(scope, await loadPlaces(tx)),
    after: termsForAudit(row),
  });
  return row;
}

/** Throws `invalid` where the scope names something that is not there or not in use any more. */
export async function assertScope(tx: Tx, scope: BudgetScope, path = 'scope'): Promise<void> {
  const gone = (message: string) => refusal('invalid', path, 'unknown_scope', message);
  const places = await loadPlaces(tx);
  const of = scope.kind === 'user' ? scope.of : scope;
  if (of.kind === 'department' && (places.departments.get(of.departmentId)?.archived ?? true))
    throw gone('This department does not exist or is archived.');
  if ((of.kind === 'team' || of.kind === 'workflow') && (places.teams.get(of.teamId)?.archived ?? true))
    throw gone('This team does not exist or is archived.');
  if (of.kind === 'api_key' && (places.keys.get(of.keyId)?.revoked ?? true))
    throw gone('This key does not exist or is revoked.');
}
