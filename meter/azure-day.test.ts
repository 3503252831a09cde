import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { datasetsDirectory } from '@/bench/support/real-data';
import { seedOrganisation, seedUser } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '@/lib/access/server/context';
import { createApiKey } from '@/lib/access/server/create-api-key';
import { createChannel } from '@/lib/alerts/server/create-channel';
import { listDeliveries } from '@/lib/alerts/server/list-deliveries';
import { startMailServer } from '@/lib/alerts/server/testing/mail-server';
import { deadAddress, startReceiver, verified } from '@/lib/alerts/server/testing/receiver';
import { createBudget } from '@/lib/budgets/server/create-budget';
import { moneyOf, moneyToString, parseMoney } from '@/lib/money/money';
import { loadCatalogue } from '@/lib/pricing/server/load-catalogue';
import { dayOf } from '@/lib/time/period';
import { type Meter, startMeter } from './server';
import { startWorker, type Worker } from './worker';

/**
 * The Azure trace of 2023 (code and conversation, all calls in their order) through the gate and usage, against a
 * day's budget of 60 % of what it costs: 50, 80 and 100 % are announced once each, in order, to a real mail server
 * and real receivers.
 */
const FOLDER = path.join(datasetsDirectory() ?? '', 'azure-llm-2023');
const here = existsSync(path.join(FOLDER, 'AzureLLMInferenceTrace_code.csv'));
if (!here) console.log('skipped: the Azure trace is not here (TOLLGATE_DATASETS)');

interface Call {
  workflow: 'code' | 'conv';
  at: string;
  input: number;
  output: number;
}

function readTrace(): Call[] {
  const calls = (['code', 'conv'] as const).flatMap((workflow) => {
    const text = readFileSync(path.join(FOLDER, `AzureLLMInferenceTrace_${workflow}.csv`), 'utf8');
    return text
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => {
        const [at = '', input, output] = line.split(',');
        return { workflow, at, input: Number(input), output: Number(output) };
      });
  });
  return calls.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** 10⁻¹² USD at the list price of gpt-5.2: 1.75 USD a million input tokens, 14 USD a million output tokens. */
const costOf = ({ input, output }: Call): bigint => BigInt(input) * 1_750_000n + BigInt(output) * 14_000_000n;

describe.skipIf(!here)('a day of the Azure trace', async () => {
  const { db, url } = await testDatabase();
  const { teamId } = await seedOrganisation(db);
  const now = () => new Date();
  // The day must not end meanwhile.
  const timeZone = now().getUTCHours() === 15 ? 'UTC' : 'Asia/Hong_Kong';
  const ctx = () => systemCtx(db, 'test', now());
  const calls = here ? readTrace() : [];
  const total = calls.reduce((sum, call) => sum + costOf(call), 0n);
  const limit = (total * 6n) / 10n;
  const mailServer = await startMailServer();
  const [good, flaky] = [await startReceiver(), await startReceiver()];
  let meter: Meter;
  let worker: Worker;
  let key: string;
  let secret: string | null;
  const mailOf: Record<string, string> = {};

  beforeAll(async () => {
    await db.execute(sql`update organisation set time_zone = ${timeZone}`);
    await loadCatalogue(db, now());
    for (const [name, role] of [
      ['lead', 'team_lead'],
      ['cfo', 'cfo'],
    ] as const) {
      const id = await seedUser(db, role, [teamId('support')]);
      mailOf[name] = `${role}-${id}@example.test`;
    }
    const scopes = ['usage:write' as const, 'gate:check' as const];
    key = (await createApiKey(ctx(), { name: 'gateway', scopes, teamId: String(teamId('support')) })).key;
    await createBudget(ctx(), {
      name: 'Support a day',
      scope: { kind: 'team', teamId: String(teamId('support')) },
      unit: 'currency',
      currency: 'USD',
      limit: moneyToString(moneyOf(limit)),
      period: 'day',
    });
    const channel = { name: 'x', kinds: [], teamId: null, locale: 'en' as const };
    secret = (await createChannel(ctx(), { ...channel, kind: 'webhook', target: good.url })).secret;
    flaky.next.push({ status: 500 }, 'break');
    await createChannel(ctx(), { ...channel, name: 'flaky', kind: 'slack', target: flaky.url });
    await createChannel(ctx(), { ...channel, name: 'down', kind: 'teams', target: await deadAddress() });
    meter = await startMeter({ db, secret: 's'.repeat(32), port: 0, logLevel: 'silent', jobs: false });
    worker = await startWorker({
      db,
      databaseUrl: url,
      now,
      onError: (error, job) => console.error(job, error),
      alerts: {
        mail: { smtpUrl: mailServer.url, from: 'Tollgate <tollgate@example.test>' },
        console: 'https://tollgate.example.test',
        delays: [300, 600, 1_200],
      },
    });
  }, 120_000);
  afterAll(async () => {
    await worker?.stop();
    await meter?.close();
    await Promise.all([mailServer.close(), good.close(), flaky.close()]);
  });

  const post = async (path_: string, body: unknown) => {
    const response = await fetch(`${meter.url}${path_}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
    return response.json();
  };

  /** Asks the gate for each call of the chunk at once, then reports those that were made. */
  async function replay(chunk: Call[], from: number): Promise<bigint> {
    const model = { provider: 'openai', model: 'gpt-5.2' };
    const answers = await Promise.all(
      chunk.map(({ workflow, input }, index) =>
        post('/v1/gate', {
          ...model,
          id: `call-${from + index}`,
          tags: { workflow },
          tokens: { input, max_output: 2_000 },
        }),
      ),
    );
    const made = chunk.flatMap((call, index) => {
      const { decision, reservation } = answers[index];
      return decision === 'deny' ? [] : [{ call, id: `call-${from + index}`, reservation: reservation.id }];
    });
    if (made.length === 0) return 0n;
    const result = await post('/v1/usage', {
      source: 'gateway',
      events: made.map(({ call, id, reservation }) => ({
        ...model,
        id,
        reservation,
        time: now().toISOString(),
        tokens: { input: call.input, output: call.output },
        tags: { workflow: call.workflow },
      })),
    });
    expect(result).toMatchObject({ accepted: made.length, duplicates: 0, unpriced: 0, rejected: [] });
    return made.reduce((sum, { call }) => sum + costOf(call), 0n);
  }

  it('is announced at 50, 80 and 100 %, once each and in order, to everyone', async () => {
    const CHUNK = 256;
    let spent = 0n;
    for (let from = 0; from < calls.length; from += CHUNK)
      spent += await replay(calls.slice(from, from + CHUNK), from);

    // It held: as near to the limit as calls of this size come, and never above.
    expect(spent <= limit).toBe(true);
    expect(spent > (limit * 999n) / 1000n).toBe(true);
    const [counted] = await db.execute<{ spent: string; reserved: string; denied: number }>(sql`
      select (sum(c.spent) + coalesce((select sum(spent) from budget_deltas), 0))::numeric(38,12)::text as spent,
        (sum(c.reserved) + coalesce((select sum(reserved) from budget_deltas), 0))::numeric(38,12)::text as reserved,
        (select count(*)::int from gate_decisions where decision = 'deny') as denied
      from budget_counters c`);
    expect(parseMoney(counted?.spent ?? '0')).toBe(spent);
    expect(parseMoney(counted?.reserved ?? '1')).toBe(0n);
    expect(counted?.denied).toBeGreaterThan(1_000);

    await expect
      .poll(
        () =>
          db.execute(sql`select 1 from alert_deliveries where state = 'pending'
        union all select 1 from alerts where planned_at is null`),
        { timeout: 30_000 },
      )
      .toEqual([]);
    const raised = await db.execute<{ percent: number; day: string }>(sql`
      select (facts->>'percent')::int as percent, facts->>'periodFrom' as day from alerts order by id`);
    const day = dayOf(now(), timeZone);
    expect([...raised]).toEqual([50, 80, 100].map((percent) => ({ percent, day })));

    const heard = good.calls.map((call) => verified(call, secret ?? ''));
    expect(heard.map(({ type, data }) => [type, data.facts?.percent])).toEqual(
      [50, 80, 100].map((percent) => ['alert.budget_threshold', percent]),
    );
    const mails = (name: string) =>
      mailServer.mails.filter(({ to }) => to[0] === mailOf[name]).map(({ subject }) => subject);
    expect(mails('lead')).toEqual([50, 80, 100].map((percent) => `Support a day: ${percent} % reached`));
    expect(mails('cfo')).toEqual(['Support a day: 100 % reached']);
    expect(mailServer.mails).toHaveLength(4);
    expect(mailServer.mails.at(-1)?.raw).toContain('GPT-5.2');
  }, 600_000);

  it('is in the log with every attempt, also of the receiver that failed twice and the one that is down', async () => {
    expect(flaky.calls.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(flaky.calls).toHaveLength(5);
    const { rows } = await listDeliveries(ctx(), {});
    const log = (name: string) =>
      rows
        .filter((row) => row.recipient.name === name)
        .map(({ state, attempts }) => `${state} ${attempts.map(({ ok }) => (ok ? 'ok' : 'no')).join(' ')}`)
        .sort();
    expect(log('x')).toEqual(Array(3).fill('delivered ok'));
    expect(log('down')).toEqual(Array(3).fill('failed no no no no'));
    expect(log('flaky').join(' ').match(/no/g)).toHaveLength(2);
    expect(log('flaky').every((line) => line.startsWith('delivered'))).toBe(true);
    expect(rows).toHaveLength(3 * 3 + 4);
    const inbox = await db.execute<{ role: string; alerts: number }>(sql`
      select u.role, count(*)::int as alerts from alert_inbox i join users u on u.id = i.user_id
      group by u.role order by u.role`);
    expect([...inbox]).toEqual([
      { role: 'cfo', alerts: 1 },
      { role: 'team_lead', alerts: 3 },
    ]);
  });
});
