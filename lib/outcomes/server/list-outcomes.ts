import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { question } from '../../access/server/verb';
import { type Filter, WHOLE } from '../../attribution/query';
import { conditions } from '../../attribution/server/where';
import { isCurrency } from '../../money/currency';
import { toInstants } from '../../time/period';
import { zoneOf } from '../../usage/server/zone';
import type { OutcomeEntry, OutcomePage, OutcomeRow } from '../dto';
import { listOutcomesInput } from '../outcome-input';

interface Stored extends Record<string, unknown> {
  seq: string;
  team_key: string;
  team_name: string;
  source: string;
  id: string;
  occurred_at: string;
  workflow: string | null;
  outcome: string;
  count: string;
  value_amount: string | null;
  value_currency: string | null;
  entry: OutcomeEntry;
  recorded_by: string | null;
  recorded_at: string;
  reason: string | null;
}

/** Recorded outcomes of a period, the newest recorded first: what was sent, entered by hand and corrected. */
export const listOutcomes = question({
  name: 'listOutcomes',
  permission: 'outcomes.read',
  input: listOutcomesInput,
  run: async ({ db, input, scope }): Promise<OutcomePage> => {
    const { from, to } = toInstants(input.period, await zoneOf(db));
    const filters: Filter[] =
      input.workflow === undefined
        ? []
        : [{ dimension: 'workflow', values: [input.workflow], exclude: false }];
    const where = [
      sql`u.occurred_at >= ${from.toISOString()}::timestamptz`,
      sql`u.occurred_at < ${to.toISOString()}::timestamptz`,
      ...(input.cursor === null ? [] : [sql`u.seq < ${input.cursor.toString()}::bigint`]),
      ...conditions({ dimensions: [], filters, cell: WHOLE }, scope),
    ];
    const rows = await readRows(db, sql.join(where, sql` and `), input.limit + 1);
    const page = rows.slice(0, input.limit);
    return {
      rows: page.map(toRow),
      nextCursor: rows.length > input.limit ? (page.at(-1)?.seq ?? null) : null,
    };
  },
});

const readRows = (db: Queryable, where: ReturnType<typeof sql>, limit: number) =>
  db.execute<Stored>(sql`
    select u.seq::text as seq, t.key as team_key, t.name as team_name, s.key as source, u.outcome_id as id,
      u.occurred_at::text as occurred_at, a.workflow, u.outcome, u.count::text as count,
      u.value_amount::text as value_amount, u.value_currency, u.entry,
      coalesce(u.recorded_by, (select k.name from api_keys k where k.number = u.key_number)) as recorded_by,
      u.recorded_at::text as recorded_at, u.reason
    from outcomes u
    join attributions a on a.id = u.attribution_id
    join teams t on t.id = a.team_id
    join sources s on s.id = u.source_id
    where ${where} order by u.seq desc limit ${limit}`);

const toRow = (row: Stored): OutcomeRow => ({
  seq: row.seq,
  team: { key: row.team_key, name: row.team_name },
  source: row.source,
  id: row.id,
  occurredAt: new Date(row.occurred_at).toISOString(),
  workflow: row.workflow,
  outcome: row.outcome,
  count: row.count,
  ownValue:
    row.value_amount !== null && row.value_currency !== null && isCurrency(row.value_currency)
      ? { amount: row.value_amount, currency: row.value_currency }
      : null,
  entry: row.entry,
  recordedBy: row.recorded_by,
  recordedAt: new Date(row.recorded_at).toISOString(),
  reason: row.reason,
});
