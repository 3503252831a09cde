import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { TeamScope } from '../../access/actor';
import { MODEL_TABLES } from '../../attribution/server/dimension-columns';
import { NOT_OF_A_RUN } from '../../evaluation/server/not-of-a-run';
import { parseMoney } from '../../money/money';
import type { ServiceTier } from '../../pricing/rates';
import { saidInTags } from '../classify/unclassified-call';
import type { PastCall, PastDecision } from '../replay/replay-types';
import { WITHOUT_OWN } from './served-calls';

interface Row extends Record<string, unknown> {
  seq: string;
  occurred_ms: string;
  event_id: string;
  team: string;
  workflow: string | null;
  environment: string | null;
  customer_segment: string | null;
  region: string | null;
  /** Where no task class was declared. */
  reported: Record<string, string> | null;
  task_class: string;
  user_key: string | null;
  provider: string;
  model: string;
  model_id: string;
  service_tier: ServiceTier;
  requests: string;
  input: string;
  cache_read: string;
  cache_write_5m: string;
  cache_write_1h: string;
  output: string;
  reasoning: string;
  effective_cost: string | null;
  attempt: number;
  team_id: string;
  department_id: string | null;
  user_id: string | null;
  key_number: string | null;
  request_id: string | null;
  decided_ms: string | null;
  routed_by: string | null;
  answered_model_id: string | null;
  /** Where another model served than was answered. */
  fallback: string | null;
}

/**
 * The events of [from, to), the earliest first, at most `limit`: of one team, or (`teamId` null) of every team the reader
 * may see that has no policy of its own. What the gate answered is found by the reservation, or where nothing was held by
 * the event's id: whoever asks and reports gives both the call's own.
 */
export async function readPastCalls(
  db: Queryable,
  of: { from: Date; to: Date; teamId: bigint | null; scope: TeamScope; limit: number },
): Promise<PastCall[]> {
  const ids = of.scope === 'all' ? null : `{${of.scope.join(',')}}`;
  const rows = await db.execute<Row>(sql`
    select e.seq::text as seq, (extract(epoch from e.occurred_at) * 1000)::text as occurred_ms, e.event_id,
      t.key as team, a.workflow, a.environment, a.customer_segment, a.region, e.task_class,
      case when e.task_class = '' then a.reported end as reported,
      coalesce(uu.pseudonym, du.pseudonym) as user_key, p.key as provider, mr.key as model, mr.id::text as model_id, e.service_tier,
      e.requests::text as requests, e.input_tokens::text as input, e.cache_read_tokens::text as cache_read,
      e.cache_write_5m_tokens::text as cache_write_5m, e.cache_write_1h_tokens::text as cache_write_1h,
      e.output_tokens::text as output, e.reasoning_tokens::text as reasoning,
      case when e.price_version_id <> 0 then e.effective_cost::text end as effective_cost, e.attempt,
      t.id::text as team_id, t.department_id::text, e.user_id::text, e.key_number::text,
      coalesce(d.request_id, q.request_id) as request_id,
      (extract(epoch from coalesce(d.decided_at, q.decided_at)) * 1000)::text as decided_ms,
      (coalesce(d.answer, q.answer)::json -> 'policy')::text as routed_by,
      coalesce(d.served_model_id, d.model_id, q.served_model_id, q.model_id)::text as answered_model_id,
      case when coalesce(d.served_model_id, d.model_id, q.served_model_id, q.model_id) is distinct from mr.id
        then (coalesce(d.answer, q.answer)::json -> 'fallback')::text end as fallback
    from usage_events e join attributions a on a.id = e.attribution_id join teams t on t.id = a.team_id
      join (${MODEL_TABLES}) on m.id = e.model_id left join usage_users uu on uu.id = e.user_id
      left join gate_decisions d on d.id = e.reservation_id and d.team_id = e.team_id
      left join gate_decisions q on e.reservation_id is null and q.team_id = e.team_id and q.request_id = e.event_id
      left join usage_users du on du.id = coalesce(d.user_id, q.user_id)
    where e.occurred_at >= ${of.from.toISOString()} and e.occurred_at < ${of.to.toISOString()}
      and ${of.teamId === null ? WITHOUT_OWN : sql`t.id = ${of.teamId.toString()}::bigint`}
      and ${NOT_OF_A_RUN}
      and ${ids === null ? sql`true` : sql`t.id = any(${ids}::bigint[])`}
    order by e.occurred_at, e.seq limit ${of.limit}`);
  return rows.map(pastCallOf);
}

const pastCallOf = (row: Row): PastCall => ({
  call: {
    taskClass: row.task_class,
    ...{ workflow: row.workflow, team: row.team, environment: row.environment },
    ...{ customerSegment: row.customer_segment, region: row.region, user: row.user_key },
    ...{ provider: row.provider, model: row.model },
    requestId: row.request_id ?? row.event_id,
    time: new Date(Math.floor(Number(row.occurred_ms))),
  },
  modelId: BigInt(row.model_id),
  serviceTier: row.service_tier,
  requests: BigInt(row.requests),
  tokens: {
    input: BigInt(row.input),
    cacheRead: BigInt(row.cache_read),
    cacheWrite5m: BigInt(row.cache_write_5m),
    cacheWrite1h: BigInt(row.cache_write_1h),
    output: BigInt(row.output),
    reasoning: BigInt(row.reasoning),
  },
  effectiveCost: row.effective_cost === null ? null : parseMoney(row.effective_cost),
  attempt: row.attempt,
  said: saidInTags(row.reported ?? {}),
  decision: decisionOf(row),
  countsFor: {
    teamId: BigInt(row.team_id),
    departmentId: idOrNull(row.department_id),
    userId: idOrNull(row.user_id),
    keyNumber: idOrNull(row.key_number),
  },
});

const idOrNull = (text: string | null): bigint | null => (text === null ? null : BigInt(text));

const decisionOf = (row: Row): PastDecision | null =>
  row.decided_ms === null
    ? null
    : {
        at: Math.floor(Number(row.decided_ms)),
        policy: JSON.parse(row.routed_by ?? 'null') as PastDecision['policy'],
        modelId: idOrNull(row.answered_model_id),
        fallback: JSON.parse(row.fallback ?? '[]') as PastDecision['fallback'],
      };
