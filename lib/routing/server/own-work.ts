import type { Actor } from '../../access/actor';
import { refusal } from '../../access/fields';
import type { VersionRecord } from './policy-rows';

/** Whether someone wrote in a version or handed it in. */
export const isOwnWork = (actor: Actor, version: VersionRecord): boolean =>
  version.authorIds.includes(actor.id) || version.submittedById === actor.id;

/** Two people: nobody decides about what they wrote or handed in. */
export function assertNotOwnWork(actor: Actor, version: VersionRecord): void {
  if (!isOwnWork(actor, version)) return;
  throw refusal(
    'forbidden',
    'versionId',
    'own_work',
    'You wrote in this version or submitted it, so someone else has to decide about it.',
  );
}
