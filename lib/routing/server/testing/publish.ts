import { seedUser } from '@/db/testing/fixtures';
import type { Actor } from '../../../access/actor';
import type { Ctx, Db } from '../../../access/server/context';
import type { PolicyBody } from '../../policy';
import { approvePolicy } from '../approve-policy';
import { draftPolicy } from '../draft-policy';
import { publishPolicy } from '../publish-policy';
import { saveDraft } from '../save-draft';
import { submitPolicy } from '../submit-policy';

export interface RoutingPeople {
  engineer: Actor;
  lead: Actor;
  cfo: Actor;
  admin: Actor;
  auditor: Actor;
}

/** One person of each role; lead and engineer are of the team. */
export async function routingPeople(db: Db, teamId: bigint): Promise<RoutingPeople> {
  const person = async (role: 'cfo' | 'admin' | 'auditor' | 'team_lead' | 'engineer'): Promise<Actor> => {
    const teamIds = role === 'team_lead' || role === 'engineer' ? [teamId] : [];
    return { kind: 'user', id: await seedUser(db, role, teamIds), name: role, role, teamIds };
  };
  return {
    engineer: await person('engineer'),
    lead: await person('team_lead'),
    cfo: await person('cfo'),
    admin: await person('admin'),
    auditor: await person('auditor'),
  };
}

/** A body through every step: drafted, saved and handed in by `author`, approved and published by `approver`. */
export async function publishBody(
  db: Db,
  now: Date,
  people: { author: Actor; approver: Actor },
  teamId: bigint | null,
  body: PolicyBody,
): Promise<{ policyId: string; versionId: string }> {
  const author: Ctx = { db, now, actor: people.author };
  const approver: Ctx = { db, now, actor: people.approver };
  const made = await draftPolicy(author, { teamId: teamId === null ? null : String(teamId) });
  const { versionId } = made;
  await saveDraft(author, { versionId, revision: 1, body });
  await submitPolicy(author, { versionId });
  await approvePolicy(approver, { versionId });
  await publishPolicy(approver, { versionId });
  return made;
}
