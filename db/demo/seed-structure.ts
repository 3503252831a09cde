import { createHash } from 'node:crypto';
import { inArray } from 'drizzle-orm';
import { appendAudit } from '../../lib/access/server/append-audit';
import type { Ctx } from '../../lib/access/server/context';
import { createDepartment } from '../../lib/access/server/create-department';
import { createTeam } from '../../lib/access/server/create-team';
import { hashPassword } from '../../lib/access/server/password-hash';
import { STANDARD_TAG_DEFINITIONS } from '../../lib/usage/taxonomy';
import { departments, tags, tagValues, teams, users, userTeams } from '../schema';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './accounts';
import { DEPARTMENTS, TEAMS } from './organisation';
import { TAG_VALUES } from './taxonomy';

/** Departments, teams, adopted tag values and the demo accounts; what is there already is left alone. */
export async function seedStructure(ctx: Ctx): Promise<void> {
  await seedDepartments(ctx);
  await seedTeams(ctx);
  await seedTaxonomy(ctx);
  await seedAccounts(ctx);
}

async function seedDepartments(ctx: Ctx): Promise<void> {
  const present = await ctx.db.select({ key: departments.key }).from(departments);
  for (const department of DEPARTMENTS) {
    if (!present.some(({ key }) => key === department.key)) await createDepartment(ctx, department);
  }
}

async function seedTeams(ctx: Ctx): Promise<void> {
  const ids = new Map((await ctx.db.select().from(departments)).map((row) => [row.key, row.id]));
  const present = await ctx.db.select({ key: teams.key }).from(teams);
  for (const { key, name, department } of TEAMS) {
    if (present.some((team) => team.key === key)) continue;
    await createTeam(ctx, { key, name, departmentId: ids.get(department)?.toString() ?? null });
  }
}

async function seedTaxonomy(ctx: Ctx): Promise<void> {
  const values = Object.entries(TAG_VALUES).flatMap(([tag, labels]) =>
    Object.entries(labels).map(([value, label]) => ({
      tag,
      value,
      label,
      state: 'adopted',
      firstSeenAt: ctx.now,
    })),
  );
  await ctx.db.transaction(async (tx) => {
    await tx
      .insert(tags)
      .values([...STANDARD_TAG_DEFINITIONS])
      .onConflictDoNothing();
    const added = await tx.insert(tagValues).values(values).onConflictDoNothing().returning();
    if (added.length === 0) return;
    await appendAudit(tx, ctx.actor, ctx.now, {
      action: 'demo.taxonomy',
      subject: { kind: 'organisation', id: '1' },
      after: { adoptedValues: added.length },
    });
  });
}

/** A UUID made from a name, so that links to demo people stay the same from load to load. */
function uuidOf(name: string): string {
  const hex = createHash('sha256').update(`tollgate-demo/${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Written here and not by a verb: no verb gives a person a password that someone else knows. */
async function seedAccounts(ctx: Ctx): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await ctx.db.transaction(async (tx) => {
    for (const { teams: keys, ...account } of DEMO_ACCOUNTS) {
      const id = uuidOf(account.email);
      const made = await tx
        .insert(users)
        .values({ id, ...account, passwordHash, createdAt: ctx.now })
        .onConflictDoNothing()
        .returning({ id: users.id });
      if (made.length === 0) continue;
      const own =
        keys.length > 0
          ? await tx
              .select()
              .from(teams)
              .where(inArray(teams.key, [...keys]))
          : [];
      if (own.length > 0)
        await tx.insert(userTeams).values(own.map((team) => ({ userId: id, teamId: team.id })));
      await appendAudit(tx, ctx.actor, ctx.now, {
        action: 'demo.account',
        subject: { kind: 'user', id },
        after: account,
      });
    }
  });
}
