import { addDays } from '../../lib/time/period';
import type { UsageEventInput } from '../../lib/usage/event';
import { demoMonths, hongKongTime, workingWeekday } from './calendar';
import { eventOf, tagsOf } from './event-of';
import { randomStream } from './random';
import { WORKFLOWS } from './workflows';

export const RUNAWAY_CALLS = 720;
export const RUNAWAY_TASK = 'reconcile-manifest-0931';

/** The evening it started: the second working Tuesday of last month; it was stopped next morning. */
export const runawayDay = (now: Date): string => workingWeekday(demoMonths(now)[11] ?? '', 2, 2);

/** One agent task loops from 22:00 to 06:00, carrying a longer history into every call. */
export function* runawayAgentEvents(now: Date): Generator<UsageEventInput> {
  const workflow = WORKFLOWS.find(({ key }) => key === 'investigate-incident');
  if (!workflow) throw new Error('The demo lost its incident workflow.');
  const evening = runawayDay(now);
  const random = randomStream(`runaway/${evening}`);
  for (let call = 0; call < RUNAWAY_CALLS; call += 1) {
    const hour = 22 + (call / RUNAWAY_CALLS) * 8;
    const history = 4_000 + call * 480;
    const base = eventOf(
      {
        id: `${evening}/runaway/${call}`,
        source: 'agent-runtime',
        at: hongKongTime(evening, hour),
        day: hour < 24 ? evening : addDays(evening, 1),
        tags: tagsOf(workflow, 'hk', 'internal'),
        part: { role: 'anthropic_frontier', taskClass: 'multi_step_reasoning' },
        anatomy: { input: history + 3_000, output: 700, reasoning: 500, system: 2_000, history },
        requests: 1,
        user: 'engineering-007',
      },
      random,
    );
    yield { ...base, trace_id: `${evening}-${RUNAWAY_TASK}`, task_id: RUNAWAY_TASK };
  }
}
