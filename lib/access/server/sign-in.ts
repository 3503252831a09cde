import { and, desc, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import { signInAttempts, users } from '@/db/schema';
import { emailAddress, typedPassword } from '../password';
import { isRole } from '../permissions';
import { THROTTLE, type ThrottleRule, throttleWait } from '../throttle';
import { appendAudit } from './append-audit';
import type { Db, Queryable } from './context';
import { checkPassword } from './password-hash';
import type { SessionClaim } from './session-actor';

export type SignInResult =
  | { ok: true; claim: SessionClaim }
  | { ok: false; reason: 'wrong' }
  | { ok: false; reason: 'throttled'; waitSeconds: number };

export interface SignInInput {
  email: string;
  password: string;
  /** Where the request came from, as the server saw it. */
  address: string;
}

const KNOWN_ADDRESS_DAYS = 30;
const KEPT_DAYS = 31;
const DAY = 86_400_000;

/**
 * Checks an email and password. Not a verb, because there is no actor yet: the throttle is what guards it,
 * and a success is on the audit log. An unknown email, a wrong password and a disabled account answer alike.
 */
export async function signIn(db: Db, now: Date, input: SignInInput): Promise<SignInResult> {
  const email = emailAddress.safeParse(input.email);
  const password = typedPassword.safeParse(input.password);
  if (!email.success || !password.success) return { ok: false, reason: 'wrong' };
  const attempt = await admitAttempt(db, now, email.data, input.address);
  if (attempt.waitSeconds > 0) return { ok: false, reason: 'throttled', waitSeconds: attempt.waitSeconds };
  const [user] = await db
    .select()
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.data));
  const fits = await checkPassword(user?.passwordHash ?? null, password.data);
  if (!user || !fits || user.disabledAt || !isRole(user.role)) return { ok: false, reason: 'wrong' };
  const actor = { kind: 'user', id: user.id, name: user.name, role: user.role, teamIds: [] } as const;
  await db.transaction(async (tx) => {
    await tx.update(signInAttempts).set({ succeeded: true }).where(inArray(signInAttempts.id, attempt.ids));
    await appendAudit(tx, actor, now, { action: 'session.start', subject: { kind: 'user', id: user.id } });
  });
  return { ok: true, claim: { userId: user.id, epoch: user.sessionEpoch } };
}

/** Counts the attempt as failed before the password is looked at, so that parallel guesses cannot slip through. */
async function admitAttempt(
  db: Db,
  now: Date,
  email: string,
  address: string,
): Promise<{ waitSeconds: number; ids: bigint[] }> {
  const subjects: [string, ThrottleRule][] = [
    [`address:${address}`, THROTTLE.address],
    [`email:${email}`, THROTTLE.email],
    [`pair:${address} ${email}`, THROTTLE.pair],
  ];
  return db.transaction(async (tx) => {
    for (const [subject] of subjects)
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${subject}, 7318004))`);
    const known = await hasSignedInFrom(tx, now, `pair:${address} ${email}`);
    let waitSeconds = 0;
    for (const [subject, rule] of subjects) {
      if (known && rule === THROTTLE.email) continue;
      const failures = await failuresSinceSuccess(tx, now, subject, rule);
      waitSeconds = Math.max(waitSeconds, throttleWait(failures, now, rule));
    }
    if (waitSeconds > 0) return { waitSeconds, ids: [] };
    await forgetOldAttempts(tx, now);
    const rows = await tx
      .insert(signInAttempts)
      .values(subjects.map(([subject]) => ({ subject, succeeded: false, at: now })))
      .returning({ id: signInAttempts.id });
    return { waitSeconds: 0, ids: rows.map((row) => row.id) };
  });
}

async function failuresSinceSuccess(
  tx: Queryable,
  now: Date,
  subject: string,
  rule: ThrottleRule,
): Promise<Date[]> {
  const rows = await tx
    .select({ at: signInAttempts.at, succeeded: signInAttempts.succeeded })
    .from(signInAttempts)
    .where(
      and(
        eq(signInAttempts.subject, subject),
        gt(signInAttempts.at, new Date(now.getTime() - rule.windowSeconds * 1000)),
      ),
    )
    .orderBy(desc(signInAttempts.at), desc(signInAttempts.id))
    .limit(200);
  const lastSuccess = rows.findIndex((row) => row.succeeded);
  // One person's success says nothing about the other accounts tried from the address.
  if (subject.startsWith('address:')) return rows.filter((row) => !row.succeeded).map((row) => row.at);
  return rows.slice(0, lastSuccess < 0 ? rows.length : lastSuccess).map((row) => row.at);
}

async function hasSignedInFrom(tx: Queryable, now: Date, pair: string): Promise<boolean> {
  const rows = await tx
    .select({ id: signInAttempts.id })
    .from(signInAttempts)
    .where(
      and(
        eq(signInAttempts.subject, pair),
        eq(signInAttempts.succeeded, true),
        gt(signInAttempts.at, new Date(now.getTime() - KNOWN_ADDRESS_DAYS * DAY)),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** A few of the oldest at a time, so that no sign-in pays for the whole history. */
async function forgetOldAttempts(tx: Queryable, now: Date): Promise<void> {
  const oldest = tx
    .select({ id: signInAttempts.id })
    .from(signInAttempts)
    .where(lt(signInAttempts.at, new Date(now.getTime() - KEPT_DAYS * DAY)))
    .orderBy(signInAttempts.id)
    .limit(50);
  await tx.delete(signInAttempts).where(inArray(signInAttempts.id, oldest));
}
