import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { alertChannels, budgets, users } from '@/db/schema';
import { NOW } from '@/db/testing/fixtures';
import { moneyOf } from '../../../money/money';
import type { AlertFacts } from '../../alert';
import type { ChannelKind } from '../../alert-dto';
import { type RaisedAlert, raiseAlert } from '../raise-alert';

/** A budget of a team (null: of the organisation) with 10,000 US dollars a month. */
export async function seedBudget(
  db: Db,
  teamId: bigint | null,
  ownerId: string | null = null,
): Promise<bigint> {
  const [row] = await db
    .insert(budgets)
    .values({
      name: teamId === null ? 'Group' : 'Support',
      scope: teamId === null ? 'organisation' : 'team',
      teamId,
      unit: 'currency',
      currency: 'USD',
      limitAmount: moneyOf(10_000n * 10n ** 12n),
      planRate: '1',
      period: 'month',
      thresholds: [],
      ownerId,
      whenUnavailable: 'open',
      whenUnpriced: 'deny',
      reviewOn: '2027-02-01',
      createdBy: 'test',
      createdAt: NOW,
    })
    .returning({ id: budgets.id });
  if (!row) throw new Error('no budget');
  return row.id;
}

export const thresholdFacts = (budgetId: bigint, percent = 80): AlertFacts => ({
  kind: 'budget_threshold',
  budget: { id: budgetId.toString(), name: 'Support', unit: 'currency', currency: 'USD', period: 'month' },
  subject: null,
  percent,
  action: { kind: 'warn' },
  cause: 'spent',
  spent: `${percent}00.000000000000`,
  limit: '10000.000000000000',
  periodFrom: '2026-11-01',
  periodTo: '2026-12-01',
  exhaustedOn: '2026-11-27',
  drivers: [{ workflow: 'resolve-ticket', model: 'GPT-5.2', share: '0.6', amount: '4800' }],
});

export async function raise(db: Db, alert: Omit<RaisedAlert, 'dedupeKey'>): Promise<bigint> {
  const id = await db.transaction((tx) => raiseAlert(tx, NOW, { ...alert, dedupeKey: randomUUID() }));
  if (id === null) throw new Error('no alert');
  return id;
}

export async function seedChannel(
  db: Db,
  channel: { kind: ChannelKind; target: string } & Partial<typeof alertChannels.$inferInsert>,
): Promise<string> {
  const id = randomUUID();
  const made = { id, name: channel.kind, kinds: [], locale: 'en', createdBy: 'test', createdAt: NOW };
  await db.insert(alertChannels).values({ ...made, ...channel });
  return id;
}

export const setLocale = (db: Db, userId: string, locale: string) =>
  db.update(users).set({ locale }).where(eq(users.id, userId));
