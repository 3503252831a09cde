import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from './context';
import { createDepartment } from './create-department';
import { verifyAudit } from './verify-audit';

const { db } = await testDatabase();
const ctx = systemCtx(db, 'test', NOW);
await seedOrganisation(db);
let made = 0;

const change = () => {
  made += 1;
  return createDepartment(ctx, { key: `d${made}`, name: `Département ${made} 部門` });
};

beforeEach(async () => {
  await db.execute(sql`truncate audit_log`);
  for (let i = 0; i < 6; i += 1) await change();
});

const broken = async () => (await verifyAudit(ctx, {})).broken;

describe('the hash chain', () => {
  it('is intact and gives its head', async () => {
    const verdict = await verifyAudit(ctx, {});
    expect(verdict).toMatchObject({ intact: true, entries: 6, broken: null, head: { seq: '6' } });
    expect(verdict.head?.hash).toMatch(/^[0-9a-f]{64}$/);
  });
  it('stays unbroken when 20 verbs run at once', async () => {
    await Promise.all(Array.from({ length: 20 }, change));
    expect(await verifyAudit(ctx, {})).toMatchObject({ intact: true, entries: 26 });
  });
  it('leaves no entry behind when the verb fails', async () => {
    await expect(createDepartment(ctx, { key: 'ops', name: 'Taken' })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await verifyAudit(ctx, {})).toMatchObject({ intact: true, entries: 6 });
  });
});

describe('tampering', () => {
  const columns = {
    at: `at = at + interval '1 millisecond'`,
    actor: `actor_name = 'someone else'`,
    role: `actor_role = 'admin'`,
    action: `action = 'department.rename'`,
    subject: `subject_id = '999'`,
    team: `team_id = 7`,
    after: `after = jsonb_set(after, '{name}', '"Other"')`,
    before: `before = '{"x":1}'`,
    reason: `reason = 'because'`,
  };
  it.each(Object.entries(columns))('finds a changed %s', async (_name, set) => {
    await db.execute(sql.raw(`update audit_log set ${set} where seq = 3`));
    expect(await broken()).toEqual({ seq: '3', fault: 'changed' });
  });
  it('finds a deleted entry, at the start and in the middle', async () => {
    await db.execute(sql`delete from audit_log where seq = 4`);
    expect(await broken()).toEqual({ seq: '4', fault: 'missing' });
    await db.execute(sql`delete from audit_log where seq = 1`);
    expect(await broken()).toEqual({ seq: '1', fault: 'missing' });
  });
  it('finds an entry deleted and the rest renumbered', async () => {
    await db.execute(sql`delete from audit_log where seq = 3`);
    await db.execute(sql`update audit_log set seq = seq + 100 where seq > 3`);
    await db.execute(sql`update audit_log set seq = seq - 101 where seq > 100`);
    expect(await broken()).toEqual({ seq: '3', fault: 'out_of_chain' });
  });
  it('finds an inserted entry', async () => {
    await db.execute(sql`insert into audit_log
      select 7, at, actor_kind, actor_id, actor_name, actor_role, action, subject_kind, subject_id, team_id,
        before, after, reason, hash, repeat('a', 64) from audit_log where seq = 6`);
    expect(await broken()).toEqual({ seq: '7', fault: 'changed' });
  });
  it('finds two entries swapped', async () => {
    await db.execute(
      sql`update audit_log set seq = case seq when 3 then 1004 else 1003 end where seq in (3, 4)`,
    );
    await db.execute(sql`update audit_log set seq = seq - 1000 where seq > 1000`);
    expect(await broken()).toEqual({ seq: '3', fault: 'out_of_chain' });
  });
  it('finds the end cut off, or the whole log rewritten, given a head noted down earlier', async () => {
    const { head } = await verifyAudit(ctx, {});
    const expected = { seq: head?.seq ?? '', hash: head?.hash ?? '' };
    expect((await verifyAudit(ctx, { expected })).intact).toBe(true);
    await db.execute(sql`delete from audit_log where seq > 4`);
    expect((await verifyAudit(ctx, {})).intact).toBe(true); // a chain alone cannot tell
    const cut = await verifyAudit(ctx, { expected });
    expect(cut.broken).toEqual({ seq: '6', fault: 'shortened' });
    expect(cut.entries).toBe(4);
    await change();
    await change();
    expect((await verifyAudit(ctx, { expected })).broken).toEqual({ seq: '6', fault: 'changed' });
  });
});
