import type postgres from 'postgres';
import type { RejectedEvent } from '../recording';
import { plainArray, textArray } from './wire';

/** What one (team, source) sent on one day, for ingest health. Instants in milliseconds since 1970. */
export interface Activity {
  teamId: number;
  sourceId: number;
  accepted: number;
  duplicates: number;
  rejected: number;
  unpriced: number;
  lastOccurredAt: number | null;
}

const UPSERT = `insert into source_activity
  (team_id, source_id, day, accepted, duplicates, rejected, unpriced, last_received_at, last_occurred_at)
  select t.team_id, t.source_id, $3::text::date, t.accepted, t.duplicates, t.rejected, t.unpriced,
    $4::text::timestamptz, t.last_occurred_at
  from unnest($1::text::bigint[], $2::text::bigint[], $5::text::bigint[], $6::text::bigint[], $7::text::bigint[],
    $8::text::bigint[], $9::text::timestamptz[])
    as t (team_id, source_id, accepted, duplicates, rejected, unpriced, last_occurred_at)
  on conflict (team_id, source_id, day) do update set
    accepted = source_activity.accepted + excluded.accepted,
    duplicates = source_activity.duplicates + excluded.duplicates,
    rejected = source_activity.rejected + excluded.rejected,
    unpriced = source_activity.unpriced + excluded.unpriced,
    last_received_at = greatest(source_activity.last_received_at, excluded.last_received_at),
    last_occurred_at = greatest(source_activity.last_occurred_at, excluded.last_occurred_at)`;

const instant = (at: number | null): string => (at === null ? 'NULL' : `"${new Date(at).toISOString()}"`);

/** Adds to `source_activity`, sorted by key. `day` is the organisation's day of receipt, YYYY-MM-DD. */
export async function noteActivity(
  sql: postgres.TransactionSql,
  activities: Activity[],
  day: string,
  receivedAt: Date,
): Promise<void> {
  if (activities.length === 0) return;
  const rows = activities.sort((a, b) => a.teamId - b.teamId || a.sourceId - b.sourceId);
  await sql.unsafe(
    UPSERT,
    [
      plainArray(rows.map((row) => row.teamId)),
      plainArray(rows.map((row) => row.sourceId)),
      day,
      receivedAt.toISOString(),
      plainArray(rows.map((row) => row.accepted)),
      plainArray(rows.map((row) => row.duplicates)),
      plainArray(rows.map((row) => row.rejected)),
      plainArray(rows.map((row) => row.unpriced)),
      plainArray(rows.map((row) => instant(row.lastOccurredAt))),
    ],
    { prepare: true },
  );
}

/** A refused event with what is known of its sender. */
export interface Rejection extends RejectedEvent {
  teamId: number | null;
  source: string | null;
}

const INSERT_REJECTIONS = `insert into ingest_rejections (received_at, team_id, source, event_id, code, pointer, detail)
  select $1::text::timestamptz, team_id, nullif(source, ''), nullif(event_id, ''), code, pointer, detail
  from unnest($2::text::bigint[], $3::text::text[], $4::text::text[],
    $5::text::text[], $6::text::text[], $7::text::text[]) as t (team_id, source, event_id, code, pointer, detail)`;

/** Keeps a sample of refused events, so that someone can mend the sender; '' stands for what is not known. */
export async function sampleRejections(
  sql: postgres.TransactionSql,
  rejections: readonly Rejection[],
  receivedAt: Date,
): Promise<void> {
  if (rejections.length === 0) return;
  await sql.unsafe(
    INSERT_REJECTIONS,
    [
      receivedAt.toISOString(),
      plainArray(rejections.map((row) => row.teamId ?? 'NULL')),
      textArray(rejections.map((row) => row.source ?? '')),
      textArray(rejections.map((row) => row.id ?? '')),
      textArray(rejections.map((row) => row.code)),
      textArray(rejections.map((row) => row.pointer)),
      textArray(rejections.map((row) => row.detail)),
    ],
    { prepare: true },
  );
}
