import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getServerSession } from 'next-auth';
import { cache } from 'react';
import { safeReturnPath } from '@/lib/access/return-path';
import type { Ctx } from '@/lib/access/server/context';
import { getOrganisation } from '@/lib/access/server/get-organisation';
import { sessionActor } from '@/lib/access/server/session-actor';
import { authOptions } from './auth-options';
import { getDb } from './database';

/** The context of the person signed in, or null. Role, teams and the session itself are read from the database. */
export const findCtx = cache(async (): Promise<Ctx | null> => {
  const session = await getServerSession(authOptions());
  if (!session?.claim) return null;
  const db = getDb();
  const actor = await sessionActor(db, session.claim);
  return actor && { actor, now: new Date(), db };
});

/** Sign-in, and back to the page asked for: proxy.ts says which. */
async function signInAddress(): Promise<string> {
  const next = safeReturnPath((await headers()).get('x-asked-path') ?? undefined);
  return next === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next })}`;
}

/** The same, for pages and actions behind sign-in: redirects to /sign-in (or /setup) when there is nobody. */
export async function getCtx(): Promise<Ctx> {
  const ctx = await findCtx();
  if (ctx) return ctx;
  redirect((await getOrganisation(getDb())) ? await signInAddress() : '/setup');
}
