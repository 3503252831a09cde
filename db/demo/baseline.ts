import type { PriceBook } from '../../lib/pricing/price-book';
import { addDays, dayOf } from '../../lib/time/period';
import type { UsageEventInput } from '../../lib/usage/event';
import { DEMO_TIME_ZONE, daysOfMonth, demoMonths, hongKongTime } from './calendar';
import { eventOf, tagsOf } from './event-of';
import { TEAMS, userIds } from './organisation';
import { jitter, pick, randomStream } from './random';
import { plannedUnitCost } from './unit-cost';
import {
  adoption,
  anatomyOf,
  COARSE_HOURS,
  dayWeight,
  HOURS,
  mixOf,
  monthWeight,
  plannedPace,
  shareOf,
  UNTAGGED_PERCENT,
} from './volume';
import { type DemoWorkflow, GROWING_PROMPT, type MixPart, WORKFLOWS } from './workflows';

/** Days back from now with exports by the hour; before them, a few a day. */
const HOURLY_DAYS = 45;
/** Days back from now with single calls, for the workflows that trace them. */
const SINGLE_CALL_DAYS = 5;

interface Day {
  monthIndex: number;
  day: string;
  /** The planned bill at this day's pace, HK$ a month. */
  pace: number;
  now: number;
  hourly: boolean;
  single: boolean;
}

const PEOPLE = new Map(TEAMS.map((team) => [team.key, userIds(team.key, team.people)]));

/** Every tagged event of the twenty-odd workflows, day by day, up to `now`. */
export function* baselineEvents(book: PriceBook, now: Date): Generator<UsageEventInput> {
  const months = demoMonths(now);
  const today = dayOf(now, DEMO_TIME_ZONE);
  for (const [monthIndex, month] of months.entries()) {
    const sized = WORKFLOWS.filter((workflow) => workflow.starts <= monthIndex).map((workflow) => ({
      workflow,
      unitCost: referenceCost(book, workflow, monthIndex, month),
      weight: monthWeight(workflow.rhythm, month),
    }));
    for (const day of daysOfMonth(month)) {
      if (day > today) return;
      const context: Day = {
        monthIndex,
        day,
        pace: plannedPace(months, monthIndex, day),
        now: now.getTime(),
        hourly: day > addDays(today, -HOURLY_DAYS),
        single: day > addDays(today, -SINGLE_CALL_DAYS),
      };
      for (const { workflow, unitCost, weight } of sized)
        yield* workflowDay(workflow, unitCost, weight, context);
    }
  }
}

/**
 * What one request is planned to cost: at the mix before routing and with the prompt as first written, so that
 * routing lowers the bill and a longer prompt raises it instead of changing how much work is done.
 */
function referenceCost(book: PriceBook, workflow: DemoWorkflow, monthIndex: number, month: string): number {
  const promptMonth = workflow.key === GROWING_PROMPT ? workflow.starts : monthIndex;
  const shares = workflow.mix.reduce((sum, part) => sum + part.share, 0);
  return workflow.mix.reduce((sum, part) => {
    const anatomy = anatomyOf(workflow, part, promptMonth);
    return sum + (plannedUnitCost(book, part, anatomy, month) * part.share) / shares;
  }, 0);
}

function* workflowDay(
  workflow: DemoWorkflow,
  unitCost: number,
  weight: number,
  context: Day,
): Generator<UsageEventInput> {
  const { monthIndex, day } = context;
  const random = randomStream(`${workflow.key}/${day}`);
  const plannedHkd = (context.pace * shareOf(workflow, monthIndex) * (100 - UNTAGGED_PERCENT)) / 1e8;
  const requests =
    ((plannedHkd * dayWeight(workflow.rhythm, day)) / weight / unitCost) * jitter(random, 0.08);
  const mix = mixOf(workflow, monthIndex);
  const shares = mix.reduce((sum, part) => sum + part.share, 0);
  for (const [index, part] of mix.entries()) {
    const count = Math.floor((requests * part.share) / shares + random());
    if (count === 0) continue;
    if (workflow.rhythm !== 'people') yield* hourlyExports(workflow, part, index, count, context, random);
    else if (workflow.singleCalls && context.single)
      yield* singleCalls(workflow, part, index, count, context, random);
    else yield* personExports(workflow, part, index, count, context, random);
  }
}

function activePeople(workflow: DemoWorkflow, context: Day): string[] {
  const people = TEAMS.find((team) => team.key === workflow.team)?.people ?? 1;
  const share = (adoption(workflow, context.monthIndex) * dayWeight(workflow.rhythm, context.day)) / 10_000;
  const active = Math.max(1, Math.round(people * share));
  const ids = PEOPLE.get(workflow.team) ?? [];
  const start = randomStream(`people/${workflow.key}/${context.day}`)() * people;
  return Array.from(
    { length: active },
    (_, i) => ids[Math.floor(start + i) % people] ?? `${workflow.team}-001`,
  );
}

/** One export per active person and part of the mix. */
function* personExports(
  workflow: DemoWorkflow,
  part: MixPart,
  index: number,
  count: number,
  context: Day,
  random: () => number,
): Generator<UsageEventInput> {
  const shares = mixOf(workflow, context.monthIndex).reduce((sum, { share }) => sum + share, 0);
  const everyone = activePeople(workflow, context);
  const size = Math.min(
    count,
    Math.max(1, Math.round((everyone.length * Math.max(part.share, 20)) / shares)),
  );
  for (let i = 0; i < size; i += 1) {
    const requests = Math.floor(((i + 1) * count) / size) - Math.floor((i * count) / size);
    const hour = pick(random, HOURS.people);
    yield* atOrBeforeNow(context, hour + random() * 0.99, (at) =>
      eventOf(
        {
          id: `${context.day}/${workflow.key}/${index}/${i}`,
          source: 'copilot-export',
          at,
          day: context.day,
          tags: tagsOf(workflow, pick(random, workflow.regions), segment(workflow, random), part.environment),
          part,
          anatomy: anatomyOf(workflow, part, context.monthIndex),
          requests,
          user: everyone[(i + index * size) % everyone.length],
        },
        random,
      ),
    );
  }
}

function* singleCalls(
  workflow: DemoWorkflow,
  part: MixPart,
  index: number,
  count: number,
  context: Day,
  random: () => number,
): Generator<UsageEventInput> {
  const everyone = activePeople(workflow, context);
  for (let i = 0; i < count; i += 1) {
    const user = everyone[Math.floor(random() * everyone.length)] ?? `${workflow.team}-001`;
    const hour = pick(random, HOURS.people) + random() * 0.999;
    const id = `${context.day}/${workflow.key}/${index}/call-${i}`;
    yield* atOrBeforeNow(context, hour, (at) => ({
      ...eventOf(
        {
          id,
          source: 'agent-runtime',
          at,
          day: context.day,
          tags: tagsOf(workflow, pick(random, workflow.regions), segment(workflow, random), part.environment),
          part,
          anatomy: anatomyOf(workflow, part, context.monthIndex),
          requests: 1,
          user,
        },
        random,
      ),
      trace_id: `${context.day}-${user}-${Math.floor(hour)}`,
      task_id: `${workflow.key}-${context.day}-${user}-${Math.floor(hour)}`,
    }));
  }
}

/** Automations report by the hour, or in a few blocks a day for days long past. */
function* hourlyExports(
  workflow: DemoWorkflow,
  part: MixPart,
  index: number,
  count: number,
  context: Day,
  random: () => number,
): Generator<UsageEventInput> {
  const hours = (context.hourly ? HOURS : COARSE_HOURS)[workflow.rhythm];
  const total = hours.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [hour, weight] of hours) {
    const requests = Math.floor((count * weight) / total + random());
    if (requests === 0) continue;
    yield* atOrBeforeNow(context, hour, (at) =>
      eventOf(
        {
          id: `${context.day}/${workflow.key}/${index}/${hour}h`,
          source: workflow.rhythm === 'night' ? 'batch-runner' : 'ai-gateway',
          at,
          day: context.day,
          tags: tagsOf(workflow, pick(random, workflow.regions), segment(workflow, random), part.environment),
          part,
          anatomy: anatomyOf(workflow, part, context.monthIndex),
          requests,
        },
        random,
      ),
    );
  }
}

const segment = (workflow: DemoWorkflow, random: () => number): string =>
  workflow.segments[Math.floor(random() * workflow.segments.length)] ?? 'internal';

/** The last day is a part of one: nothing is dated after now. The draw is made either way. */
function* atOrBeforeNow(
  context: Day,
  hour: number,
  make: (at: number) => UsageEventInput,
): Generator<UsageEventInput> {
  const at = hongKongTime(context.day, hour);
  const event = make(at);
  if (at <= context.now) yield event;
}
