import { redirect } from 'next/navigation';
import { getDb } from '@/app/database';
import { getCtx } from '@/app/session';
import type { Actor } from '@/lib/access/actor';
import { type Permission, type Role, reach } from '@/lib/access/permissions';
import type { Ctx } from '@/lib/access/server/context';
import { getOrganisation } from '@/lib/access/server/get-organisation';

export interface SettingsContext {
  ctx: Ctx;
  actor: Extract<Actor, { kind: 'user' }>;
  role: Role;
  timeZone: string;
}

/**
 * Who is looking, for a settings page. Without the page's permission they are sent to their profile; the
 * verbs and questions refuse them in any case.
 */
export async function settingsContext(permission: Permission): Promise<SettingsContext> {
  const [ctx, organisation] = await Promise.all([getCtx(), getOrganisation(getDb())]);
  const { actor } = ctx;
  if (actor.kind !== 'user') redirect('/sign-in');
  if (reach(actor.role, permission) === 'none') redirect('/settings/profile');
  return { ctx, actor, role: actor.role, timeZone: organisation?.timeZone ?? 'UTC' };
}
