import { type Money, moneyOf, parseMoney } from '../money/money';
import { divideHalfEven } from '../money/rounding';
import { NOTHING_PULLED } from './levers';
import { isPossible, mixOfTwo, perTokenOf } from './published-mix';
import { publishedPrices } from './published-prices';
import {
  type PublishedFigure,
  type PublishedScenario,
  SCENARIO_KEYS,
  SCENARIOS,
  type ScenarioKey,
} from './published-scenarios';
import { inputTokens, monthlyUsage, outputTokens } from './tokens';
import { compare, over, plus, type Ratio, ratioOf, sumOf, times } from './tokens-ratio';
import { costUnder } from './usage-cost';
import { type CompiledPrices, pricesAt } from './usage-cost-prices';
import { toMoney } from './usage-cost-split';
import { legsOf, type Workload } from './workload';

/** Why a published figure does not follow from the inputs printed above it. */
export type PublishedReason =
  /** Whole dollars of the computed figure, rounded or cut. */
  | { kind: 'follows' }
  /** computed ÷ published; the scenario's figures are all too small by about this. */
  | { kind: 'times_too_small'; times: Ratio }
  /** It follows for a month of so many days only, while other figures of the scenario need 30. */
  | { kind: 'fewer_days'; days: number }
  /** It follows if the output cost this much a million tokens instead of what the document's table says. */
  | { kind: 'other_output_price'; needed: Ratio; listed: Ratio }
  /** Less than the tokens cost if every one of them were uncached input. */
  | { kind: 'below_all_input'; allInput: Money };

export interface PublishedRow {
  scenario: ScenarioKey;
  label: string;
  published: Money;
  computed: Money;
  /** computed − published. */
  difference: Money;
  reason: PublishedReason;
  /** A row of the same scenario whose prices are this row's times a factor, while its figure is not. */
  contradicts: { label: string; factor: Ratio } | null;
  /** What the mix's parts come to by the figures printed for its models alone; null: not a mix. */
  mixOfPrintedRows: Money | null;
  /** Share of the tokens that the figure pays for if all it pays for is output; null where the heading says. */
  asOutputShare: Ratio | null;
  /** A row that no division into cached, uncached and output tokens shares with this one. */
  noMixWith: string | null;
}

const DOLLAR = parseMoney('1');
const MILLION = 1_000_000n;

/** All 21 figures of "Real-World Cost Scenarios", against the document's own price table. */
export function publishedRows(prices: CompiledPrices = publishedPrices()): PublishedRow[] {
  return SCENARIO_KEYS.flatMap((scenario) =>
    SCENARIOS[scenario].figures.map((figure) => publishedRow(scenario, figure, prices)),
  );
}

function publishedRow(key: ScenarioKey, figure: PublishedFigure, prices: CompiledPrices): PublishedRow {
  const scenario = SCENARIOS[key];
  const published = dollarsOf(figure.usd);
  const computed = monthlyCost({ ...scenario.workload, model: figure.choice }, prices);
  const follows = sameDollars(computed, published);
  const single = !scenario.saysInputAndOutput && figure.choice.kind === 'one';
  return {
    scenario: key,
    label: figure.label,
    published,
    computed,
    difference: moneyOf(computed - published),
    reason: follows ? { kind: 'follows' } : reasonOf(scenario, figure, computed, prices),
    contradicts: follows ? null : contradictionOf(scenario, figure, prices),
    mixOfPrintedRows: figure.choice.kind === 'mix' ? printedMix(scenario, figure) : null,
    asOutputShare: single ? outputShare(scenario, figure, prices) : null,
    noMixWith: single ? withoutCommonMix(scenario, figure, prices) : null,
  };
}

const dollarsOf = (usd: number): Money => moneyOf(BigInt(usd) * DOLLAR);

/** Printed in whole dollars: less than one dollar apart is the same figure. */
function sameDollars(a: Money, b: Money): boolean {
  const apart = a - b;
  return apart < DOLLAR && apart > -DOLLAR;
}

function monthlyCost(workload: Workload, prices: CompiledPrices): Money {
  const cost = costUnder(workload, NOTHING_PULLED, prices);
  if (!cost.priced) throw new RangeError(`${cost.model} has no price in the document's table.`);
  return toMoney(cost.exact);
}

function reasonOf(
  scenario: PublishedScenario,
  figure: PublishedFigure,
  computed: Money,
  prices: CompiledPrices,
): PublishedReason {
  const published = dollarsOf(figure.usd);
  if (!scenario.saysInputAndOutput) {
    const allInput = asInputOnly(scenario, figure, prices);
    if (published < allInput) return { kind: 'below_all_input', allInput };
  }
  if (computed >= published * 10n) return { kind: 'times_too_small', times: { n: computed, d: published } };
  const days = daysThatGive(scenario, figure, prices);
  return days ? { kind: 'fewer_days', days } : otherOutputPrice(scenario, figure, prices);
}

const tokensOf = ({ workload }: PublishedScenario) => {
  const [tokens] = monthlyUsage({ ...workload, model: { kind: 'mix', legs: [] } }, NOTHING_PULLED).choices;
  if (!tokens) throw new RangeError('A scenario uses tokens.');
  return { input: inputTokens(tokens), output: outputTokens(tokens) };
};

const allTokens = (scenario: PublishedScenario): Ratio => {
  const { input, output } = tokensOf(scenario);
  return plus(input, output);
};

interface ClassPrices {
  cached: bigint;
  input: bigint;
  output: bigint;
}

function classPrices(model: string, prices: CompiledPrices): ClassPrices {
  const compiled = prices.named.get(model);
  if (!compiled) throw new RangeError(`${model} is not in the document's table.`);
  const [input, cached, , , output] = pricesAt(compiled, 0n).standard;
  return { input: input ?? 0n, cached: cached ?? 0n, output: output ?? 0n };
}

/** Every token of the month as uncached input: the least they cost without caching. */
function asInputOnly(scenario: PublishedScenario, figure: PublishedFigure, prices: CompiledPrices): Money {
  const perToken = sumOf(
    legsOf(figure.choice).map(({ model, share }) =>
      times(ratioOf(share), { n: classPrices(model, prices).input, d: 1n }),
    ),
  );
  return toMoney(times(allTokens(scenario), perToken));
}

/** The fewest whole days of a month for which the computed figure rounds to the printed one. */
function daysThatGive(
  scenario: PublishedScenario,
  figure: PublishedFigure,
  prices: CompiledPrices,
): number | null {
  for (let daysPerMonth = 1; daysPerMonth <= 31; daysPerMonth += 1) {
    const computed = monthlyCost({ ...scenario.workload, daysPerMonth, model: figure.choice }, prices);
    if (divideHalfEven(computed, DOLLAR) === BigInt(figure.usd)) return daysPerMonth;
  }
  return null;
}

/** US dollars per million output tokens that would give the figure, at the listed input price. */
function otherOutputPrice(
  scenario: PublishedScenario,
  figure: PublishedFigure,
  prices: CompiledPrices,
): PublishedReason {
  const { input, output } = tokensOf(scenario);
  const listed = classPrices(legsOf(figure.choice)[0]?.model ?? '', prices);
  const rest = plus({ n: dollarsOf(figure.usd), d: 1n }, times(input, { n: -listed.input, d: 1n }));
  return {
    kind: 'other_output_price',
    needed: over(over(rest, output), { n: MILLION, d: 1n }),
    listed: { n: listed.output, d: MILLION },
  };
}

function contradictionOf(
  scenario: PublishedScenario,
  figure: PublishedFigure,
  prices: CompiledPrices,
): PublishedRow['contradicts'] {
  if (figure.choice.kind !== 'one') return null;
  const own = classPrices(figure.choice.model, prices);
  for (const other of scenario.figures) {
    if (other === figure || other.choice.kind !== 'one') continue;
    const its = classPrices(other.choice.model, prices);
    if (its.input * own.output !== its.output * own.input) continue;
    const factor: Ratio = { n: its.input, d: own.input };
    const due = times(ratioOf(figure.usd), factor);
    const slack = plus(factor, { n: 1n, d: 1n });
    const apart = plus(ratioOf(other.usd), { n: -due.n, d: due.d });
    if (compare({ n: apart.n < 0n ? -apart.n : apart.n, d: apart.d }, slack) >= 0)
      return { label: other.label, factor };
  }
  return null;
}

const figureOf = (scenario: PublishedScenario, model: string): PublishedFigure | undefined =>
  scenario.figures.find(({ choice }) => choice.kind === 'one' && choice.model === model);

function printedMix(scenario: PublishedScenario, figure: PublishedFigure): Money {
  const parts = legsOf(figure.choice).map(({ model, share }) =>
    times(ratioOf(share), ratioOf(figureOf(scenario, model)?.usd ?? 0)),
  );
  return toMoney(times(sumOf(parts), { n: DOLLAR, d: 1n }));
}

function outputShare(scenario: PublishedScenario, figure: PublishedFigure, prices: CompiledPrices): Ratio {
  const { output } = classPrices(legsOf(figure.choice)[0]?.model ?? '', prices);
  return over(perTokenOf(figure.usd, allTokens(scenario)), { n: output, d: 1n });
}

/** The first other row such that no division of the tokens, cached ones included, gives both figures. */
function withoutCommonMix(
  scenario: PublishedScenario,
  figure: PublishedFigure,
  prices: CompiledPrices,
): string | null {
  const total = allTokens(scenario);
  const equationOf = ({ choice, usd }: PublishedFigure) => ({
    ...classPrices(legsOf(choice)[0]?.model ?? '', prices),
    perToken: perTokenOf(usd, total),
  });
  for (const other of scenario.figures) {
    if (other === figure || other.choice.kind !== 'one') continue;
    const mix = mixOfTwo(equationOf(figure), equationOf(other));
    if (mix && !isPossible(mix)) return other.label;
  }
  return null;
}
