import { inArray, sql } from 'drizzle-orm';
import type { Db, Tx } from '@/db/client';
import { attributions, sources } from '@/db/schema';
import { moneyToString } from '../../money/money';
import { internAttributions } from '../../usage/server/intern-attributions';
import type { OutcomeEntry } from '../dto';
import type { PendingOutcome } from '../parse-outcomes';

/** Who recorded, how, and why. */
export interface EnteredBy {
  entry: OutcomeEntry;
  keyNumber: bigint | null;
  recordedBy: string | null;
  reason: string | null;
}

/** An outcome with the ids of what it names. */
interface PlacedOutcome extends PendingOutcome {
  teamId: bigint;
  sourceId: bigint;
  attributionId: bigint;
}

/** The source of what people enter and correct here. */
export const CONSOLE_SOURCE = 'console';

const CHUNK = 5_000;

/** Finds the ids of what outcomes name, and creates those that are new; by itself or inside a transaction. */
export async function placeOutcomes(
  db: Pick<Db, 'select' | 'insert' | 'transaction'>,
  pending: readonly PendingOutcome[],
  now: Date,
): Promise<PlacedOutcome[]> {
  if (pending.length === 0) return [];
  const sets = new Map(pending.map(({ tags }) => [tags.key, tags.values]));
  const ids = await internAttributions(db, [...sets.values()], now);
  const attributionOf = new Map([...sets.keys()].map((key, index) => [key, BigInt(ids[index] ?? 0)]));
  const teamOf = await reportedTeams(db, [...new Set(attributionOf.values())]);
  const sourceOf = await internSources(db, [...new Set(pending.map(({ source }) => source))].sort(), now);
  return pending.map((one) => {
    const attributionId = attributionOf.get(one.tags.key) ?? 0n;
    const teamId = teamOf.get(attributionId);
    const sourceId = sourceOf.get(one.source);
    if (teamId === undefined || sourceId === undefined) throw new Error('An outcome could not be placed.');
    return { ...one, attributionId, teamId, sourceId };
  });
}

async function reportedTeams(db: Pick<Db, 'select'>, ids: bigint[]): Promise<Map<bigint, bigint>> {
  const found = new Map<bigint, bigint>();
  for (let start = 0; start < ids.length; start += CHUNK) {
    const rows = await db
      .select({ id: attributions.id, teamId: attributions.reportedTeamId })
      .from(attributions)
      .where(inArray(attributions.id, ids.slice(start, start + CHUNK)));
    for (const { id, teamId } of rows) found.set(id, teamId);
  }
  return found;
}

async function internSources(
  db: Pick<Db, 'select' | 'insert'>,
  keys: string[],
  now: Date,
): Promise<Map<string, bigint>> {
  const find = () =>
    db.select({ id: sources.id, key: sources.key }).from(sources).where(inArray(sources.key, keys));
  let rows = await find();
  if (rows.length < keys.length) {
    await db
      .insert(sources)
      .values(keys.map((key) => ({ key, firstSeenAt: now })))
      .onConflictDoNothing();
    rows = await find();
  }
  return new Map(rows.map(({ id, key }) => [key, id]));
}

/**
 * Stores outcomes and adds them to their days, in this transaction. Those whose identity is known are left alone.
 * Returns how many were new. The zone cannot move meanwhile: whoever moves it waits, then rebuilds the days.
 */
export async function storeOutcomes(
  tx: Tx,
  placed: readonly PlacedOutcome[],
  by: EnteredBy,
  now: Date,
): Promise<number> {
  if (placed.length === 0) return 0;
  const [zone] = await tx.execute<{ name: string }>(
    sql`select time_zone as name from organisation for share`,
  );
  const rows = JSON.stringify(placed.map(rowOf));
  const [stored] = await tx.execute<{ fresh: string }>(sql`
    with given as (
      select * from jsonb_to_recordset(${rows}::jsonb) as t (team_id bigint, source_id bigint, outcome_id text,
        occurred_at timestamptz, attribution_id bigint, outcome text, count bigint, value_amount numeric(38,12),
        value_currency text)
    ), fresh as (
      insert into outcomes (team_id, source_id, outcome_id, occurred_at, attribution_id, outcome, count,
        value_amount, value_currency, entry, key_number, recorded_by, recorded_at, reason)
      select given.*, ${by.entry}, ${by.keyNumber?.toString() ?? null}::bigint, ${by.recordedBy}::text,
        ${now.toISOString()}::timestamptz, ${by.reason}::text
      from given order by team_id, source_id, outcome_id
      on conflict do nothing
      returning *
    ), added as (
      insert into outcomes_daily (team_id, day, attribution_id, outcome, value_currency, value_amount, count, rows)
      ${daysOf(sql`fresh`, zone?.name ?? DEFAULT_ZONE)}
      on conflict (team_id, day, attribution_id, outcome, value_currency, value_amount) do update set
        count = outcomes_daily.count + excluded.count, rows = outcomes_daily.rows + excluded.rows
    )
    select count(*)::text as fresh from fresh`);
  return Number(stored?.fresh ?? 0);
}

export const DEFAULT_ZONE = 'Asia/Hong_Kong';

/** The sums of `outcomes_daily` over some rows of `outcomes`, in the order all writers add them. */
export const daysOf = (rows: ReturnType<typeof sql>, timeZone: string) => sql`
  select team_id, (occurred_at at time zone ${timeZone})::date, attribution_id, outcome,
    coalesce(value_currency, ''), coalesce(value_amount, 0), sum(count)::bigint, count(*)
  from ${rows} group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`;

const rowOf = (one: PlacedOutcome) => ({
  team_id: one.teamId.toString(),
  source_id: one.sourceId.toString(),
  outcome_id: one.id,
  occurred_at: new Date(one.at).toISOString(),
  attribution_id: one.attributionId.toString(),
  outcome: one.outcome,
  count: one.count.toString(),
  value_amount: one.ownValue && moneyToString(one.ownValue.amount),
  value_currency: one.ownValue?.currency ?? null,
});
