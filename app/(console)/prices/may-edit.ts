import { type Permission, reach } from '@/lib/access/permissions';
import type { Ctx } from '@/lib/access/server/context';

/** Whether to offer a change at all; the verb decides again. */
export const mayEdit = ({ actor }: Ctx, permission: Permission): boolean =>
  actor.kind === 'user' && reach(actor.role, permission) === 'all';
