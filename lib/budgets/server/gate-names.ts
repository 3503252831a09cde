import type { Interner } from '../../usage/server/interner';
import type { BudgetSubject } from '../applies';
import type { Attributed, AttributedCache } from './attributed';
import type { BudgetConfig } from './budget-config';
import type { GateSubmission } from './gate-call';

/** The ids of a request's names, and whom it counts for. */
export interface NamedCall {
  /** As reported. */
  teamId: number;
  attributionId: number;
  userId: number | null;
  subject: BudgetSubject;
}

export interface GateNames {
  /** Names that are new are kept, as usage keeps them. */
  of(batch: readonly GateSubmission[], config: BudgetConfig): Promise<NamedCall[]>;
  /** The same from memory alone: a call whose names are not known there counts by the tags it reports. */
  known(batch: readonly GateSubmission[], config: BudgetConfig): Promise<BudgetSubject[]>;
}

/** Ids that a request's names have in memory; undefined: they must be looked up. */
function idsOf({ team, request }: GateSubmission, interner: Interner) {
  const teamId = interner.teams.get(team);
  const attributionId = interner.attributions.get(request.tags.key);
  const userId = request.user === null ? null : interner.users.get(request.user);
  if (teamId === undefined || attributionId === undefined || userId === undefined) return undefined;
  return { teamId, attributionId, userId };
}

export function createGateNames(interner: Interner, attributed: AttributedCache): GateNames {
  async function ensureIds(batch: readonly GateSubmission[]) {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const ids = batch.map((submission) => idsOf(submission, interner));
      if (ids.every((found) => found !== undefined)) return ids;
      await interner.ensureTeams(batch.map(({ team }) => team));
      await interner.ensureUsers(batch.flatMap(({ request }) => request.user ?? []));
      await interner.ensureAttributions(
        new Map(batch.map(({ request }) => [request.tags.key, request.tags.values])),
      );
    }
    throw new Error('The names in a batch could not be created.');
  }

  return {
    async of(batch, config) {
      const ids = await ensureIds(batch);
      const effective = await attributed.read(
        config,
        ids.map(({ attributionId }) => attributionId),
      );
      return ids.map((found, index) => {
        const counted = effective.get(found.attributionId);
        if (!counted) throw new Error(`The attribution ${found.attributionId} is gone.`);
        const keyId = batch[index]?.keyId ?? null;
        return { ...found, subject: subjectOf(counted, found.userId, keyId) };
      });
    },
    async known(batch, config) {
      const effective = await attributed.read(config, []);
      return batch.map((submission) => {
        const { team, keyId, request } = submission;
        const ids = idsOf(submission, interner);
        const counted = ids && effective.get(ids.attributionId);
        if (counted) return subjectOf(counted, ids.userId, keyId);
        const teamId = BigInt(interner.teams.get(team) ?? 0);
        const departmentId = config.departmentOfTeam.get(teamId) ?? null;
        const workflow = request.tags.values.workflow ?? null;
        const userId = request.user === null ? null : (interner.users.get(request.user) ?? 0);
        return subjectOf({ teamId, departmentId, workflow }, userId, keyId);
      });
    },
  };
}

const subjectOf = (counted: Attributed, userId: number | null, keyId: string | null): BudgetSubject => ({
  teamId: counted.teamId,
  departmentId: counted.departmentId,
  workflow: counted.workflow,
  userId: userId === null ? null : BigInt(userId),
  keyId,
});
