import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { TeamScope } from '../../access/actor';
import { NOT_OF_A_RUN } from '../../evaluation/server/not-of-a-run';
import { type SaidInTags, saidInTags } from '../classify/unclassified-call';

/** An event as far as its kind of work can be told; tokens are of one of its requests, rounded down. */
export interface CallShape extends SaidInTags {
  at: Date;
  workflow: string | null;
  /** '': none. */
  declared: string;
  calls: bigint;
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
  reasoningTokens: number;
  /** Null: not said. */
  retrievedTokens: number | null;
}

export interface ShapesOf {
  from: Date;
  to: Date;
  scope: TeamScope;
  declared: boolean;
}

interface Row extends Record<string, unknown> {
  at_ms: string;
  attribution_id: string;
  task_class: string;
  requests: string;
  input: string;
  cached: string;
  output: string;
  reasoning: string;
  retrieved: string | null;
}

const inReach = (scope: TeamScope) =>
  scope === 'all' ? sql`true` : sql`a.team_id = any(${`{${scope.join(',')}}`}::bigint[])`;

const isDeclared = (alias: 'u' | 'e', declared: boolean) =>
  sql`${sql.raw(alias)}.task_class ${sql.raw(declared ? '<>' : '=')} ''`;

/** Events and calls of whole hours that declare a class, or that do not. */
export async function countShapes(db: Queryable, of: ShapesOf): Promise<{ events: bigint; calls: bigint }> {
  const [row] = await db.execute<{ events: string; calls: string }>(sql`
    select coalesce(sum(u.events), 0)::text as events, coalesce(sum(u.requests), 0)::text as calls
    from usage_hourly u join attributions a on a.id = u.attribution_id join teams t on t.id = a.team_id
    where u.hour >= ${of.from.toISOString()} and u.hour < ${of.to.toISOString()}
      and ${isDeclared('u', of.declared)} and ${inReach(of.scope)} and ${NOT_OF_A_RUN}`);
  return { events: BigInt(row?.events ?? '0'), calls: BigInt(row?.calls ?? '0') };
}

/**
 * At most `most` of these events. Where there are more, a sample drawn by a hash of their sequence numbers: the same
 * each time, and of any hour, team and class alike.
 */
export async function readShapes(db: Queryable, of: ShapesOf, most: number): Promise<CallShape[]> {
  const { events } = await countShapes(db, of);
  // A twentieth is left free, so that the limit cuts nothing off the end.
  const share = events <= BigInt(most) ? 1_000_000n : (BigInt(most) * 950_000n) / events;
  const rows = await db.execute<Row>(sql`
    select (extract(epoch from e.occurred_at) * 1000)::text as at_ms, e.attribution_id::text as attribution_id,
      e.task_class, e.requests::text as requests, e.cache_read_tokens::text as cached,
      (e.input_tokens + e.cache_read_tokens + e.cache_write_5m_tokens + e.cache_write_1h_tokens)::text as input,
      e.output_tokens::text as output, e.reasoning_tokens::text as reasoning,
      e.retrieved_tokens::text as retrieved
    from usage_events e join attributions a on a.id = e.attribution_id join teams t on t.id = a.team_id
    where e.occurred_at >= ${of.from.toISOString()} and e.occurred_at < ${of.to.toISOString()}
      and ${isDeclared('e', of.declared)} and ${inReach(of.scope)} and ${NOT_OF_A_RUN}
      and (hashint8(e.seq)::bigint + 2147483648) % 1000000 < ${share.toString()}::bigint
    limit ${most}`);
  const tags = await readTags(db, new Set(rows.map((row) => row.attribution_id)));
  return rows.map((row) => shapeOf(row, tags));
}

type Tags = ReadonlyMap<string, { workflow: string | null; said: SaidInTags }>;

async function readTags(db: Queryable, ids: ReadonlySet<string>): Promise<Tags> {
  const rows = await db.execute<{
    id: string;
    workflow: string | null;
    reported: Record<string, string>;
  }>(sql`select id::text as id, workflow, reported from attributions
    where id = any(${`{${[...ids].join(',')}}`}::bigint[])`);
  return new Map(rows.map(({ id, workflow, reported }) => [id, { workflow, said: saidInTags(reported) }]));
}

function shapeOf(row: Row, tags: Tags): CallShape {
  const calls = BigInt(row.requests);
  const each = (tokens: string) => Number(BigInt(tokens) / (calls > 0n ? calls : 1n));
  const named = tags.get(row.attribution_id);
  return {
    ...(named?.said ?? saidInTags({})),
    at: new Date(Math.floor(Number(row.at_ms))),
    workflow: named?.workflow ?? null,
    declared: row.task_class,
    calls,
    inputTokens: each(row.input),
    cachedTokens: each(row.cached),
    outputTokens: each(row.output),
    reasoningTokens: each(row.reasoning),
    retrievedTokens: row.retrieved === null ? null : each(row.retrieved),
  };
}
