import { addDays, daysBetween } from '../../lib/time/period';
import { type DayKind, dayKind, daysOfMonth } from './calendar';
import { type Anatomy, type DemoWorkflow, GROWING_PROMPT, type MixPart, WORKFLOWS } from './workflows';

/**
 * The bill the organisation is planned to run up, in HK$ a month over the thirteen months: a pilot, an adoption
 * curve and a Lunar New Year dip. Whole dollars; the ledger itself comes out of the price book.
 */
const PLANNED_HKD: readonly number[] = [
  80_000, 92_000, 122_000, 101_000, 200_000, 262_000, 330_000, 398_000, 462_000, 520_000, 580_000, 628_000,
  660_000,
];

/**
 * Of a hundred dollars planned, what is sent without a usable workflow tag. Routing makes the real bill a little
 * smaller than the plan, so that this comes out as 6.0 % of it.
 */
export const UNTAGGED_PERCENT = 5.7;

type Rhythm = DemoWorkflow['rhythm'];

const DAY_WEIGHTS: Record<Rhythm, Record<DayKind, number>> = {
  people: { work: 100, saturday: 14, sunday: 5, holiday: 6, lunar_new_year: 12 },
  office: { work: 100, saturday: 22, sunday: 4, holiday: 6, lunar_new_year: 15 },
  service: { work: 100, saturday: 70, sunday: 50, holiday: 55, lunar_new_year: 40 },
  night: { work: 100, saturday: 100, sunday: 90, holiday: 90, lunar_new_year: 60 },
};

/** Requests by hour of the Hong Kong day. */
export const HOURS: Record<Rhythm, readonly (readonly [hour: number, weight: number])[]> = {
  people: [
    [8, 3],
    [9, 12],
    [10, 15],
    [11, 14],
    [12, 7],
    [13, 6],
    [14, 13],
    [15, 14],
    [16, 12],
    [17, 9],
    [18, 5],
    [20, 2],
  ],
  office: [
    [8, 4],
    [9, 12],
    [10, 14],
    [11, 13],
    [12, 7],
    [13, 8],
    [14, 12],
    [15, 12],
    [16, 11],
    [17, 8],
    [19, 3],
  ],
  service: [
    [1, 2],
    [7, 4],
    [9, 12],
    [11, 14],
    [13, 12],
    [15, 14],
    [17, 13],
    [19, 10],
    [21, 8],
    [23, 4],
  ],
  night: [
    [1, 30],
    [2, 40],
    [3, 30],
  ],
};
/** The same, thinned to a few exports a day for months long past. */
export const COARSE_HOURS: typeof HOURS = {
  people: HOURS.people,
  office: [
    [9, 30],
    [11, 25],
    [15, 35],
    [19, 10],
  ],
  service: [
    [9, 28],
    [13, 26],
    [17, 28],
    [21, 18],
  ],
  night: [[2, 100]],
};

export const dayWeight = (rhythm: Rhythm, day: string): number => DAY_WEIGHTS[rhythm][dayKind(day)];

/** Sum of a month's day weights: what a day's share is taken of. */
export const monthWeight = (rhythm: Rhythm, month: string): number =>
  daysOfMonth(month).reduce((sum, day) => sum + dayWeight(rhythm, day), 0);

/** The planned bill at the pace of this day, in HK$ a month: straight lines between the middles of months. */
export function plannedPace(months: readonly string[], monthIndex: number, day: string): number {
  const month = months[monthIndex] ?? day;
  const middle = addDays(month, 15);
  const [a, b] = day < middle ? [monthIndex - 1, monthIndex] : [monthIndex, monthIndex + 1];
  const own = PLANNED_HKD[monthIndex] ?? 0;
  const [from, to] = [PLANNED_HKD[a] ?? own, PLANNED_HKD[b] ?? own];
  // Never bend the dip of Lunar New Year away: it is in the day weights of that month already.
  const along = daysBetween(middle, day) / 30;
  return Math.round(own + (day < middle ? own - from : to - own) * along * 0.8);
}

/** How far a workflow is adopted in a month: a quarter when it starts, all of it six months on. */
const ramp = (workflow: DemoWorkflow, monthIndex: number): number => {
  const age = monthIndex - workflow.starts;
  return age < 0 ? 0 : workflow.starts === 0 ? 100 : Math.min(100, 25 + age * 15);
};

/** A workflow's share of the tagged bill in a month, in parts per million. */
export function shareOf(workflow: DemoWorkflow, monthIndex: number): number {
  const total = WORKFLOWS.reduce((sum, other) => sum + other.weight * ramp(other, monthIndex), 0);
  return Math.round((workflow.weight * ramp(workflow, monthIndex) * 1_000_000) / total);
}

/** Share of a team's people who use a workflow, in per cent. */
export const adoption = (workflow: DemoWorkflow, monthIndex: number): number =>
  Math.min(96, Math.max(22, 22 + (monthIndex - workflow.starts) * 8));

export const mixOf = (workflow: DemoWorkflow, monthIndex: number): readonly MixPart[] =>
  workflow.routed && monthIndex >= workflow.routed.from ? workflow.routed.mix : workflow.mix;

/** Tokens of the growing system prompt: 800 in the first month of the workflow, 4,000 in the last. */
export const promptTokens = (monthIndex: number): number =>
  800 + Math.round((3_200 * Math.max(0, monthIndex - 1)) / 11);

/** The size of one request of a part in a month. */
export function anatomyOf(workflow: DemoWorkflow, part: MixPart, monthIndex: number): Anatomy {
  if (workflow.key !== GROWING_PROMPT) return part.anatomy;
  const system = promptTokens(monthIndex);
  return { ...part.anatomy, system, input: part.anatomy.input + system };
}
