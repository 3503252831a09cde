import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Queryable, Tx } from '@/db/client';
import { killSwitches } from '@/db/schema';
import { raiseAlert } from '../../alerts/server/raise-alert';
import { notFound } from '../../errors';
import type { BudgetScope } from '../budget';
import { scopeKey } from '../scope-key';
import { loadPlaces, namesOf, type Places, teamOfScope } from './places';

export type KillSwitchRecord = typeof killSwitches.$inferSelect;
export type StoppableScope = Extract<BudgetScope, { kind: 'team' | 'workflow' | 'api_key' }>;

export function stoppedScope({ id, scope, teamId, workflow, keyId }: KillSwitchRecord): StoppableScope {
  if (scope === 'api_key' && keyId !== null) return { kind: 'api_key', keyId };
  if (scope === 'workflow' && teamId !== null && workflow !== null)
    return { kind: 'workflow', teamId, workflow };
  if (scope === 'team' && teamId !== null) return { kind: 'team', teamId };
  throw new Error(`Kill switch ${id} lacks what its scope ${scope} needs.`);
}

async function findSwitch(db: Queryable, id: bigint): Promise<KillSwitchRecord> {
  const [row] = await db.select().from(killSwitches).where(eq(killSwitches.id, id));
  if (!row) throw notFound('There is no such kill switch.');
  return row;
}

export const teamOfSwitch = async (db: Queryable, id: bigint): Promise<bigint | null> =>
  teamOfScope(stoppedScope(await findSwitch(db, id)), await loadPlaces(db));

/** The switch in force at exactly this place; undefined: none. */
export async function switchInForce(
  tx: Tx,
  scope: StoppableScope,
  now: Date,
): Promise<KillSwitchRecord | undefined> {
  const rows = await tx
    .select()
    .from(killSwitches)
    .where(and(isNull(killSwitches.liftedAt), gt(killSwitches.endsAt, now)));
  return rows.find((row) => scopeKey(stoppedScope(row)) === scopeKey(scope));
}

/** What is stopped, as people call it: `Support · resolve-ticket`. */
function stoppedName(scope: StoppableScope, places: Places): string {
  const { team, workflow, key } = namesOf(scope, places);
  return [team, workflow, key].filter((name) => name !== null).join(' · ');
}

export async function alertSwitch(
  tx: Tx,
  now: Date,
  row: KillSwitchRecord,
  { started, by, reason }: { started: boolean; by: string; reason: string },
): Promise<void> {
  const places = await loadPlaces(tx);
  const scope = stoppedScope(row);
  await raiseAlert(tx, now, {
    dedupeKey: `kill_switch:${row.id}:${started ? 'started' : 'lifted'}`,
    teamId: teamOfScope(scope, places),
    budgetId: null,
    facts: {
      kind: 'kill_switch',
      what: stoppedName(scope, places),
      ...{ started, by, reason },
      endsAt: row.endsAt.toISOString(),
    },
  });
}
