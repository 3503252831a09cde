import type { Db, Queryable } from '@/db/client';
import type { Actor } from '../actor';

/** Everything a verb or question needs from outside: who asks, when, and the database. */
export interface Ctx {
  actor: Actor;
  now: Date;
  db: Db;
}

export const systemActor = (id: string): Actor => ({ kind: 'system', id, name: id });

export const systemCtx = (db: Db, id: string, now: Date): Ctx => ({ actor: systemActor(id), now, db });

export type { Db, Queryable };
