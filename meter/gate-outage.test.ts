import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Db, disconnect } from '@/db/client';
import { type EmbeddedDatabase, startEmbedded } from '@/db/embedded';
import { migrate } from '@/db/migrate';
import { seedOrganisation } from '@/db/testing/fixtures';
import { gateCall, seedBudget, seedPrices, totalsOf } from '@/lib/budgets/server/testing/gate-fixture';
import { type Meter, startMeter } from './server';
import { seedKey, TEST_SECRET } from './testing/meter-for-tests';
import { postGate } from './testing/post-gate';

const UNIT = 10n ** 12n;
const FLAGS = ['-c', 'fsync=off'];
let parent: string;
let database: EmbeddedDatabase;
let db: Db;
let meter: Meter;
let key: string;
let open: bigint;
let closed: bigint;

beforeAll(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'tollgate-outage-'));
  await chmod(parent, 0o755); // as root, Postgres runs as another user
  database = await startEmbedded(path.join(parent, 'pg'), { flags: FLAGS });
  await migrate(database.url);
  db = connect(database.url, { max: 6 });
  const { teamId } = await seedOrganisation(db);
  await seedPrices(db);
  open = await seedBudget(db, { scope: 'team', teamId: teamId('support'), limit: '10', name: 'Open' });
  closed = await seedBudget(db, {
    scope: 'team',
    teamId: teamId('claims'),
    limit: '10',
    name: 'Closed',
    whenUnavailable: 'closed',
  });
  key = (await seedKey(db, { scopes: ['gate:check'] })).key;
  meter = await startMeter({ db, secret: TEST_SECRET, port: 0, logLevel: 'silent' });
}, 120_000);

afterAll(async () => {
  await meter.close();
  await disconnect(db);
  await database.stop();
  await rm(parent, { recursive: true, force: true });
}, 60_000);

const ask = async (raw: unknown) => postGate(meter.url, key, raw);
const ofClaims = (over = {}) => gateCall(1, { tags: { team: 'claims' }, ...over });

describe('while Postgres is stopped', () => {
  it('an open budget lets calls through and a closed one refuses them; both are written down afterwards', async () => {
    expect((await ask(gateCall(9))).body).toMatchObject({ decision: 'allow', degraded: false });
    expect((await ask(ofClaims())).body).toMatchObject({ decision: 'allow', degraded: false });
    const { port } = new URL(database.url);
    await database.stop();

    const through = gateCall(5);
    const first = await ask(through);
    expect([first.status, first.body]).toEqual([
      200,
      expect.objectContaining({ decision: 'allow', degraded: true, reservation: null }),
    ]);
    expect(first.body.budgets).toMatchObject([
      { name: 'Open', percent: null, state: 'unknown', remaining: null },
    ]);
    expect(first.body.reasons).toMatchObject([{ code: 'database_unavailable' }]);
    expect((await ask(through)).body).toEqual(first.body);
    expect((await ask({ ...through, model: 'dime' })).status).toBe(409);
    const refused = await postGate(meter.url, key, ofClaims({ id: 'closed-1' }), '?enforce=status');
    expect([refused.status, refused.body.error.code]).toEqual([429, 'budget_unavailable']);
    const fresh = await ask(gateCall(1, { tags: { team: 'never-seen' }, user: 'new' }));
    expect(fresh.body).toMatchObject({ decision: 'allow', degraded: true });
    await Promise.all(Array.from({ length: 200 }, () => ask(gateCall(1))));
    const text = await (await fetch(`${meter.url}/metrics`)).text();
    expect(text).toMatch(/tollgate_gate_decisions_total\{decision="allow",degraded="true"\} 202/);
    expect(text).toMatch(/tollgate_gate_decisions_total\{decision="deny",degraded="true"\} 1/);
    expect(text).toMatch(/tollgate_gate_degraded_waiting 203/);

    database = await startEmbedded(path.join(parent, 'pg'), { flags: FLAGS, port: Number(port) });
    const back = async () => (await ask(gateCall(0))).body.degraded === false;
    for (let waited = 0; !(await back()); waited += 100) {
      if (waited > 30_000) throw new Error('the gate did not find the database again');
      await sleep(100);
    }
    expect(await (await fetch(`${meter.url}/metrics`)).text()).toMatch(/tollgate_gate_degraded_waiting 0/);
    const rows = await db.execute<{ decision: string; n: number; holds: number }>(sql`
      select decision, count(*)::int as n, count(*) filter (where state <> 'none')::int as holds
      from gate_decisions where degraded and team_id <> 0 and reason in ('database_unavailable', 'budget_unavailable')
        and request_id in (select request_id from gate_decisions where estimated_tokens > 0)
      group by decision order by decision`);
    expect([...rows]).toEqual([
      { decision: 'allow', n: 202, holds: 0 },
      { decision: 'deny', n: 1, holds: 0 },
    ]);
    expect((await ask(through)).body).toEqual(first.body);
    expect(await totalsOf(db, open)).toEqual({ spent: 0n, reserved: 9n * UNIT });
    expect(await totalsOf(db, closed)).toEqual({ spent: 0n, reserved: UNIT });
    expect((await ask(gateCall(2))).body).toMatchObject({ decision: 'deny', degraded: false });
  }, 120_000);
});
