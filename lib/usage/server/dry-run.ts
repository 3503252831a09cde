import { inArray } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { sources, teams } from '@/db/schema';
import { moneyToString, sumMoney } from '../../money/money';
import type { PriceBook } from '../../pricing/price-book';
import type { PendingEvent } from '../parse-request';
import type { RecordResult, RejectedEvent } from '../recording';
import { chargeOf } from './charge-events';
import { plainArray, textArray } from './wire';

/** What recording these events would answer and cost, without storing anything. `effectiveCost` is USD. */
export async function dryRun(
  db: Db,
  pending: readonly PendingEvent[],
  rejected: RejectedEvent[],
  prices: PriceBook,
): Promise<RecordResult> {
  const known = await knownIdentities(db, pending);
  const costs = [];
  let duplicates = 0;
  let unpriced = 0;
  for (const { event, team, source } of pending) {
    const identity = `${team}\n${source}\n${event.id}`;
    if (known.has(identity)) {
      duplicates += 1;
      continue;
    }
    known.add(identity);
    const charge = chargeOf(event, prices);
    if (charge.priced) costs.push(charge.effectiveCost);
    else unpriced += 1;
  }
  return {
    accepted: pending.length - duplicates,
    duplicates,
    unpriced,
    rejected,
    effectiveCost: moneyToString(sumMoney(costs)),
  };
}

async function knownIdentities(db: Db, pending: readonly PendingEvent[]): Promise<Set<string>> {
  if (pending.length === 0) return new Set();
  const teamRows = await db
    .select({ id: teams.id, key: teams.key })
    .from(teams)
    .where(inArray(teams.key, [...new Set(pending.map(({ team }) => team))]));
  const sourceRows = await db
    .select({ id: sources.id, key: sources.key })
    .from(sources)
    .where(inArray(sources.key, [...new Set(pending.map(({ source }) => source))]));
  const teamIds = new Map(teamRows.map((row) => [row.key, row.id.toString()]));
  const sourceIds = new Map(sourceRows.map((row) => [row.key, row.id.toString()]));
  const stored = pending.flatMap(({ event, team, source }) => {
    const teamId = teamIds.get(team);
    const sourceId = sourceIds.get(source);
    return teamId && sourceId ? [{ teamId, sourceId, id: event.id, team, source }] : [];
  });
  const rows = await db.$client
    .unsafe(
      `select w.n from unnest($1::text::bigint[], $2::text::bigint[], $3::text::text[])
         with ordinality as w (team_id, source_id, event_id, n)
       join usage_event_keys using (team_id, source_id, event_id)`,
      [
        plainArray(stored.map((row) => row.teamId)),
        plainArray(stored.map((row) => row.sourceId)),
        textArray(stored.map((row) => row.id)),
      ],
    )
    .values();
  return new Set(
    rows.flatMap(([n]) => {
      const row = stored[Number(n) - 1];
      return row ? [`${row.team}\n${row.source}\n${row.id}`] : [];
    }),
  );
}
