import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import {
  budgetCounters,
  budgetDeltas,
  budgets,
  models,
  priceLists,
  priceVersions,
  providers,
} from '@/db/schema';
import { moneyOf, parseMoney } from '../../../money/money';
import type { Threshold } from '../../budget';
import { changeMapping } from '../mapping-lock';

export const GATE_SECRET = 'a secret of the gate tests, long enough for anyone';

/** Models of one provider: a token of `dollar` costs 1 USD, of `dime` 0.10, of `penny` 0.01; `gift` has no price. */
export async function seedPrices(db: Db): Promise<void> {
  const now = new Date('2024-01-01T00:00:00Z');
  const [provider] = await db.insert(providers).values({ key: 'acme', name: 'Acme' }).returning();
  const [list] = await db
    .insert(priceLists)
    .values({ key: 'acme', name: 'Acme', source: 'test', priority: 1, isCharging: true, loadedAt: now })
    .returning();
  for (const [key, perMillion, tier] of [
    ['dollar', '1000000', 'frontier'],
    ['dime', '100000', 'balanced'],
    ['penny', '10000', 'cost_optimised'],
    ['gift', null, null],
  ] as const) {
    const [model] = await db
      .insert(models)
      .values({
        providerId: provider?.id ?? 0n,
        key,
        name: key,
        tier,
        state: 'catalogue',
        firstSeenAt: now,
      })
      .returning();
    if (perMillion === null) continue;
    await db.insert(priceVersions).values({
      priceListId: list?.id ?? 0n,
      modelId: model?.id ?? 0n,
      rates: { prices: { input: perMillion, output: perMillion } },
      recordedAt: now,
      recordedBy: 'test',
    });
  }
}

export interface SeededBudget {
  name?: string;
  scope?: 'organisation' | 'department' | 'team' | 'workflow' | 'user' | 'api_key';
  departmentId?: bigint | null;
  teamId?: bigint | null;
  workflow?: string | null;
  keyId?: string | null;
  unit?: 'currency' | 'tokens';
  /** USD, or tokens. */
  limit: string;
  period?: 'day' | 'week' | 'month' | 'quarter' | 'fiscal_year';
  thresholds?: Threshold[];
  whenUnavailable?: 'open' | 'closed';
  whenUnpriced?: 'deny' | 'allow';
}

export const BLOCK_AT_100: Threshold[] = [{ percent: 100, action: { kind: 'block' } }];

/** A budget in US dollars or tokens that blocks at 100 % unless told otherwise. Returns its id. */
export async function seedBudget(db: Db, budget: SeededBudget): Promise<bigint> {
  const unit = budget.unit ?? 'currency';
  return db.transaction(async (tx) => {
    await changeMapping(tx, new Date('2020-01-01T00:00:00Z'));
    const [row] = await tx
      .insert(budgets)
      .values({
        name: budget.name ?? `budget ${randomUUID().slice(0, 8)}`,
        scope: budget.scope ?? 'organisation',
        departmentId: budget.departmentId ?? null,
        teamId: budget.teamId ?? null,
        workflow: budget.workflow ?? null,
        keyId: budget.keyId ?? null,
        unit,
        currency: unit === 'currency' ? 'USD' : null,
        limitAmount: parseMoney(budget.limit),
        planRate: unit === 'currency' ? '1' : null,
        period: budget.period ?? 'month',
        thresholds: budget.thresholds ?? BLOCK_AT_100,
        whenUnavailable: budget.whenUnavailable ?? 'open',
        whenUnpriced: budget.whenUnpriced ?? 'deny',
        reviewOn: '2027-01-01',
        createdBy: 'test',
        createdAt: new Date('2020-01-01T00:00:00Z'),
      })
      .returning({ id: budgets.id });
    return row?.id ?? 0n;
  });
}

/** Sets a limit as a verb does: in force with the next decision. */
export async function setLimit(db: Db, budgetId: bigint, limit: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(budgets)
      .set({ limitAmount: parseMoney(limit) })
      .where(eq(budgets.id, budgetId));
    await tx.execute(sql`update budget_state set version = version + 1`);
  });
}

export async function archiveBudgets(db: Db): Promise<void> {
  await db.execute(sql`update budgets set archived_at = now() where archived_at is null`);
  await db.execute(sql`update kill_switches set lifted_at = now() where lifted_at is null`);
  await db.execute(sql`update budget_state set version = version + 1`);
}

/** What a budget's counters come to, deltas included, in whole ledger units. */
export async function totalsOf(db: Db, budgetId: bigint): Promise<{ spent: bigint; reserved: bigint }> {
  const counters = await db.select().from(budgetCounters).where(eq(budgetCounters.budgetId, budgetId));
  const deltas = await db.select().from(budgetDeltas);
  const totals = { spent: 0n, reserved: 0n };
  for (const counter of counters) {
    totals.spent += counter.spent;
    totals.reserved += counter.reserved;
    for (const delta of deltas.filter(({ counterId }) => counterId === counter.id)) {
      totals.spent += delta.spent;
      totals.reserved += delta.reserved;
    }
  }
  return totals;
}

/** Counts spending as recording does: a delta. The counter must be there. */
export async function spend(db: Db, budgetId: bigint, dollars: string): Promise<void> {
  const [counter] = await db.select().from(budgetCounters).where(eq(budgetCounters.budgetId, budgetId));
  await db.insert(budgetDeltas).values({
    counterId: counter?.id ?? 0n,
    spent: parseMoney(dollars),
    reserved: moneyOf(0n),
    unpricedTokens: 0n,
  });
}

let serial = 0;
/** A call of team support for `input` tokens of `dollar`: it may cost so many US dollars. */
export function gateCall(input: number, over: Record<string, unknown> = {}): Record<string, unknown> {
  serial += 1;
  return {
    id: `req-${serial}`,
    provider: 'acme',
    model: 'dollar',
    tags: { team: 'support', workflow: 'triage' },
    tokens: { input, max_output: 0 },
    ...over,
  };
}
