import type { Db } from '@/db/client';
import { NOW, seedOrganisation, seedUser } from '@/db/testing/fixtures';
import type { Role } from '../../../access/permissions';
import type { Ctx } from '../../../access/server/context';

export type PersonCtx = (now?: Date) => Ctx;

/** An organisation with a person of each kind: Lee leads support, Eve is an engineer of it, Otto leads claims. */
export async function seedPeople(db: Db) {
  const { teamId, departmentId } = await seedOrganisation(db);
  const person = async (name: string, role: Role, teamIds: bigint[] = []): Promise<PersonCtx> => {
    const id = await seedUser(db, role, teamIds);
    return (now = NOW) => ({ actor: { kind: 'user', id, name, role, teamIds }, now, db });
  };
  return {
    teamId,
    departmentId,
    cfo: await person('Carol', 'cfo'),
    auditor: await person('Ada', 'auditor'),
    lead: await person('Lee', 'team_lead', [teamId('support')]),
    otherLead: await person('Otto', 'team_lead', [teamId('claims')]),
    engineer: await person('Eve', 'engineer', [teamId('support')]),
  };
}
