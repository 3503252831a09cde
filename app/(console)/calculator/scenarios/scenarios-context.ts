import { getDb } from '@/app/database';
import { getCtx } from '@/app/session';
import type { ScenarioReader } from '@/components/calculator/scenarios/scenarios-context';
import { type Permission, reach } from '@/lib/access/permissions';
import { getOrganisation } from '@/lib/access/server/get-organisation';
import { listScenarioTeams } from '@/lib/calculator/server/list-scenario-teams';

export const consoleZone = async (): Promise<string> =>
  (await getOrganisation(getDb()))?.timeZone ?? 'Asia/Hong_Kong';

/** What the reader may do with scenarios, and for whom. */
export async function scenarioReader(): Promise<ScenarioReader> {
  const ctx = await getCtx();
  const { actor } = ctx;
  const granted = (permission: Permission) =>
    actor.kind === 'user' ? reach(actor.role, permission) : ('none' as const);
  const [teams, timeZone] = await Promise.all([listScenarioTeams(ctx, {}), consoleZone()]);
  return {
    teams,
    timeZone,
    maySave: granted('scenarios.edit') !== 'none',
    proposes: granted('savings.propose'),
    seesTeams: actor.kind === 'user' && actor.role !== 'engineer',
  };
}
