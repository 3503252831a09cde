'use server';

import { type ActionResult, toResult } from '@/app/action-result';
import { chooseLocale } from '@/app/preference-actions';
import { getCtx } from '@/app/session';
import { adoptTeam } from '@/lib/access/server/adopt-team';
import { archiveDepartment } from '@/lib/access/server/archive-department';
import { archiveTeam } from '@/lib/access/server/archive-team';
import { changePassword } from '@/lib/access/server/change-password';
import { changeRole } from '@/lib/access/server/change-role';
import { changeTimeZone } from '@/lib/access/server/change-time-zone';
import type { Ctx } from '@/lib/access/server/context';
import { createApiKey } from '@/lib/access/server/create-api-key';
import { createDepartment } from '@/lib/access/server/create-department';
import { createTeam } from '@/lib/access/server/create-team';
import { disableUser } from '@/lib/access/server/disable-user';
import { enableUser } from '@/lib/access/server/enable-user';
import { endSessions } from '@/lib/access/server/end-sessions';
import { inviteUser } from '@/lib/access/server/invite-user';
import { lookupPerson } from '@/lib/access/server/lookup-person';
import { renameDepartment } from '@/lib/access/server/rename-department';
import { renameTeam } from '@/lib/access/server/rename-team';
import { resetPassword } from '@/lib/access/server/reset-password';
import { restoreTeam } from '@/lib/access/server/restore-team';
import { revokeApiKey } from '@/lib/access/server/revoke-api-key';
import { setTeamDepartment } from '@/lib/access/server/set-team-department';
import { setUserTeams } from '@/lib/access/server/set-user-teams';
import { updateOrganisation } from '@/lib/access/server/update-organisation';
import { updateProfile } from '@/lib/access/server/update-profile';
import { verifyAudit } from '@/lib/access/server/verify-audit';

type Input<F extends (ctx: Ctx, input: never) => unknown> = Parameters<F>[1];
type Output<F extends (ctx: Ctx, input: never) => unknown> = Promise<ActionResult<Awaited<ReturnType<F>>>>;

/** Calls a verb or question as the person signed in. */
async function as<I, O>(call: (ctx: Ctx, input: I) => Promise<O>, input: I): Promise<ActionResult<O>> {
  return toResult(async () => call(await getCtx(), input));
}

export async function adoptTeamAction(input: Input<typeof adoptTeam>): Output<typeof adoptTeam> {
  return as(adoptTeam, input);
}

export async function archiveDepartmentAction(
  input: Input<typeof archiveDepartment>,
): Output<typeof archiveDepartment> {
  return as(archiveDepartment, input);
}

export async function archiveTeamAction(input: Input<typeof archiveTeam>): Output<typeof archiveTeam> {
  return as(archiveTeam, input);
}

export async function changePasswordAction(
  input: Input<typeof changePassword>,
): Output<typeof changePassword> {
  return as(changePassword, input);
}

export async function changeRoleAction(input: Input<typeof changeRole>): Output<typeof changeRole> {
  return as(changeRole, input);
}

export async function changeTimeZoneAction(
  input: Input<typeof changeTimeZone>,
): Output<typeof changeTimeZone> {
  return as(changeTimeZone, input);
}

export async function createApiKeyAction(input: Input<typeof createApiKey>): Output<typeof createApiKey> {
  return as(createApiKey, input);
}

export async function createDepartmentAction(
  input: Input<typeof createDepartment>,
): Output<typeof createDepartment> {
  return as(createDepartment, input);
}

export async function createTeamAction(input: Input<typeof createTeam>): Output<typeof createTeam> {
  return as(createTeam, input);
}

export async function disableUserAction(input: Input<typeof disableUser>): Output<typeof disableUser> {
  return as(disableUser, input);
}

export async function enableUserAction(input: Input<typeof enableUser>): Output<typeof enableUser> {
  return as(enableUser, input);
}

export async function endSessionsAction(input: Input<typeof endSessions>): Output<typeof endSessions> {
  return as(endSessions, input);
}

export async function inviteUserAction(input: Input<typeof inviteUser>): Output<typeof inviteUser> {
  return as(inviteUser, input);
}

export async function lookupPersonAction(input: Input<typeof lookupPerson>): Output<typeof lookupPerson> {
  return as(lookupPerson, input);
}

export async function renameDepartmentAction(
  input: Input<typeof renameDepartment>,
): Output<typeof renameDepartment> {
  return as(renameDepartment, input);
}

export async function renameTeamAction(input: Input<typeof renameTeam>): Output<typeof renameTeam> {
  return as(renameTeam, input);
}

export async function resetPasswordAction(input: Input<typeof resetPassword>): Output<typeof resetPassword> {
  return as(resetPassword, input);
}

export async function restoreTeamAction(input: Input<typeof restoreTeam>): Output<typeof restoreTeam> {
  return as(restoreTeam, input);
}

export async function revokeApiKeyAction(input: Input<typeof revokeApiKey>): Output<typeof revokeApiKey> {
  return as(revokeApiKey, input);
}

export async function setTeamDepartmentAction(
  input: Input<typeof setTeamDepartment>,
): Output<typeof setTeamDepartment> {
  return as(setTeamDepartment, input);
}

export async function setUserTeamsAction(input: Input<typeof setUserTeams>): Output<typeof setUserTeams> {
  return as(setUserTeams, input);
}

export async function updateOrganisationAction(
  input: Input<typeof updateOrganisation>,
): Output<typeof updateOrganisation> {
  return as(updateOrganisation, input);
}

export async function verifyAuditAction(input: Input<typeof verifyAudit>): Output<typeof verifyAudit> {
  return as(verifyAudit, input);
}

export async function updateProfileAction(input: Input<typeof updateProfile>): Output<typeof updateProfile> {
  const result = await as(updateProfile, input);
  if (result.ok) await chooseLocale(input.locale);
  return result;
}
