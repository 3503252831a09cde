import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { frozenBoards, monthFreezes } from '@/db/schema';
import type { CheckKey } from '../close';
import { firstDayOf } from '../month';
import { storeFrozenOutcomes } from './frozen-outcomes';
import type { MonthSnapshot } from './take-snapshot';

export interface Freeze {
  closingId: bigint;
  month: string;
  snapshot: MonthSnapshot;
  acknowledged: readonly CheckKey[];
  note: string | null;
}

/** Writes what a closing keeps; it is never changed afterwards. */
export async function storeFreeze(tx: Tx, freeze: Freeze): Promise<void> {
  const { closingId, snapshot, acknowledged, note } = freeze;
  await tx.insert(monthFreezes).values({
    closingId,
    month: firstDayOf(freeze.month),
    rates: snapshot.rates,
    activeUsers: snapshot.activeUsers,
    checklist: { checks: snapshot.checks, acknowledged, note },
    outcomesKept: true,
  });
  if (snapshot.boards.length > 0)
    await tx.insert(frozenBoards).values(snapshot.boards.map((one) => ({ closingId, ...one })));
  await tx.execute(sql`
    insert into frozen_usage (closing_id, day, team_id, department_id, team_adopted, workflow, model_id, priced,
      events, requests, total_tokens, list_cost, effective_cost)
    select ${closingId.toString()}::bigint, r.* from jsonb_to_recordset(${JSON.stringify(snapshot.usage)}::jsonb)
      as r(day date, team_id bigint, department_id bigint, team_adopted boolean, workflow text, model_id bigint,
        priced boolean, events bigint, requests bigint, total_tokens bigint, list_cost numeric, effective_cost numeric)`);
  await storeFrozenOutcomes(tx, closingId, snapshot.outcomes);
}
