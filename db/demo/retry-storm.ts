import type { UsageEventInput } from '../../lib/usage/event';
import { demoMonths, hongKongTime, workingWeekday } from './calendar';
import { eventOf, tagsOf } from './event-of';
import { randomStream } from './random';
import { WORKFLOWS } from './workflows';

export const STORM_CALLS = 900;
/** Every attempt fails, each paying for its input again; the fifth gives up. */
export const RETRY_ATTEMPTS = 5;

/** The third working Thursday of last month, in the afternoon. */
export const stormDay = (now: Date): string => workingWeekday(demoMonths(now)[11] ?? '', 4, 3);

/** An upstream model degrades for an afternoon and the client has no circuit breaker. */
export function* retryStormEvents(now: Date): Generator<UsageEventInput> {
  const workflow = WORKFLOWS.find(({ key }) => key === 'reschedule-delivery');
  if (!workflow) throw new Error('The demo lost its delivery workflow.');
  const day = stormDay(now);
  const random = randomStream(`storm/${day}`);
  const anatomy = { input: 24_000, output: 0, history: 17_000, retrieved: 4_000, system: 1_500 };
  for (let call = 0; call < STORM_CALLS; call += 1) {
    const hour = 14.2 + (call / STORM_CALLS) * 2.9;
    for (let attempt = 1; attempt <= RETRY_ATTEMPTS; attempt += 1) {
      const base = eventOf(
        {
          id: `${day}/retry-storm/${call}/${attempt}`,
          source: 'agent-runtime',
          at: hongKongTime(day, hour) + attempt * attempt * 1500,
          day,
          tags: tagsOf(workflow, 'hk', 'retail'),
          part: { role: 'anthropic_balanced', taskClass: 'multi_step_reasoning' },
          anatomy,
          requests: 1,
        },
        random,
      );
      yield {
        ...base,
        attempt,
        status: 'error',
        trace_id: `storm-${call}`,
        task_id: `reschedule-${day}-${call}`,
        request_hash: `storm-${day}-${call}`,
      };
    }
  }
}
