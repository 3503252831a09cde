import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { savedViews } from '@/db/schema';
import type { Actor } from '../../access/actor';
import { forbidden, notFound } from '../../errors';

/** The person a view belongs to; views are personal, so a key or a job has none. */
export function viewOwner(actor: Actor): string {
  if (actor.kind !== 'user') throw forbidden('Saved views belong to people; sign in to the console.');
  return actor.id;
}

/** The view, locked for a change by its owner. Someone's private view is `not_found` for others. */
export async function ownedView(tx: Tx, actor: Actor, id: string) {
  const owner = viewOwner(actor);
  const [view] = await tx.select().from(savedViews).where(eq(savedViews.id, id)).for('update');
  if (!view || (view.ownerId !== owner && !view.shared)) throw notFound('This view no longer exists.');
  if (view.ownerId !== owner) throw forbidden('Only the person who saved this view can change it.');
  return view;
}
