import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { moneyOf, moneyToString } from '../../money/money';
import {
  isPerUser,
  ROLLUP_MEASURES,
  ROLLUP_TABLES,
  type RollupTable,
  slotOf,
} from '../../usage/server/rollup-tables';
import type { Repriced } from './repricing-events';

/** Where a run collects what changes, dropped when its transaction ends. */
export async function openMoves(tx: Tx): Promise<void> {
  await tx.execute(sql`
    create temporary table repricing_moves (
      team_id bigint not null, occurred_at timestamptz not null, seq bigint not null,
      old_version_id bigint not null, new_version_id bigint not null, old_list_cost numeric(38,12) not null,
      old_effective_cost numeric(38,12) not null, list_cost numeric(38,12) not null,
      effective_cost numeric(38,12) not null
    ) on commit drop`);
}

const CHUNK = 5_000;

export async function addMoves(tx: Tx, moves: readonly Repriced[]): Promise<void> {
  for (let start = 0; start < moves.length; start += CHUNK) {
    const rows = moves.slice(start, start + CHUNK).map((m) => ({
      ...{ team_id: m.teamId, occurred_at: m.occurredAt, seq: m.seq },
      ...{ old_version_id: m.oldVersionId, new_version_id: m.newVersionId.toString() },
      old_list_cost: moneyToString(moneyOf(m.listBefore)),
      old_effective_cost: moneyToString(moneyOf(m.before)),
      list_cost: moneyToString(moneyOf(m.listCost)),
      effective_cost: moneyToString(moneyOf(m.effectiveCost)),
    }));
    await tx.execute(sql`
      insert into repricing_moves
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m(team_id bigint, occurred_at timestamptz,
        seq bigint, old_version_id bigint, new_version_id bigint, old_list_cost numeric, old_effective_cost numeric,
        list_cost numeric, effective_cost numeric)`);
  }
}

/** The new charges as facts: the events stay as they were recorded. */
export async function recordRepricings(tx: Tx, runId: bigint): Promise<void> {
  await tx.execute(sql`
    insert into usage_repricings (team_id, occurred_at, seq, run_id, price_version_id, list_cost, effective_cost)
    select team_id, occurred_at, seq, ${runId}, new_version_id, list_cost, effective_cost from repricing_moves`);
}

/** Takes the moved events out of the rollup rows of their old version and adds them to those of the new one. */
export async function moveRollups(tx: Tx, timeZone: string): Promise<void> {
  for (const table of ROLLUP_TABLES) {
    await addTo(tx, table, timeZone);
    await takeFrom(tx, table, timeZone);
  }
}

function sums(table: RollupTable, timeZone: string, side: 'old' | 'new'): SQL {
  const keys = table.key.map((column) => {
    if (column === table.slot) return sql`${slotOf(table, timeZone)} as ${sql.identifier(column)}`;
    if (column === 'price_version_id') return sql.raw(`m.${side}_version_id as price_version_id`);
    return sql`e.${sql.identifier(column)}`;
  });
  const costs = side === 'old' ? 'old_' : '';
  const groups = sql.raw(table.key.map((_, i) => i + 1).join(', '));
  const users = isPerUser(table) ? sql`where e.user_id is not null` : sql``;
  return sql`select ${sql.join(keys, sql`, `)}, count(*) as events, sum(e.requests) as requests,
      coalesce(sum(e.requests) filter (where e.status = 'error'), 0) as errors,
      coalesce(sum(e.requests) filter (where e.attempt > 1), 0) as retries,
      sum(e.input_tokens) as input_tokens, sum(e.cache_read_tokens) as cache_read_tokens,
      sum(e.cache_write_5m_tokens) as cache_write_5m_tokens, sum(e.cache_write_1h_tokens) as cache_write_1h_tokens,
      sum(e.output_tokens) as output_tokens, sum(e.reasoning_tokens) as reasoning_tokens,
      sum(m.${sql.raw(costs)}list_cost) as list_cost, sum(m.${sql.raw(costs)}effective_cost) as effective_cost
    from repricing_moves m
    join usage_events e on e.team_id = m.team_id and e.occurred_at = m.occurred_at and e.seq = m.seq
    ${users} group by ${groups} order by ${groups}`;
}

async function addTo(tx: Tx, table: RollupTable, timeZone: string): Promise<void> {
  const columns = sql.raw([...table.key, ...ROLLUP_MEASURES].join(', '));
  const added = sql.raw(ROLLUP_MEASURES.map((m) => `${m} = ${table.name}.${m} + excluded.${m}`).join(', '));
  await tx.execute(sql`
    insert into ${sql.identifier(table.name)} (${columns}) ${sums(table, timeZone, 'new')}
    on conflict (${sql.raw(table.key.join(', '))}) do update set ${added}`);
}

async function takeFrom(tx: Tx, table: RollupTable, timeZone: string): Promise<void> {
  const name = sql.identifier(table.name);
  const taken = sql.raw(ROLLUP_MEASURES.map((m) => `${m} = t.${m} - s.${m}`).join(', '));
  const same = sql.raw(table.key.map((column) => `t.${column} = s.${column}`).join(' and '));
  await tx.execute(sql`
    update ${name} t set ${taken} from (${sums(table, timeZone, 'old')}) s where ${same}`);
  await tx.execute(sql`
    delete from ${name} t using (${sums(table, timeZone, 'old')}) s where ${same} and t.events = 0`);
}
