import { readdirSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { NOW } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { TollgateError } from '../errors';
import type { Actor } from './actor';
import { canonicalJson } from './audit-entry';
import { ROLES, reach } from './permissions';
import { type Ctx, type Db, systemActor } from './server/context';
import { EXAMPLES, type Example } from './server/testing/example-inputs';
import { OTHER_MARK, refusedActorFixture, type Side } from './server/testing/refused-actor-fixture';
import type { Question, Verb } from './server/verb';

/**
 * Every verb and question there is × every role × own team, another team, no team, and an API key, against the
 * permission table. They are found in the source tree, so a new one without an example fails here.
 */
type Access = Verb | Question;
const isAccess = (value: unknown): value is Access =>
  typeof value === 'function' && 'kind' in value && (value.kind === 'verb' || value.kind === 'question');

const found = await collect();
const { db } = await testDatabase();
const fixture = await refusedActorFixture(db);

async function collect(): Promise<[string, Access][]> {
  const root = path.join(import.meta.dirname, '..');
  const files = readdirSync(root).flatMap((domain) => {
    const folder = path.join(root, domain, 'server');
    return listed(folder)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => path.join(folder, file));
  });
  const all: [string, Access][] = [];
  for (const file of files) {
    for (const value of Object.values(await import(file))) if (isAccess(value)) all.push([file, value]);
  }
  return all;
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const exampleOf = (access: Access): Example => {
  const example = EXAMPLES[access.spec.name];
  if (!example) throw new Error(`no example input for ${access.spec.name}`);
  return example;
};

type Outcome = { code: string; answer: string };
class Undo extends Error {}

/** Calls it inside a transaction that is then undone. `before` may change the world first. */
async function attempt(
  access: Access,
  actor: Actor,
  side: Side,
  before?: (tx: Db) => Promise<void>,
): Promise<Outcome> {
  let outcome: Outcome = { code: 'ok', answer: '' };
  await db
    .transaction(async (tx) => {
      const inside = tx as unknown as Db; // a verb only begins a (nested) transaction on it
      await before?.(inside);
      const ctx: Ctx = { actor, now: NOW, db: inside };
      try {
        const answer = await access(ctx, exampleOf(access).input(fixture, side, actor));
        outcome = { code: 'ok', answer: canonicalJson(answer) };
      } catch (error) {
        if (!(error instanceof TollgateError)) throw error;
        outcome = { code: error.code, answer: '' };
      }
      throw new Undo();
    })
    .catch((error) => {
      if (!(error instanceof Undo)) throw error;
    });
  return outcome;
}

/** Takes away everything that belongs to the other team. */
async function forgetOtherTeam(tx: Db): Promise<void> {
  const other = BigInt(fixture.teamId.other);
  for (const table of [
    ...['usage_hourly', 'usage_daily', 'usage_user_daily', 'usage_events'],
    ...['outcomes', 'outcomes_daily'],
  ])
    await tx.execute(
      sql`delete from ${sql.identifier(table)} where attribution_id in
        (select id from attributions where team_id = ${other})`,
    );
  await tx.execute(sql`delete from api_keys where team_id = ${other}`);
  await tx.execute(sql`delete from budget_requests where budget_id in
    (select id from budgets where team_id = ${other})`);
  for (const table of ['kill_switches', 'gate_decisions'])
    await tx.execute(sql`delete from ${sql.identifier(table)} where team_id = ${other}`);
}

it('found them all, each exported once under its own name and file', () => {
  const names = found.map(([, access]) => access.spec.name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !EXAMPLES[name])).toEqual([]);
  expect(Object.keys(EXAMPLES).filter((name) => !names.includes(name))).toEqual([]);
  for (const [file, access] of found) {
    const kebab = access.spec.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    expect(path.basename(file, '.ts')).toBe(kebab);
  }
  expect(names.length).toBeGreaterThan(60);
});

describe.each(found.map(([, access]) => [access.spec.name, access] as const))('%s', (name, access) => {
  const { permission } = access.spec;
  const aboutTeam = access.spec.team !== undefined;
  const allowed = () => EXAMPLES[name]?.endsWith ?? 'ok';

  it.each(ROLES)('%s, for the own team, another team and without a team', async (role) => {
    const granted = reach(role, permission);
    const actor = fixture.actors[role];
    const codes = {
      own: (await attempt(access, actor, 'own')).code,
      other: (await attempt(access, actor, 'other')).code,
      teamless: (await attempt(access, { ...actor, teamIds: [] }, 'own')).code,
    };
    const beyond = granted === 'own' && aboutTeam ? 'forbidden' : allowed();
    expect(codes).toEqual(
      granted === 'none'
        ? { own: 'forbidden', other: 'forbidden', teamless: 'forbidden' }
        : { own: allowed(), other: beyond, teamless: beyond },
    );
  });

  it('refuses an API key, whatever its scopes', async () => {
    const actor: Actor = {
      kind: 'key',
      id: fixture.keyId.own,
      name: 'key',
      scopes: ['usage:write', 'gate:check', 'outcomes:write', 'usage:read'],
      teamId: BigInt(fixture.teamId.own),
    };
    expect((await attempt(access, actor, 'own')).code).toBe('forbidden');
  });

  if (access.kind === 'question') {
    const readers = ROLES.filter((role) => reach(role, permission) === 'own');
    if (readers.length > 0) {
      it('tells a reader of own teams nothing that depends on another team', async () => {
        for (const role of readers) {
          const actor = fixture.actors[role];
          const { answer } = await attempt(access, actor, 'own');
          expect(answer).not.toContain(OTHER_MARK);
          expect((await attempt(access, actor, 'own', forgetOtherTeam)).answer).toBe(answer);
          const teamless = { ...actor, teamIds: [] };
          const empty = await attempt(access, teamless, 'own');
          expect(empty.answer).not.toContain('own-');
          expect((await attempt(access, teamless, 'own', forgetOtherTeam)).answer).toBe(empty.answer);
        }
      });
    }
    if (EXAMPLES[name]?.showsTeams) {
      it('shows a reader of all teams the other team too', async () => {
        expect((await attempt(access, systemActor('test'), 'own')).answer).toContain(OTHER_MARK);
      });
    }
  }
});
