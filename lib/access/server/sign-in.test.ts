import { randomUUID } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import { eq, like, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { auditLog, organisation, signInAttempts, users } from '@/db/schema';
import { NOW, seedOrganisation, seedUser } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { ROLES } from '../permissions';
import { demoSignIn } from './demo-sign-in';
import { oidcSignIn } from './oidc-sign-in';
import { checkPassword, hashPassword } from './password-hash';
import { signIn } from './sign-in';

// The real check, counted.
vi.mock(import('@node-rs/argon2'), async (original) => {
  const real = await original();
  return { ...real, verify: vi.fn(real.verify) };
});

const { db } = await testDatabase();
const PASSWORD = 'four unrelated words';
let stored: string;

beforeAll(async () => {
  await seedOrganisation(db);
  stored = await hashPassword(PASSWORD);
});

async function person(email: string, disabledAt: Date | null = null): Promise<string> {
  const id = randomUUID();
  await db
    .insert(users)
    .values({ id, email, name: 'P', role: 'engineer', passwordHash: stored, createdAt: NOW, disabledAt });
  return id;
}

const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const attempt = (email: string, password: string, address = '10.0.0.1', at = NOW) =>
  signIn(db, at, { email, password, address });

describe('password hashes', () => {
  it('are argon2id with the OWASP parameters', async () => {
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await checkPassword(stored, PASSWORD)).toBe(true);
    expect(await checkPassword(stored, `${PASSWORD} `)).toBe(false);
    expect(await checkPassword(null, 'no account has this password')).toBe(false);
  });
});

describe('signIn', () => {
  it('gives the user and the session epoch, whatever the case of the email, and is on the audit log', async () => {
    const id = await person('ada@example.test');
    expect(await attempt(' ADA@example.test ', PASSWORD)).toEqual({
      ok: true,
      claim: { userId: id, epoch: 1 },
    });
    const rows = await db.select().from(auditLog).where(eq(auditLog.subjectId, id));
    expect(rows.map((row) => row.action)).toEqual(['session.start']);
  });
  it('answers a wrong password, an unknown email and a disabled account alike', async () => {
    await person('bo@example.test');
    await person('gone@example.test', NOW);
    const wrong = { ok: false, reason: 'wrong' };
    expect(await attempt('bo@example.test', 'not this one')).toEqual(wrong);
    expect(await attempt('nobody@example.test', PASSWORD)).toEqual(wrong);
    expect(await attempt('gone@example.test', PASSWORD)).toEqual(wrong);
  });
  it('does the work of a password check for an unknown email too, as dear as a real one', async () => {
    await person('known@example.test');
    const checked = async (email: string) => {
      vi.mocked(verify).mockClear();
      await attempt(email, 'not this one', '10.9.0.1');
      return vi.mocked(verify).mock.calls.map(([stored]) => String(stored).split('$').slice(0, 4));
    };
    const known = await checked('known@example.test');
    expect(known).toEqual([['', 'argon2id', 'v=19', 'm=19456,t=2,p=1']]);
    expect(await checked('unknown@example.test')).toEqual(known);
  });
  it('makes one person at one address wait after five failures, and nobody else', async () => {
    await person('cy@example.test');
    await person('di@example.test');
    for (let i = 0; i < 5; i += 1) await attempt('cy@example.test', 'not this one', '10.0.0.2');
    const refused = { ok: false, reason: 'throttled', waitSeconds: 30 };
    expect(await attempt('cy@example.test', PASSWORD, '10.0.0.2')).toEqual(refused);
    expect((await attempt('di@example.test', PASSWORD, '10.0.0.2')).ok).toBe(true);
    expect((await attempt('cy@example.test', PASSWORD, '10.0.0.3')).ok).toBe(true);
    expect(await attempt('cy@example.test', PASSWORD, '10.0.0.2', later(29))).toMatchObject({
      waitSeconds: 1,
    });
    expect((await attempt('cy@example.test', PASSWORD, '10.0.0.2', later(30))).ok).toBe(true);
    expect(await attempt('cy@example.test', 'not this one', '10.0.0.2', later(31))).toMatchObject({
      reason: 'wrong',
    });
  });
  it('counts guesses made at the same moment: of 12 only the five free ones are looked at', async () => {
    await person('eve@example.test');
    const results = await Promise.all(
      Array.from({ length: 12 }, () => attempt('eve@example.test', 'not this one', '10.0.0.4')),
    );
    expect(results.filter((result) => !result.ok && result.reason === 'wrong')).toHaveLength(5);
  });
  it('slows an account guessed from many addresses, but not at an address it has signed in from', async () => {
    await person('fay@example.test');
    expect((await attempt('fay@example.test', PASSWORD, '10.0.1.1')).ok).toBe(true);
    const failures = Array.from({ length: 25 }, (_, i) => ({
      subject: 'email:fay@example.test',
      succeeded: false,
      at: later(1 + i / 100),
    }));
    await db.insert(signInAttempts).values(failures);
    expect(await attempt('fay@example.test', PASSWORD, '10.0.1.2', later(2))).toMatchObject({
      reason: 'throttled',
    });
    expect((await attempt('fay@example.test', PASSWORD, '10.0.1.1', later(2))).ok).toBe(true);
  });
  it('stops a sweep over many accounts from one address', async () => {
    const failures = Array.from({ length: 50 }, () => ({
      subject: 'address:10.0.2.1',
      succeeded: false,
      at: NOW,
    }));
    await db.insert(signInAttempts).values(failures);
    expect(await attempt('any@example.test', 'not this one', '10.0.2.1')).toMatchObject({
      reason: 'throttled',
      waitSeconds: 30,
    });
  });
  it('forgets attempts after a month', async () => {
    await db
      .insert(signInAttempts)
      .values({ subject: 'email:old@example.test', succeeded: false, at: later(-40 * 86_400) });
    await attempt('new@example.test', 'not this one', '10.0.3.1', later(90_000));
    const left = await db.select().from(signInAttempts).where(like(signInAttempts.subject, 'email:old@%'));
    expect(left).toEqual([]);
  });
});

describe('single sign-on', () => {
  it('reaches only people who are here, by a verified email', async () => {
    const id = await person('kim@example.test');
    const claim = { userId: id, epoch: 1 };
    expect(await oidcSignIn(db, NOW, { email: 'Kim@example.test', email_verified: true })).toEqual(claim);
    expect(await oidcSignIn(db, NOW, { email: 'kim@example.test', email_verified: false })).toBeNull();
    expect(await oidcSignIn(db, NOW, { email: 'kim@example.test' })).toBeNull();
    expect(await oidcSignIn(db, NOW, { email: 'stranger@example.test', email_verified: true })).toBeNull();
    await db.update(users).set({ disabledAt: NOW }).where(eq(users.id, id));
    expect(await oidcSignIn(db, NOW, { email: 'kim@example.test', email_verified: true })).toBeNull();
  });
});

describe('demo sign-in', () => {
  it('never works in a real installation, for any role', async () => {
    for (const role of ROLES) {
      await seedUser(db, role);
      expect(await demoSignIn(db, NOW, role)).toBeNull();
    }
  });
  it('gives the first enabled person of the role in the demo organisation', async () => {
    await db.update(organisation).set({ isDemo: true });
    await db.update(users).set({ disabledAt: NOW }).where(sql`${users.role} = 'engineer'`);
    expect(await demoSignIn(db, NOW, 'engineer')).toBeNull();
    const claim = await demoSignIn(db, NOW, 'auditor');
    const [user] = await db
      .select()
      .from(users)
      .where(eq(users.id, claim?.userId ?? randomUUID()));
    expect(user?.role).toBe('auditor');
    await db.update(organisation).set({ isDemo: false });
  });
});
