import * as z from 'zod/mini';
import type { Decimal } from '../attribution/dto';
import { isWritable, type Ratio } from '../calculator/tokens-ratio';
import type { Currency } from '../money/currency';
import { compileRates, pricesFor } from '../pricing/compile-rates';
import { type Rates, TOKEN_CLASSES, type TokenClass } from '../pricing/rates';
import { ALL, type PlanLine } from './bottom-up';
import type { Envelope } from './envelope';

/** What a reader of the plan can type: never below zero, at most six decimals. */
const amount = (most: number) =>
  z
    .number()
    .check(
      z.minimum(0, 'Write zero or more.'),
      z.maximum(most, 'This is larger than a plan can hold.'),
      z.refine(isWritable, 'Use at most six decimals.'),
    );
const model = z.string().check(z.minLength(1, 'Choose a model.'), z.maxLength(300));

/** A line of the plan as it is entered. Tokens are of one call. */
export const planLineTerms = z.object({
  model,
  /** The cheaper model that calls could be routed to; null: none is good enough. */
  routedModel: z.nullable(model),
  usersAtStart: amount(10_000_000),
  usersAtFull: amount(10_000_000),
  adoption: z.object({
    kind: z.enum(['none', 'linear', 's_curve']),
    months: z.int().check(z.minimum(1), z.maximum(60)),
  }),
  /** Per user and month. */
  sessions: amount(1_000_000),
  callsPerSession: amount(100_000),
  perCall: z.object({
    input: amount(10_000_000),
    cacheRead: amount(10_000_000),
    output: amount(10_000_000),
    reasoning: amount(10_000_000),
  }),
});
export type PlanLineTerms = z.output<typeof planLineTerms>;

export interface PlanLineDto {
  id: string;
  team: { id: string; name: string };
  workflow: string;
  /** The first month of its adoption curve, as its first day. */
  startMonth: string;
  terms: PlanLineTerms;
  /** Of `terms.model` and `terms.routedModel`; null: no price is known. */
  rates: Rates | null;
  routedRates: Rates | null;
  /** Effective cost of the workflow's last 30 days, in USD. */
  metered: Decimal;
  canEdit: boolean;
}

export interface PlanDto {
  /** What amounts are shown in, and its units per US dollar today: US dollars where there is no rate. */
  currency: Currency;
  rate: Decimal;
  /** The first day of the first month of the plan. */
  from: string;
  months: number;
  lines: PlanLineDto[];
  envelope: Envelope | null;
  /** Usage of the last 30 days in no line of the plan, in USD: it takes its part of the envelope. */
  otherUsage: Decimal;
  models: { model: string; name: string; isPriced: boolean }[];
  /** The teams the reader may plan for. */
  teams: { id: string; name: string }[];
}

/** What could come otherwise than planned, in basis points: prices by so much more, users at so much of the plan. */
export interface Scenario {
  priceRise: bigint;
  users: bigint;
}
export const AS_PLANNED: Scenario = { priceRise: 0n, users: ALL };

type PlannedLine = Pick<PlanLineDto, 'workflow' | 'startMonth' | 'terms' | 'rates' | 'routedRates'>;
type Prices = Pick<PlanLine, 'unitPrices' | 'perRequest'>;

/** A line ready to reckon with, from the month the plan begins. Null: a token class it uses has no price. */
export function planLineOf(line: PlannedLine, from: string, scenario: Scenario): PlanLine | null {
  const { terms } = line;
  const own = pricesOf(line.rates, terms, scenario);
  if (!own) return null;
  return {
    workflow: line.workflow,
    ...{ usersAtStart: terms.usersAtStart, usersAtFull: terms.usersAtFull },
    ...{
      adoption: adoptionOf(terms),
      startsIn: monthsBetween(from, line.startMonth),
      usersShare: scenario.users,
    },
    ...{ sessions: terms.sessions, callsPerSession: terms.callsPerSession, perCall: perCallOf(terms) },
    ...own,
    routed: terms.routedModel === null ? null : pricesOf(line.routedRates, terms, scenario),
  };
}

const adoptionOf = ({ adoption }: PlanLineTerms): PlanLine['adoption'] =>
  adoption.kind === 'none' ? { kind: 'none' } : { kind: adoption.kind, months: adoption.months };

const perCallOf = ({ perCall }: PlanLineTerms): PlanLine['perCall'] => ({
  ...perCall,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
});

function pricesOf(rates: Rates | null, terms: PlanLineTerms, { priceRise }: Scenario): Prices | null {
  if (!rates) return null;
  const compiled = compileRates(rates);
  const input = BigInt(Math.ceil(terms.perCall.input + terms.perCall.cacheRead));
  // Noon UTC: a plan knows no time of day.
  const units = pricesFor(compiled, 'standard', 12 * 3_600_000, input, 1n);
  const used = perCallOf(terms);
  if (!units || TOKEN_CLASSES.some((name, index) => used[name] > 0 && units[index] === null)) return null;
  const raised = (unit: bigint): Ratio => ({ n: unit * (ALL + priceRise), d: ALL });
  return {
    unitPrices: Object.fromEntries(
      TOKEN_CLASSES.map((name, index) => [name, raised(units[index] ?? 0n)]),
    ) as Record<TokenClass, Ratio>,
    perRequest: raised(compiled.perRequest),
  };
}

const monthsBetween = (from: string, to: string): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
  Number(to.slice(5, 7)) -
  Number(from.slice(5, 7));
