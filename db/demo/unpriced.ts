import { addDays, dayOf } from '../../lib/time/period';
import type { UsageEventInput } from '../../lib/usage/event';
import { DEMO_TIME_ZONE, dayKind, hongKongTime } from './calendar';
import { eventOf, tagsOf } from './event-of';
import { randomStream } from './random';
import { WORKFLOWS } from './workflows';

/** A fine-tune no price list knows: its usage is unpriced until someone adds a price or an alias. */
export const UNPRICED_MODEL = { provider: 'openai', model: 'ft:gpt-5-mini:harbour:waybill-reader' };
const DAYS = 40;

/** Forty days of the fine-tune, two exports a working day. */
export function* unpricedEvents(now: Date): Generator<UsageEventInput> {
  const workflow = WORKFLOWS.find(({ key }) => key === 'extract-bill-of-lading');
  if (!workflow) throw new Error('The demo lost its bill-of-lading workflow.');
  const today = dayOf(now, DEMO_TIME_ZONE);
  for (let back = DAYS; back > 0; back -= 1) {
    const day = addDays(today, -back);
    if (dayKind(day) !== 'work') continue;
    const random = randomStream(`unpriced/${day}`);
    for (const hour of [10, 15]) {
      const event = eventOf(
        {
          id: `${day}/waybill-reader/${hour}h`,
          source: 'ai-gateway',
          at: hongKongTime(day, hour),
          day,
          tags: tagsOf(workflow, 'hk', 'sme'),
          part: { role: 'openai_small', taskClass: 'structured_extraction' },
          anatomy: { input: 5200, output: 700 },
          requests: 260 + Math.floor(random() * 80),
        },
        random,
      );
      yield { ...event, ...UNPRICED_MODEL };
    }
  }
}

export const MALFORMED_TEAM = 'warehouse';

/** What a broken exporter sends: refused, so that ingest health has something to say. */
export function malformedEvents(now: Date): unknown[] {
  const day = addDays(dayOf(now, DEMO_TIME_ZONE), -1);
  return Array.from({ length: 9 }, (_, index) => ({
    id: `${day}/legacy/${index}`,
    time: index < 6 ? `${day}T0${index}:15:00+08:00` : `${day} 09:1${index}`,
    model: 'gpt-5-mini',
    tokens: index < 6 ? { input: 1200 - 1800, output: 90 } : { input: 1200, output: 90 },
    tags: { team: MALFORMED_TEAM },
  }));
}
