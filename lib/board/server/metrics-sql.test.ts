import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { loadDemo } from '@/db/demo/load-demo';
import { quietBudgeting } from '@/db/demo/quiet-budgeting';
import { NOW } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import { loadCatalogue } from '../../pricing/server/load-catalogue';
import { loadPriceBook } from '../../pricing/server/load-price-book';
import { createRecorder } from '../../usage/server/recorder';
import type { Board } from '../board';
import { METRICS, type MetricKey } from '../metric';
import { explainMetric } from './explain-metric';
import { readBoard } from './read-board';

const { db } = await testDatabase();
await loadCatalogue(db, NOW);
const secret = 'a secret of the board test, 32 or more';
const budgeting = quietBudgeting(db);
const timeZone = 'Asia/Hong_Kong';
const recorder = createRecorder({ db, budgeting, loadPriceBook, secret, timeZone, now: () => NOW });
await loadDemo({ db, recorder, budgeting, secret, now: NOW });
const ctx = systemCtx(db, 'test', NOW);
const board = await readBoard(ctx, { month: '2026-11', currency: 'HKD' });

/** The events themselves, with the day, the month, the rate and the tier: no rollup has a part in it. */
const EVENTS = sql`
  e as (
    select u.user_id, u.requests, u.effective_cost as usd, a.team_id as team, a.workflow, a.environment, mr.tier,
      (u.occurred_at at time zone 'Asia/Hong_Kong')::date as day,
      to_char(u.occurred_at at time zone 'Asia/Hong_Kong', 'YYYY-MM') as month, u.effective_cost * f.rate as hkd,
      u.price_version_id <> 0 as priced,
      u.input_tokens + u.cache_read_tokens + u.cache_write_5m_tokens + u.cache_write_1h_tokens + u.output_tokens
        + u.reasoning_tokens as tokens
    from usage_events u
    join attributions a on a.id = u.attribution_id
    join models m on m.id = u.model_id
    join models mr on mr.id = coalesce(m.resolved_model_id, m.id)
    join fx_rates f on f.quote = 'HKD' and f.valid_from <= (u.occurred_at at time zone 'Asia/Hong_Kong')::date
      and (f.valid_to is null or (u.occurred_at at time zone 'Asia/Hong_Kong')::date < f.valid_to)
  )`;

/** What was delivered and what it is worth: outcomes × value on the day × what was not done again. */
const OUTCOMES = sql`
  o as (
    select a.workflow, to_char(r.occurred_at at time zone 'Asia/Hong_Kong', 'YYYY-MM') as month, r.count,
      r.count * coalesce(r.value_amount, v.amount) * (1 - coalesce(v.rework_share, 0))
        * case coalesce(r.value_currency, v.currency) when 'HKD' then 1 end as worth
    from outcomes r
    join attributions a on a.id = r.attribution_id
    join outcome_definitions d on d.workflow = a.workflow and d.outcome = r.outcome and d.archived_at is null
    left join lateral (
      select * from outcome_values v where v.definition_id = d.id
        and v.valid_from <= (r.occurred_at at time zone 'Asia/Hong_Kong')::date
        and (v.valid_to is null or (r.occurred_at at time zone 'Asia/Hong_Kong')::date < v.valid_to)
      order by v.id desc limit 1
    ) v on true
  ),
  delivered as (
    select workflow, month, sum(count) as n, sum(worth) as worth, bool_and(worth is not null) as valued
    from o group by 1, 2 having sum(count) > 0
  ),
  cost as (select workflow, month, coalesce(sum(hkd), 0) as hkd, coalesce(sum(usd), 0) as usd from e
    where workflow is not null group by 1, 2)`;

const SQL: Record<MetricKey, ReturnType<typeof sql>> = {
  cost_per_outcome: sql`with ${EVENTS}, ${OUTCOMES}
    select d.month, round(sum(coalesce(c.hkd, 0)) / sum(d.n), 12)::text as value
    from delivered d left join cost c using (workflow, month) group by 1`,
  forecast_variance: sql`with ${EVENTS}
    select month, round(sum(usd) / min(expected) - 1, 6)::text as value from (
      select e.month, e.usd, case when s.period_to <= '2026-11-22' then s.expected else (
        select sum((d ->> 'amount')::numeric) from jsonb_array_elements(s.days) d where d ->> 'day' < '2026-11-22'
      ) end as expected
      from e join forecast_snapshots s on s.subject = 'organisation' and s.horizon = 'month'
        and to_char(s.period_from, 'YYYY-MM') = e.month
      where e.day < '2026-11-22'
    ) x group by 1`,
  workflow_profitability: sql`with ${EVENTS}, ${OUTCOMES}
    select month, count(*) filter (where d.worth > coalesce(c.hkd, 0))::text as value
    from delivered d left join cost c using (workflow, month) where d.valued group by 1`,
  optimisation_rate: sql`with ${EVENTS}, ${OUTCOMES},
    months as (select to_char(m, 'YYYY-MM') as month, m::date as first
      from generate_series('2025-11-01'::date, '2026-11-01', interval '1 month') m),
    units as (
      select m.month, w.workflow, (to_date(w.month, 'YYYY-MM') >= m.first - interval '2 months') as is_now,
        sum(w.usd) as usd, sum(w.n) as n
      from months m join (
        select coalesce(d.workflow, c.workflow) as workflow, coalesce(d.month, c.month) as month,
          coalesce(c.usd, 0) as usd, coalesce(d.n, 0) as n
        from delivered d full join cost c on c.workflow = d.workflow and c.month = d.month
      ) w on to_date(w.month, 'YYYY-MM') between m.first - interval '5 months' and m.first
      group by 1, 2, 3 having sum(w.n) > 0
    )
    select now.month, round(1 - sum(now.usd) / sum(round(past.usd * now.n / past.n, 12)), 6)::text as value
    from units now join units past on past.month = now.month and past.workflow = now.workflow and not past.is_now
    where now.is_now group by 1`,
  budget_compliance: sql`with ${EVENTS},
    used as (select distinct team, workflow, month from e where workflow is not null),
    spent as (select team, workflow, month, sum(usd) as usd, sum(tokens) as tokens from e group by 1, 2, 3),
    held as (
      select b.scope, b.team_id as team, b.workflow, to_char(c.period_from, 'YYYY-MM') as month,
        (select coalesce(sum(case b.unit when 'tokens' then s.tokens else s.usd * edited.plan_rate end), 0) from spent s
          where s.team = b.team_id and s.month = to_char(c.period_from, 'YYYY-MM')
            and (b.scope = 'team' or s.workflow = b.workflow)) <= greatest(edited.amount, raised.amount) as held
      from budgets b join budget_counters c on c.budget_id = b.id and c.subject_id = 0
      cross join lateral (
        select coalesce((
          select (l.before ->> 'limit')::numeric from audit_log l where l.subject_kind = 'budget'
            and l.action = 'budget.edit' and l.subject_id = b.id::text
            and l.at > c.period_to::timestamp at time zone 'Asia/Hong_Kong' order by l.seq limit 1
        ), b.limit_amount) as amount, b.plan_rate
      ) edited
      left join lateral (
        select decided_limit as amount from budget_requests r where r.budget_id = b.id and r.state = 'approved'
          and r.decided_until >= least(c.period_to - 1, '2026-11-22') order by r.id desc limit 1
      ) raised on true
      where b.scope in ('team', 'workflow')
        and (b.archived_at is null or b.archived_at >= c.period_to::timestamp at time zone 'Asia/Hong_Kong')
    ),
    judged as (
      select u.month, coalesce(
        (select bool_and(h.held) from held h
          where h.scope = 'workflow' and h.team = u.team and h.workflow = u.workflow and h.month = u.month),
        (select bool_and(h.held) from held h where h.scope = 'team' and h.team = u.team and h.month = u.month)
      ) as held from used u
    )
    select month, round(count(*) filter (where held)::numeric / count(held), 6)::text as value
    from judged group by 1 having count(held) > 0`,
  cost_per_action: sql`with ${EVENTS}
    select month, round(sum(hkd) / sum(requests) filter (where priced), 12)::text as value
    from e where workflow is not null and (environment = 'production' or environment is null) group by 1`,
  cost_per_active_user: sql`with ${EVENTS}
    select month, round(sum(hkd) / count(distinct user_id), 12)::text as value
    from e where user_id is not null group by 1`,
  cost_optimised_share: sql`with ${EVENTS}
    select month, round(coalesce(sum(tokens) filter (where tier = 'cost_optimised'), 0) / sum(tokens), 6)::text as value
    from e group by 1`,
};

const metricOf = (key: MetricKey, of: Board = board) => {
  const metric = of.metrics.find((one) => one.key === key);
  if (!metric) throw new Error(`no ${key}`);
  return metric;
};

describe('the metrics of the demo organisation, from its events by plain SQL', () => {
  it.each(METRICS)('%s, each of thirteen months to the last digit', async (key) => {
    const rows = await db.execute<{ month: string; value: string | null }>(SQL[key]);
    const expected = new Map(rows.map(({ month, value }) => [month, value]));
    const { trend } = metricOf(key);
    expect(trend).toHaveLength(13);
    expect(trend.map(({ month, value }) => [month, value])).toEqual(
      trend.map(({ month }) => [month, expected.get(month) ?? null]),
    );
    expect(trend.filter(({ value }) => value !== null).length).toBeGreaterThan(6);
  });

  it.each(METRICS)('%s says why where it has no value', (key) => {
    for (const { value, gap } of metricOf(key).trend) expect(value === null).toBe(gap !== null);
  });
});

describe('the working of a metric', () => {
  it.each(METRICS)('%s is the one of the board, with its targets and rows', async (key) => {
    const working = await explainMetric(ctx, { month: '2026-11', metric: key, currency: 'HKD' });
    expect(working.metric).toEqual(metricOf(key));
    expect(working.restated).toBeNull();
    expect(working.targets[0]?.value).not.toBeNull();
    expect(working.metric.target?.value).toBe(working.targets[0]?.value);
    expect(working.rows.length).toBeGreaterThan(0);
    expect(working.links.events).toContain('open=');
  });
});
