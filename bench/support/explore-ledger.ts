import { sql } from 'drizzle-orm';
import { connect, type Db, disconnect, type Tx } from '@/db/client';
import { ensurePartitions } from '@/db/partitions';
import { addMonths, type Period, toInstants } from '@/lib/time/period';

/** Thirteen months, and one organisation in both sizes: only how often each combination is used differs. */
export const PERIOD: Period = { from: '2025-10-01', to: '2026-11-01' };
export const TEAMS = 40;
export const COMBINATIONS = 600;
export const MODELS = 12;
export const PEOPLE = 300;
export const ZONE = 'Asia/Hong_Kong';

/** Teams, tag combinations, models, people and monthly exchange rates. */
export async function layOut(db: Db): Promise<void> {
  const { from, to } = PERIOD;
  for (const statement of [
    `insert into organisation (name, created_at) values ('Bench', now())`,
    `insert into departments (key, name, created_at) select 'd' || i, 'Department ' || i, now() from generate_series(1, 4) i`,
    `insert into teams (key, name, department_id, first_seen_at, adopted_at)
      select 't' || i, 'Team ' || i, 1 + i % 4, now(), now() from generate_series(1, ${TEAMS}) i`,
    `insert into providers (key, name) values ('openai', 'OpenAI'), ('anthropic', 'Anthropic'), ('google', 'Google')`,
    `insert into models (provider_id, key, name, tier, state, first_seen_at)
      select 1 + i % 3, 'm' || i, 'Model ' || i, (array['frontier', 'balanced', 'cost_optimised'])[1 + i % 3], 'catalogue', now()
      from generate_series(1, ${MODELS}) i`,
    `insert into usage_users (pseudonym) select 'user-' || i from generate_series(1, ${PEOPLE}) i`,
    `insert into attributions (digest, reported, reported_team_id, team_id, feature, workflow, customer_segment,
        business_process, environment, region, free_tags)
      select 'c' || i, '{}', 1 + i % ${TEAMS}, 1 + i % ${TEAMS}, 'feature-' || i % 25, nullif('workflow-' || i % 60, 'workflow-0'),
        (array['retail', 'sme', 'corporate', null])[1 + i % 4], 'process-' || i % 12,
        (array['production', 'production', 'staging', 'development'])[1 + (i / 7) % 4], (array['hk', 'sg', 'cn'])[1 + i % 3],
        jsonb_build_object('project', 'project-' || i % 30)
      from generate_series(1, ${COMBINATIONS}) i`,
    `insert into fx_rates (quote, valid_from, valid_to, rate, source, recorded_at)
      select 'HKD', m::date, (m + interval '1 month')::date, 7.75 + extract(month from m) / 1000, 'bench', now()
      from generate_series('${from}'::timestamp, '${to}'::timestamp, interval '1 month') m`,
  ])
    await db.execute(sql.raw(statement));
  const months = Array.from({ length: 14 }, (_, index) => addMonths('2025-09-01', index).slice(0, 7));
  await ensurePartitions(db, months);
}

const TABLES = [
  ...['usage_events', 'usage_hourly', 'usage_daily', 'usage_user_daily'],
  ...['usage_monthly', 'usage_user_monthly'],
];
const WORKERS = 2;

/**
 * Fills the ledger with `events` events, then sums them into every rollup and makes the indexes. A combination has
 * one model it mostly uses and one other; a third of them are services that run day and night, the rest follow Hong
 * Kong office hours, as people do, and only these name a person. One in ten combinations is batch; some have no
 * price for a third of their events.
 *
 * Identities are not guarded here (usage_event_keys stays empty): no question reads them.
 */
export async function fill(url: string, events: number, say: (text: string) => void): Promise<void> {
  const db = connect(url, { max: WORKERS, applicationName: 'tollgate-bench-load' });
  const run = (text: string) => db.execute(sql.raw(text));
  const restore = await takeIndexes(db);
  const months: Period[] = [];
  for (let { from } = PERIOD; from < PERIOD.to; from = addMonths(from, 1))
    months.push({ from, to: addMonths(from, 1) });
  const shares = months.map((_, index) => share(events, index + 1) - share(events, index));
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < months.length; index = next++) {
      const month = months[index];
      if (!month) return;
      await db.transaction((tx) => fillMonth(tx, month, shares[index] ?? 0));
      say(`  ${month.from.slice(0, 7)}: ${shares[index]} events`);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  say('  indexes');
  await Promise.all(restore.map(run));
  for (const table of TABLES) await run(`vacuum (analyze) ${table}`);
  await run('analyze');
  await disconnect(db);
}

const share = (events: number, months: number): number => Math.floor((events * months) / 13);

/** Drops keys and indexes, to be made again over the full tables; returns the statements that do. */
async function takeIndexes(db: Db): Promise<string[]> {
  const names = sql.raw(`(${TABLES.map((table) => `'${table}'::regclass`).join(', ')})`);
  const constraints = await db.execute<{ name: string; table: string; definition: string }>(sql`
    select quote_ident(conname) as name, conrelid::regclass::text as table, pg_get_constraintdef(oid) as definition
    from pg_constraint where conrelid in ${names} and contype = 'p'`);
  const indexes = await db.execute<{ name: string; definition: string }>(sql`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index where indrelid in ${names} and not indisprimary`);
  for (const { table, name } of constraints)
    await db.execute(sql.raw(`alter table ${table} drop constraint ${name}`));
  for (const { name } of indexes) await db.execute(sql.raw(`drop index ${name}`));
  return [
    ...constraints.map((one) => `alter table ${one.table} add constraint ${one.name} ${one.definition}`),
    ...indexes.map((one) => one.definition),
  ];
}

const SUMS = [
  ...[
    'events',
    'requests',
    'errors',
    'retries',
    'input_tokens',
    'cache_read_tokens',
    'cache_write_5m_tokens',
  ],
  ...['cache_write_1h_tokens', 'output_tokens', 'reasoning_tokens', 'list_cost', 'effective_cost'],
];
const EVENT_SUMS = [
  ...['count(*)', 'sum(requests)', "coalesce(sum(requests) filter (where status = 'error'), 0)"],
  ...[
    'coalesce(sum(requests) filter (where attempt > 1), 0)',
    ...SUMS.slice(4, 10).map((one) => `sum(${one})`),
  ],
  ...['coalesce(sum(list_cost), 0)', 'coalesce(sum(effective_cost), 0)'],
];
const WHAT = 'attribution_id, model_id, service_tier, task_class, price_version_id';

/** Sums of one month: hours and users from the events, days and months from the hours and days. */
async function sumMonth(tx: Tx, { from }: Period, instants: string): Promise<void> {
  const run = (text: string) => tx.execute(sql.raw(text));
  const named = (sums: string[]) =>
    sums.map((sum, index) => `(${sum})${index < 10 ? '::bigint' : ''} as ${SUMS[index]}`).join(', ');
  const counted = named(EVENT_SUMS);
  const summed = named(SUMS.map((one) => `sum(${one})`));
  const day = (instant: string) => `(${instant} at time zone '${ZONE}')::date as day`;
  const make = (table: string, slot: string, user: string, sums: string, source: string) =>
    run(`create temporary table ${table} on commit drop as select team_id, ${slot}, ${user} ${WHAT}, ${sums}
      from ${source} group by 1, 2, ${user} ${WHAT}`);
  const keep = (table: string, source: string) => run(`insert into ${table} select * from ${source}`);
  const month = `'${from}'::date as month`;
  const events = `usage_events where ${instants}`;
  await make('hours', "date_trunc('hour', occurred_at) as hour", '', counted, events);
  await make('days', day('hour'), '', summed, 'hours');
  await make('months', month, '', summed, 'days');
  await make('user_days', day('occurred_at'), 'user_id,', counted, `${events} and user_id is not null`);
  await make('user_months', month, 'user_id,', summed, 'user_days');
  await keep('usage_hourly', 'hours');
  await keep('usage_daily', 'days');
  await keep('usage_monthly', 'months');
  await keep('usage_user_daily', 'user_days');
  await keep('usage_user_monthly', 'user_months');
}

async function fillMonth(tx: Tx, period: Period, events: number): Promise<void> {
  const { from, to } = toInstants(period, ZONE);
  const days = Math.round((to.getTime() - from.getTime()) / 86_400_000);
  const instants = `occurred_at >= '${from.toISOString()}' and occurred_at < '${to.toISOString()}'`;
  await tx.execute(sql.raw("set local work_mem = '1GB'"));
  await tx.execute(
    sql.raw(`
    insert into usage_events (team_id, occurred_at, source_id, event_id, attribution_id, model_id, price_version_id,
      unpriced_reason, service_tier, task_class, requests, input_tokens, cache_read_tokens, cache_write_5m_tokens,
      cache_write_1h_tokens, output_tokens, reasoning_tokens, status, attempt, list_cost, effective_cost, user_id, received_at)
    select 1 + c % ${TEAMS}, '${from.toISOString()}'::timestamptz + day * interval '1 day' + second * interval '1 second',
      1 + c % 8, 'e' || n, c, model, price,
      case when price = 0 then 'no_price' end,
      case when c % 10 = 0 then 'batch' else 'standard' end,
      (array['', 'simple_lookup', 'structured_extraction'])[1 + c % 3],
      1, 400 + r % 3000, r % 9000, r % 7, 0, 100 + r % 700, case when model % 3 = 1 then r % 200 else 0 end,
      case when r % 97 = 0 then 'error' else 'ok' end, case when r % 61 = 0 then 2 else 1 end,
      case when price = 0 then null else 0.000001250000 * (400 + r % 3000) * (1 + model) end,
      case when price = 0 then null else 0.000001125000 * (400 + r % 3000) * (1 + model) end,
      case when c % 3 <> 0 then 1 + (c * 7 + r % 3) % ${PEOPLE} end,
      now()
    from (
      select n, c, r, day,
        case when c % 3 = 0 then (r * 31) % 86400 else 32400 + (r * 31) % 32400 end as second,
        1 + (c + case when r % 9 = 0 then 5 else 0 end) % ${MODELS} as model,
        case when c % 150 = 0 and r % 3 = 0 then 0 else 1 end as price
      from (
        select n, c, r,
          case when c % 3 <> 0 and extract(isodow from date '${period.from}' + d) > 5 then (d + 2) % ${days} else d end as day
        from (
          select n, 1 + (power((n * 7919 % 100003) / 100003.0, 2) * ${COMBINATIONS})::int % ${COMBINATIONS} as c,
            (n * 48271::bigint) % 2147483647 as r, (((n * 104729::bigint) % 7907) % ${days})::int as d
          from generate_series(1::bigint, ${events}) n
        ) drawn
      ) dated
    ) placed`),
  );
  await sumMonth(tx, period, instants);
}
