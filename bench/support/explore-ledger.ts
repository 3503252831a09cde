import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { ensurePartitions } from '@/db/partitions';
import { systemCtx } from '@/lib/access/server/context';
import { addMonths, type Period, toInstants } from '@/lib/time/period';
import { rebuildRollup } from '@/lib/usage/server/rebuild-rollup';

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

/**
 * Fills the ledger with `events` events. A combination has one model it mostly uses and one other; a third of them
 * are services that run day and night, the rest follow Hong Kong office hours, as people do, and only these name a
 * person. One in forty events is unpriced-free batch, one in two hundred has no price.
 */
export async function fill(db: Db, events: number, say: (text: string) => void): Promise<void> {
  let done = 0;
  for (let from = PERIOD.from; from < PERIOD.to; from = addMonths(from, 1)) {
    const period = { from, to: addMonths(from, 1) };
    const months = 13;
    const some = Math.floor((events * (done + 1)) / months) - Math.floor((events * done) / months);
    await fillMonth(db, period, some);
    await rebuildRollup(systemCtx(db, 'bench', new Date()), { period, reason: 'Bench ledger' });
    done += 1;
    say(`  ${from.slice(0, 7)}: ${some} events`);
  }
  await db.execute(sql.raw('vacuum (analyze) usage_daily, usage_hourly, usage_user_daily, usage_events'));
  await db.execute(sql.raw('analyze'));
}

async function fillMonth(db: Db, period: Period, events: number): Promise<void> {
  const { from, to } = toInstants(period, ZONE);
  const days = Math.round((to.getTime() - from.getTime()) / 86_400_000);
  await db.execute(
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
}
