import { sql } from 'drizzle-orm';
import { defineOutcome } from '../../lib/outcomes/server/define-outcome';
import { listOutcomeDefinitions } from '../../lib/outcomes/server/list-outcome-definitions';
import { createOutcomeRecorder } from '../../lib/outcomes/server/outcome-recorder';
import { setOutcomeValue } from '../../lib/outcomes/server/set-outcome-value';
import { addDays, startOfMonth } from '../../lib/time/period';
import type { Db } from '../client';
import { demoStart } from './begin-demo';
import { demoMonths, hongKongTime } from './calendar';
import { OUTCOME_PLANS, type OutcomePlan } from './outcome-plans';
import { demoPeople } from './people';
import { jitter, randomStream } from './random';
import { WORKFLOWS } from './workflows';

const SOURCE = 'service-desk';
const BATCH = 5_000;
/** Outcomes come in at the end of the office day. */
const REPORTED_AT = 19;
/** An outcome took so much more of its requests for each month further back. */
const SLACK_A_MONTH = 0.015;
/** A day's requests count up to so much above the busiest of the fortnight before: a runaway agent delivers nothing. */
const SURGE = 1.2;
const FORTNIGHT = 14;

interface UsedDay extends Record<string, unknown> {
  workflow: string;
  day: string;
  requests: string;
}

/** What each workflow delivers and is worth, and what was delivered on each day, from the work that was done. */
export async function seedOutcomes(db: Db, now: Date): Promise<void> {
  await definePlans(db, now);
  const recorder = createOutcomeRecorder({ db, now: () => now });
  const all = deliveries(await firstAttempts(db), now);
  for (let start = 0; start < all.length; start += BATCH) {
    const outcomes = all.slice(start, start + BATCH);
    const { rejected } = await recorder.record({ keyId: 'demo', teamId: null }, { source: SOURCE, outcomes });
    if (rejected[0]) throw new Error(`A demo outcome was refused: ${rejected[0].detail}`);
  }
}

/** By the CFO, on the days the values began. What is defined already is left alone. */
async function definePlans(db: Db, now: Date): Promise<void> {
  const cfo = (await demoPeople(db))('cfo');
  const months = demoMonths(now);
  const on = (day: string) => ({ db, actor: cfo, now: new Date(hongKongTime(day, 10)) });
  const known = new Map(
    (await listOutcomeDefinitions({ db, actor: cfo, now }, {})).map((one) => [one.workflow, one]),
  );
  for (const { values, requests: _, ...definition } of OUTCOME_PLANS) {
    const found = known.get(definition.workflow);
    const { definitionId } = found
      ? { definitionId: found.id }
      : await defineOutcome({ db, actor: cfo, now: demoStart(now) }, definition);
    const from = new Set(found?.values.map(({ validFrom }) => validFrom));
    for (const { from: month, ...worth } of values) {
      const validFrom = months[month] ?? '';
      if (!from.has(validFrom))
        await setOutcomeValue(on(validFrom), { ...worth, definitionId, currency: 'HKD', validFrom });
    }
  }
}

/** Requests of production by workflow and day, without what was tried again. */
const firstAttempts = (db: Db): Promise<UsedDay[]> =>
  db.execute<UsedDay>(sql`
    select a.workflow, u.day::text as day, sum(u.requests - u.retries)::text as requests
    from usage_daily u join attributions a on a.id = u.attribution_id
    where a.workflow is not null and a.environment = 'production' group by 1, 2 order by 1, 2`);

function deliveries(used: readonly UsedDay[], now: Date): object[] {
  const months = demoMonths(now);
  const byWorkflow = new Map<string, Map<string, number>>();
  for (const { workflow, day, requests } of used) {
    const days = byWorkflow.get(workflow) ?? new Map<string, number>();
    byWorkflow.set(workflow, days.set(day, Number(requests)));
  }
  return OUTCOME_PLANS.flatMap((plan) => {
    const days = byWorkflow.get(plan.workflow) ?? new Map<string, number>();
    return [...days.keys()].flatMap((day) => {
      const monthsBack = months.length - 1 - months.indexOf(startOfMonth(day));
      const count = delivered(plan, day, usual(days, day), monthsBack);
      return count > 0 ? [delivery(plan, day, count, now)] : [];
    });
  });
}

function usual(days: ReadonlyMap<string, number>, day: string): number {
  const before = Array.from({ length: FORTNIGHT }, (_, index) => days.get(addDays(day, -1 - index)) ?? 0);
  const busiest = Math.max(...before);
  const requests = days.get(day) ?? 0;
  return busiest === 0 ? requests : Math.min(requests, busiest * SURGE);
}

function delivered(plan: OutcomePlan, day: string, requests: number, monthsBack: number): number {
  const random = randomStream(`outcome/${plan.workflow}/${day}`);
  const each = plan.requests * (1 + SLACK_A_MONTH * monthsBack);
  return Math.floor((requests / each) * jitter(random, 0.06) + random());
}

function delivery({ workflow, outcome }: OutcomePlan, day: string, count: number, now: Date) {
  const made = WORKFLOWS.find(({ key }) => key === workflow);
  if (!made) throw new Error(`The demo has no workflow ${workflow}.`);
  const at = Math.min(hongKongTime(day, REPORTED_AT), now.getTime());
  return {
    ...{ id: `${workflow}/${day}`, time: new Date(at).toISOString(), workflow, outcome, count },
    tags: {
      team: made.team,
      feature: made.feature,
      business_process: made.process,
      environment: 'production',
    },
  };
}
