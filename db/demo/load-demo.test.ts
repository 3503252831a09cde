import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { systemCtx } from '../../lib/access/server/context';
import { usageQuerySchema } from '../../lib/attribution/query';
import { decodeQuery } from '../../lib/attribution/search-params';
import { loadCatalogue } from '../../lib/pricing/server/load-catalogue';
import { loadPriceBook } from '../../lib/pricing/server/load-price-book';
import { checkPolicy } from '../../lib/routing/checks';
import type { PolicyBody } from '../../lib/routing/policy';
import { loadCheckContext } from '../../lib/routing/server/check-context';
import { reconcile } from '../../lib/usage/server/reconcile';
import { createRecorder } from '../../lib/usage/server/recorder';
import { testDatabase } from '../testing/test-database';
import { demoState } from './begin-demo';
import { demoEvents } from './demo-events';
import { loadDemo } from './load-demo';
import { TEAMS, userIds } from './organisation';
import { quietBudgeting } from './quiet-budgeting';
import { RETRY_ATTEMPTS, STORM_CALLS, stormDay } from './retry-storm';
import { RUNAWAY_CALLS, RUNAWAY_TASK } from './runaway-agent';
import { demoStories, PRICE_CHANGES } from './stories';
import { UNPRICED_MODEL } from './unpriced';
import { WORKFLOWS } from './workflows';

const NOW = new Date('2026-11-22T04:00:00Z');

/** Budget, threshold, day and hour of November: what the present month has announced by then. */
const REACHED = [
  'HS-code classifier 50 11 12',
  'Last-mile Delivery 50 11 18',
  'Customer Service 50 12 18',
  'Ticket resolution 50 12 18',
  'Freight Forwarding 50 13 18',
  'Delivery agent 50 16 12',
  'HS-code classifier 80 17 12',
  'Regression suite 50 17 12',
  'Customs Brokerage 50 17 18',
  'Warehouse & Fulfilment 50 18 12',
  'Sales & Pricing 50 18 12',
  'Marketing 50 18 12',
  'Finance & Claims 50 18 12',
  'People & Culture 50 18 12',
  'Harbour Logistics Group 50 18 18',
  'Legal & Compliance 50 18 18',
  'Software Engineering 50 18 18',
  'Data & Analytics 50 18 18',
  'Customer Service 80 19 18',
  'Ticket resolution 80 19 18',
  'Ask-the-data tokens 50 19 18',
  'HS-code classifier 100 20 12',
];
const INBOXES = [
  { role: 'admin', alerts: '17', unread: '4' },
  { role: 'cfo', alerts: '21', unread: '6' },
  { role: 'team_lead', alerts: '7', unread: '2' },
];
const { db } = await testDatabase();
await loadCatalogue(db, NOW);
const secret = 'a secret of the demo test, 32 or more';
const budgeting = quietBudgeting(db);
const recorder = createRecorder({
  db,
  budgeting,
  loadPriceBook,
  secret,
  timeZone: 'Asia/Hong_Kong',
  now: () => NOW,
});

// The first attempt is cut off after three batches, as by a crash; the second completes it, on another day.
let batchesLeft = 3;
const cutOff = loadDemo({
  db,
  budgeting,
  secret,
  now: NOW,
  recorder: {
    record: async (auth, request) => {
      if (batchesLeft === 0) throw new Error('crash');
      batchesLeft -= 1;
      return recorder.record(auth, request);
    },
  },
});
await expect(cutOff).rejects.toThrow('crash');
const stateAfterCrash = await demoState(db);
const load = await loadDemo({ db, recorder, budgeting, secret, now: new Date('2026-12-05T04:00:00Z') });
console.info(`demo: ${load.accepted + load.duplicates} events, completed in ${load.seconds} s`);

async function one<T extends Record<string, unknown>>(query: ReturnType<typeof sql>) {
  const [row] = await db.execute<T>(query);
  if (!row) throw new Error('the query gave no row');
  return row;
}

it('is not taken for complete after a crash, and completes to the same events', async () => {
  expect(stateAfterCrash).toBe('unfinished');
  expect(load.loaded).toBe(true);
  expect(load.duplicates).toBeGreaterThan(0);
  expect(await demoState(db)).toBe('complete');
  const sent = [...demoEvents(await loadPriceBook(db), NOW)].length;
  expect(load.accepted + load.duplicates).toBe(sent);
  const stored = await one<{ events: string }>(sql`select count(*) as events from usage_events`);
  expect(stored.events).toBe(String(sent));
  expect((await loadDemo({ db, recorder, budgeting, secret, now: NOW })).loaded).toBe(false);
});

it('is the same for the same now, whatever was drawn before', async () => {
  const book = await loadPriceBook(db);
  const digest = () => {
    const hash = createHash('sha256');
    for (const event of demoEvents(book, new Date('2026-02-20T04:00:00Z')))
      hash.update(JSON.stringify(event));
    return hash.digest('hex');
  };
  expect(digest()).toBe(digest());
});

it('dates nothing after now and every event id once', async () => {
  const row = await one<{ last: string; ids: string; events: string }>(sql`
    select max(occurred_at)::text as last, count(distinct (team_id, source_id, event_id)) as ids,
      count(*) as events from usage_events`);
  expect(new Date(row.last).getTime()).toBeLessThanOrEqual(NOW.getTime());
  expect(row.ids).toBe(row.events);
});

it('is a group of 300 people in 12 teams and 4 departments with two dozen workflows', async () => {
  const row = await one<Record<string, string>>(sql`
    select (select count(*) from teams where adopted_at is not null) as teams,
      (select count(*) from departments) as departments,
      (select count(*) from usage_users) as people,
      (select count(distinct workflow) from attributions join tag_values
        on tag = 'workflow' and value = workflow and state = 'adopted') as workflows`);
  expect(row).toMatchObject({ teams: '12', departments: '4', workflows: String(WORKFLOWS.length) });
  expect(TEAMS.reduce((sum, team) => sum + team.people, 0)).toBe(300);
  expect(new Set(TEAMS.flatMap((team) => userIds(team.key, team.people))).size).toBe(300);
  expect(row.people).toBe('300');
});

const MONTHS = sql`
  select to_char(d.day, 'YYYY-MM') as month, round(sum(d.effective_cost * f.rate))::int as hkd
  from usage_daily d left join fx_rates f on f.quote = 'HKD' and f.valid_from <= d.day
    and (f.valid_to is null or d.day < f.valid_to)
  group by 1 order by 1`;

it('grows from HK$80,000 a month in the pilot towards HK$650,000, with a Lunar New Year dip', async () => {
  const months = await db.execute<{ month: string; hkd: number }>(MONTHS);
  const hkd = months.map((row) => row.hkd);
  expect(months.map((row) => row.month)[0]).toBe('2025-11');
  expect(hkd).toHaveLength(13);
  const [pilot = 0, , january = 0, february = 0] = hkd;
  expect(pilot).toBeGreaterThan(72_000);
  expect(pilot).toBeLessThan(88_000);
  expect(february).toBeLessThan(january);
  const growing = [...hkd.slice(0, 3), ...hkd.slice(4, 12)];
  for (let i = 1; i < growing.length; i += 1) expect(growing[i]).toBeGreaterThan(growing[i - 1] ?? 0);
  expect(hkd[11]).toBeGreaterThan(580_000);
  expect(hkd[11]).toBeLessThan(650_000);
  // 1 to 22 November holds 15 of its 21 working days.
  const pace = ((hkd[12] ?? 0) * 21) / 15;
  expect(pace).toBeGreaterThan(600_000);
  expect(pace).toBeLessThan(690_000);
});

it('is quiet at weekends and on holidays', async () => {
  const row = await one<{ ratio: string }>(sql`
    select (sum(effective_cost) filter (where extract(isodow from day) = 7) / count(distinct day)
        filter (where extract(isodow from day) = 7))
      / (sum(effective_cost) filter (where extract(isodow from day) = 3) / count(distinct day)
        filter (where extract(isodow from day) = 3)) as ratio
    from usage_daily where day >= '2026-09-01' and day < '2026-11-01'`);
  expect(Number(row.ratio)).toBeLessThan(0.35);
});

it('reconciles: every rollup row is the sum of its events', async () => {
  const found = await reconcile(systemCtx(db, 'test', NOW), {});
  expect(found.differences).toEqual([]);
  expect(found.agrees).toBe(true);
  expect(found.months.reduce((sum, month) => sum + BigInt(month.events), 0n)).toBe(
    BigInt(load.accepted + load.duplicates),
  );
});

it('routes by a policy with a history, and has another waiting for a decision', async () => {
  const rows = await db.execute<Record<string, string>>(sql`
    select coalesce(t.key, 'all') as team, v.version::text, v.status, (v.approved_by_name <> v.saved_by_name)::text as two
    from routing_policy_versions v join routing_policies p on p.id = v.policy_id left join teams t on t.id = p.team_id
    order by 1, 2`);
  expect(rows.map(({ team, version, status, two }) => [team, version, status, two])).toEqual([
    ['all', '1', 'retired', 'true'],
    ['all', '2', 'published', 'true'],
    ['customer-service', '1', 'submitted', null],
  ]);
  const body = await one<{ body: PolicyBody }>(
    sql`select body from routing_policy_versions where status = 'published'`,
  );
  const findings = checkPolicy(body.body, await loadCheckContext(db, NOW, null));
  expect(findings.map(({ code, severity, ruleId }) => [code, severity, ruleId])).toEqual([
    ['fallback_dearer', 'warning', 'ticket-lookups'],
    ['no_evidence_for_bar', 'warning', 'ticket-lookups'],
    ['fallback_dearer', 'warning', 'sales-lookups'],
    ['no_evidence_for_bar', 'warning', 'sales-lookups'],
    ['missing_catch_all', 'warning', null],
  ]);
});

describe('has its stories to find', () => {
  it('describes each once', () => {
    const keys = demoStories(NOW).map((story) => story.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(8);
    for (const { path } of demoStories(NOW).filter((story) => story.path.startsWith('/explore'))) {
      const query = usageQuerySchema.parse({
        period: { from: '2026-11-01', to: '2026-11-23' },
        currency: 'HKD',
      });
      expect(decodeQuery(new URLSearchParams(path.split('?')[1]), query).ignored).toEqual([]);
    }
  });

  it('a frontier-by-default team', async () => {
    const row = await one<Record<string, string>>(sql`
      select sum(requests) filter (where m.tier = 'frontier') / sum(requests) as frontier,
        sum(requests) filter (where task_class = 'simple_lookup') / sum(requests) as lookups
      from usage_daily d join attributions a on a.id = d.attribution_id join teams t on t.id = a.team_id
        join models m on m.id = d.model_id
      where t.key = 'sales' and a.workflow in ('respond-to-tender', 'brief-account')`);
    expect(Number(row.frontier)).toBe(1);
    expect(Number(row.lookups)).toBeGreaterThan(0.5);
  });

  it('a retry storm', async () => {
    const row = await one<Record<string, string>>(sql`
      select count(*) as errors, count(*) filter (where attempt between 2 and 5) as retries,
        count(distinct task_id) as calls, round(extract(epoch from max(occurred_at) - min(occurred_at)) / 60) as minutes
      from usage_events where status = 'error'
        and (occurred_at at time zone 'Asia/Hong_Kong')::date = ${stormDay(NOW)}::date`);
    expect(stormDay(NOW)).toBe('2026-10-22');
    expect(row).toMatchObject({
      errors: String(STORM_CALLS * RETRY_ATTEMPTS),
      retries: String(STORM_CALLS * (RETRY_ATTEMPTS - 1)),
      calls: String(STORM_CALLS),
    });
    expect(Number(row.minutes)).toBeLessThan(200);
    const other = await one<{ errors: string }>(sql`select sum(errors) as errors from usage_daily`);
    expect(other.errors).toBe(row.errors);
  });

  it('a runaway agent', async () => {
    const row = await one<Record<string, string>>(sql`
      select count(*) as calls, count(distinct trace_id) as traces, min(history_tokens) as first,
        max(history_tokens) as last, sum(effective_cost) as usd,
        min(extract(hour from occurred_at at time zone 'Asia/Hong_Kong')) as earliest,
        bool_and(extract(hour from occurred_at at time zone 'Asia/Hong_Kong') not between 7 and 21) as at_night
      from usage_events where task_id = ${RUNAWAY_TASK}`);
    expect(row).toMatchObject({ calls: String(RUNAWAY_CALLS), traces: '1', at_night: true });
    expect(Number(row.last)).toBeGreaterThan(60 * Number(row.first));
    expect(Number(row.usd)).toBeGreaterThan(500);
  });

  it('development traffic on production models', async () => {
    const row = await one<Record<string, string>>(sql`
      select sum(requests) filter (where m.tier = 'frontier') / sum(requests) as frontier,
        sum(effective_cost) filter (where m.tier = 'frontier') / sum(effective_cost) as spend
      from usage_daily d join attributions a on a.id = d.attribution_id join models m on m.id = d.model_id
      where a.environment = 'development' and a.workflow = 'run-regression-suite'`);
    expect(Number(row.frontier)).toBeCloseTo(0.85, 2);
    expect(Number(row.spend)).toBeGreaterThan(0.95);
  });

  it('a system prompt that grew from 800 to 4,000 tokens', async () => {
    const months = await db.execute<{ prompt: string; unit: string }>(sql`
      select sum(system_prompt_tokens::numeric) / sum(requests) as prompt, sum(effective_cost) / sum(requests) as unit
      from usage_events e join attributions a on a.id = e.attribution_id
      where a.workflow = 'classify-hs-code'
      group by date_trunc('month', occurred_at at time zone 'Asia/Hong_Kong')
      order by date_trunc('month', occurred_at at time zone 'Asia/Hong_Kong')`);
    expect(months.map((row) => Number(row.prompt))[0]).toBe(800);
    expect(Number(months.at(-1)?.prompt)).toBe(4000);
    expect(Number(months.at(-1)?.unit)).toBeGreaterThan(2 * Number(months[0]?.unit));
  });

  it.each(PRICE_CHANGES)('a price change of $model', async ({ model, on, outputFrom, outputTo }) => {
    const versions = await db.execute<{ output: string; first: string; last: string }>(sql`
      select v.rates->'prices'->>'output' as output,
        min(occurred_at at time zone 'UTC')::date::text as first,
        max(occurred_at at time zone 'UTC')::date::text as last
      from usage_events e join models m on m.id = e.model_id join price_versions v on v.id = e.price_version_id
      where m.key = ${model} group by v.id, v.rates order by 2`);
    expect(versions.map((row) => Number(row.output))).toEqual([Number(outputFrom), Number(outputTo)]);
    expect((versions[0]?.last ?? '') < on).toBe(true);
    expect((versions[1]?.first ?? '') >= on).toBe(true);
  });

  it('a contract 10 % below list, which moves the effective cost and not the list cost', async () => {
    const row = await one<Record<string, string>>(sql`
      select min(occurred_at at time zone 'Asia/Hong_Kong')::date::text as first, sum(list_cost) * 0.9 as expected,
        sum(effective_cost) as effective
      from usage_events e join price_versions v on v.id = e.price_version_id
        join price_lists l on l.id = v.price_list_id where l.key = 'contract'`);
    expect(row.first).toBe('2026-09-01');
    expect(Number(row.effective)).toBeCloseTo(Number(row.expected), 9);
  });

  it('a team that routed and halved its unit cost', async () => {
    const months = await db.execute<{ month: string; unit: string; requests: string }>(sql`
      select to_char(day, 'YYYY-MM') as month, sum(effective_cost) / sum(requests) as unit, sum(requests) as requests
      from usage_daily d join attributions a on a.id = d.attribution_id
      where a.workflow = 'resolve-ticket' group by 1`);
    const of = (month: string) => months.find((row) => row.month === month);
    const ratio = Number(of('2026-08')?.unit) / Number(of('2026-06')?.unit);
    expect(ratio).toBeGreaterThan(0.42);
    expect(ratio).toBeLessThan(0.55);
    expect(Number(of('2026-10')?.requests)).toBeGreaterThan(Number(of('2026-06')?.requests));
  });

  it('6 % of spend without an adopted workflow, and values that wait', async () => {
    const row = await one<{ share: string; pending: string; waiting_teams: string }>(sql`
      select sum(effective_cost) filter (where a.workflow is null or v.state = 'pending') / sum(effective_cost) as share,
        (select count(*) from tag_values where state = 'pending') as pending,
        (select count(*) from teams where adopted_at is null) as waiting_teams
      from usage_daily d join attributions a on a.id = d.attribution_id
        left join tag_values v on v.tag = 'workflow' and v.value = a.workflow`);
    expect(Number(row.share)).toBeGreaterThan(0.055);
    expect(Number(row.share)).toBeLessThan(0.065);
    expect(row).toMatchObject({ pending: '6', waiting_teams: '1' });
  });

  it('one unpriced model, counted and never free', async () => {
    const rows = await db.execute<Record<string, string>>(sql`
      select m.key, m.state, count(e.effective_cost) as priced, max(e.unpriced_reason) as reason, count(*) as events
      from usage_events e join models m on m.id = e.model_id where e.price_version_id = 0 group by 1, 2`);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ key: UNPRICED_MODEL.model, state: 'unrecognised', priced: '0' });
    expect(Number(rows[0]?.events)).toBe(load.unpriced);
  });

  it('a broken exporter in ingest health', async () => {
    const rows = await db.execute<Record<string, string>>(sql`
      select code, count(*) as events from ingest_rejections group by 1 order by 1`);
    expect(rows.map((row) => [row.code, row.events])).toEqual([
      ['invalid_time', '3'],
      ['negative_tokens', '6'],
    ]);
  });
});

describe('has a month of budgets', () => {
  const names = sql`from budget_threshold_events e join budgets b on b.id = e.budget_id`;

  it('that reached their thresholds as the usage came in', async () => {
    const rows = await db.execute<{ line: string }>(sql`
      select b.name || ' ' || e.percent || ' ' || to_char(e.at at time zone 'Asia/Hong_Kong', 'DD HH24') as line
      ${names} where b.scope <> 'user' and e.cause = 'spent' order by e.at, b.id, e.percent`);
    expect(rows.map(({ line }) => line)).toEqual(REACHED);
    const other = await one<{ events: string }>(
      sql`select count(*) as events ${names} where e.cause <> 'spent'`,
    );
    expect(other.events).toBe('0');
  });

  it('whose counters are what the rollups say', async () => {
    const row = await one<Record<string, string>>(sql`
      select (select count(*) from budget_deltas) as waiting,
        (select sum(c.spent) from budget_counters c join budgets b on b.id = c.budget_id
          where b.scope = 'organisation' and c.period_from = '2026-11-01') as counted,
        (select sum(effective_cost) from usage_daily where day >= '2026-11-01') as rolled_up`);
    expect(row.waiting).toBe('0');
    expect(row.counted).toBe(row.rolled_up);
  });

  it('with users near the cap of the engineers', async () => {
    const row = await one<Record<string, string>>(sql`
      select count(*) filter (where e.percent = 80) as warned, count(*) filter (where e.percent = 100) as throttled
      ${names} where b.name = 'Every engineer'`);
    expect(row).toEqual({ warned: '3', throttled: '0' });
  });

  it('with a raise in force and one that waits', async () => {
    const rows = await db.execute<Record<string, string>>(sql`
      select b.name, r.state, r.requested_limit::int::text as asked, r.decided_limit::int::text as granted,
        r.requested_until::text as until, r.requested_by_name as by, r.decided_by_name as decided_by
      from budget_requests r join budgets b on b.id = r.budget_id order by r.id`);
    const by = 'Joyce Ng 吳凱琳';
    expect(rows.map((row) => ({ ...row }))).toEqual([
      {
        ...{ name: 'Last-mile Delivery', state: 'approved', asked: '33500', granted: '33500' },
        ...{ until: '2026-11-30', by, decided_by: 'Vivian Kwok 郭詠欣' },
      },
      {
        ...{ name: 'Customer Service', state: 'pending', asked: '67500', granted: null },
        ...{ until: '2026-11-30', by, decided_by: null },
      },
    ]);
  });

  it('with calls that the gate refused because the classifier had used up its budget', async () => {
    const rows = await db.execute<Record<string, string>>(sql`
      select b.name, g.decision, g.reason, g.state, count(*) as calls,
        min(to_char(g.decided_at at time zone 'Asia/Hong_Kong', 'DD HH24:MI')) as first
      from gate_decisions g join budgets b on b.id = g.budget_id group by 1, 2, 3, 4`);
    expect(rows.map((row) => ({ ...row }))).toEqual([
      {
        ...{ name: 'HS-code classifier', decision: 'deny', reason: 'budget_exceeded', state: 'none' },
        ...{ calls: '10', first: '20 13:48' },
      },
    ]);
  });

  it('with alerts in inboxes, the older ones read, and nothing sent to anybody', async () => {
    const rows = await db.execute<Record<string, string>>(sql`
      select u.role, count(*) as alerts, count(*) filter (where read_at is null) as unread
      from alert_inbox i join users u on u.id = i.user_id group by 1 order by 1`);
    expect(rows.map((row) => ({ ...row }))).toEqual(INBOXES);
    const row = await one<Record<string, string>>(sql`
      select (select count(*) from alerts where planned_at is null) as waiting,
        (select count(*) from alert_deliveries) as sent`);
    expect(row).toEqual({ waiting: '0', sent: '0' });
  });
});
