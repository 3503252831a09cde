import type { PriceBook } from '../../lib/pricing/price-book';
import { dayOf } from '../../lib/time/period';
import type { UsageEventInput } from '../../lib/usage/event';
import { DEMO_TIME_ZONE, daysOfMonth, demoMonths, hongKongTime } from './calendar';
import { eventOf } from './event-of';
import { PENDING_TEAM, TEAMS } from './organisation';
import { pick, randomStream } from './random';
import { plannedUnitCost } from './unit-cost';
import { dayWeight, monthWeight, plannedPace, UNTAGGED_PERCENT } from './volume';
import type { MixPart } from './workflows';

/** Values that traffic carries and nobody has adopted: they wait on the Data page. */
export const PENDING_VALUES = {
  workflow: ['quote-bot-v2', 'whatsapp-poc', 'test'],
  feature: ['poc', 'quote-bot'],
  region: ['hkg'],
} as const;

const PART: MixPart = {
  role: 'openai_frontier',
  share: 100,
  taskClass: '',
  anatomy: { input: 2400, output: 420 },
};

/** Tags of untagged traffic: six in ten name no workflow at all, the others one that nobody adopted. */
function untaggedTags(team: string, random: () => number): Record<string, string> {
  if (random() < 0.6) return random() < 0.5 ? { team } : { team, environment: 'production', region: 'hk' };
  const workflow = pick(random, [
    ['quote-bot-v2', 5],
    ['whatsapp-poc', 3],
    ['test', 2],
  ] as const);
  const feature = workflow === 'quote-bot-v2' ? 'quote-bot' : 'poc';
  return { team, workflow, feature, environment: 'development', region: random() < 0.3 ? 'hkg' : 'hk' };
}

/** The 6 % of the bill that cannot be attributed to an adopted workflow: twice a day and team. */
export function* untaggedEvents(book: PriceBook, now: Date): Generator<UsageEventInput> {
  const months = demoMonths(now);
  const today = dayOf(now, DEMO_TIME_ZONE);
  for (const [monthIndex, month] of months.entries()) {
    const unitCost = plannedUnitCost(book, PART, PART.anatomy, month);
    const weight = monthWeight('office', month);
    for (const day of daysOfMonth(month)) {
      if (day > today) return;
      const hkd =
        (plannedPace(months, monthIndex, day) * UNTAGGED_PERCENT * dayWeight('office', day)) / 100 / weight;
      for (const team of [...TEAMS, { key: PENDING_TEAM, untagged: monthIndex > 9 ? 60 : 0 }]) {
        const random = randomStream(`untagged/${team.key}/${day}`);
        for (const hour of [11, 16]) {
          const requests = Math.floor((hkd * team.untagged) / 2000 / unitCost + random());
          const tags = untaggedTags(team.key, random);
          const at = hongKongTime(day, hour);
          if (requests === 0 || at > now.getTime()) continue;
          const id = `${day}/untagged/${team.key}/${hour}h`;
          yield eventOf(
            { id, source: 'ai-gateway', at, day, tags, part: PART, anatomy: PART.anatomy, requests },
            random,
          );
        }
      }
    }
  }
}
