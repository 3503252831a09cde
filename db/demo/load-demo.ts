import { eq, sql } from 'drizzle-orm';
import { appendAudit } from '../../lib/access/server/append-audit';
import type { Budgeting } from '../../lib/budgets/server/budgeting';
import { draftPlan } from '../../lib/forecasting/server/draft-plan';
import type { PriceBook } from '../../lib/pricing/price-book';
import { loadPriceBook } from '../../lib/pricing/server/load-price-book';
import type { UsageEventInput } from '../../lib/usage/event';
import type { RecordAuth, RecordRequest, RecordResult } from '../../lib/usage/recording';
import type { Db } from '../client';
import { ensurePartitions } from '../partitions';
import { organisation, teams } from '../schema';
import { beginDemo, DEMO_ACTOR, demoStart } from './begin-demo';
import { DEMO_TIME_ZONE, demoMonths } from './calendar';
import { demoEvents, inBatches } from './demo-events';
import { finishAlerts } from './finish-alerts';
import { freezeDemoForecasts } from './freeze-forecasts';
import { presentMonthStart } from './month-so-far';
import { DEMO_FISCAL_START, DEMO_ORGANISATION } from './organisation';
import { replayMonth } from './replay-month';
import { seedTargets } from './seed-board';
import { seedBudgets } from './seed-budgets';
import { seedClose } from './seed-close';
import { seedContract } from './seed-contract';
import { seedEvaluation } from './seed-evaluation';
import { seedOutcomes } from './seed-outcomes';
import { seedPastBudgets } from './seed-past-budgets';
import { seedRouting } from './seed-routing';
import { seedStructure } from './seed-structure';
import { MALFORMED_TEAM, malformedEvents } from './unpriced';

/** The part of the recorder the demo needs: the same way in as the meter's. */
export interface DemoRecorder {
  record(auth: RecordAuth, request: RecordRequest): Promise<RecordResult>;
}

export interface DemoLoad {
  /** False: it was complete before, or the database is in use; nothing was done. */
  loaded: boolean;
  accepted: number;
  duplicates: number;
  unpriced: number;
  seconds: number;
}

/** Events a request, and requests in flight: one lane charges while another commits. */
const BATCH = 4_000;
const LANES = 3;
const AUTH: RecordAuth = { keyId: 'demo', teamId: null };

export interface DemoInput {
  db: Db;
  /** Made with `budgeting` and `secret`. */
  recorder: DemoRecorder;
  /** See `quietBudgeting`. */
  budgeting: Budgeting;
  secret: string;
  now: Date;
}

/**
 * Loads the demo organisation, the same one for the same `now`. The organisation row is written last: a load that
 * was cut off is not taken for complete, and calling this again completes it without counting anything twice.
 * Needs the catalogue.
 */
export async function loadDemo(input: DemoInput): Promise<DemoLoad> {
  const { db, recorder, budgeting, secret } = input;
  const started = performance.now();
  const now = await beginDemo(db, input.now);
  if (!now) return { loaded: false, accepted: 0, duplicates: 0, unpriced: 0, seconds: 0 };
  const ctx = { db, actor: DEMO_ACTOR, now: demoStart(now) };
  await seedStructure(ctx);
  await seedContract(ctx, now);
  await ensurePartitions(db, [
    demoStart(now).toISOString().slice(0, 7),
    ...demoMonths(now).map((month) => month.slice(0, 7)),
  ]);
  const totals: Totals = { accepted: 0, duplicates: 0, unpriced: 0 };
  const record = recording(recorder, totals);
  const presentEvents = await recordUntilMonth(record, await loadPriceBook(db), now);
  await seedTargets(db, now);
  await seedPastBudgets(db, now);
  await seedBudgets(db, now);
  // A forecast sees nothing of the month it is of: made in its thread while the month is recorded.
  await Promise.all([
    freezeDemoForecasts(db, now),
    replayMonth({ db, budgeting, secret, now, events: presentEvents, record }),
  ]);
  // Whoever reads so soon after the load would plan with tables that Postgres takes for empty.
  await db.execute(sql`analyze attributions, usage_daily, usage_monthly, usage_user_daily`);
  await seedOutcomes(db, now);
  await seedClose(db, now);
  await seedRouting(db, now);
  await seedEvaluation(db, now);
  await draftPlan({ db, actor: DEMO_ACTOR, now }, {});
  await recordRefused(db, recorder, now);
  await finishAlerts(db, now);
  await finishDemo(db, now, totals);
  return { loaded: true, ...totals, seconds: Math.round(performance.now() - started) / 1000 };
}

type Totals = Pick<DemoLoad, 'accepted' | 'duplicates' | 'unpriced'>;

type Record = (events: UsageEventInput[]) => Promise<void>;

function recording(recorder: DemoRecorder, totals: Totals): Record {
  return async (events) => {
    const result = await recorder.record(AUTH, { source: 'ai-gateway', events });
    const [refused] = result.rejected;
    if (refused) throw new Error(`A demo event was refused at ${refused.pointer}: ${refused.detail}`);
    totals.accepted += result.accepted;
    totals.duplicates += result.duplicates;
    totals.unpriced += result.unpriced;
  };
}

/** Everything up to the present month, as fast as it goes; the events of that month are handed back. */
async function recordUntilMonth(record: Record, book: PriceBook, now: Date): Promise<UsageEventInput[]> {
  const start = presentMonthStart(now).toISOString();
  const present: UsageEventInput[] = [];
  function* earlier() {
    for (const event of demoEvents(book, now)) {
      if (event.time < start) yield event;
      else present.push(event);
    }
  }
  const batches = inBatches(earlier(), BATCH);
  const lane = async () => {
    for (let next = batches.next(); !next.done; next = batches.next()) await record(next.value);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return present;
}

/** With a key of the team it belongs to, so that its health counts what was refused. */
async function recordRefused(db: Db, recorder: DemoRecorder, now: Date): Promise<void> {
  const [team] = await db.select({ id: teams.id }).from(teams).where(eq(teams.key, MALFORMED_TEAM));
  if (!team) throw new Error(`The demo lost its team ${MALFORMED_TEAM}.`);
  const auth = { ...AUTH, teamId: team.id };
  await recorder.record(auth, { source: 'legacy-exporter', events: malformedEvents(now) });
}

async function finishDemo(db: Db, now: Date, totals: Totals): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.insert(organisation).values({
      name: DEMO_ORGANISATION,
      timeZone: DEMO_TIME_ZONE,
      fiscalYearStartMonth: DEMO_FISCAL_START,
      readingCurrency: 'HKD',
      defaultLocale: 'en',
      isDemo: true,
      createdAt: demoStart(now),
    });
    await appendAudit(tx, DEMO_ACTOR, now, {
      action: 'demo.complete',
      subject: { kind: 'organisation', id: '1' },
      after: { name: DEMO_ORGANISATION, events: totals.accepted + totals.duplicates },
    });
  });
}
