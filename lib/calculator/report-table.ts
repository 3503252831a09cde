import { convert, type FxRate } from '../money/currency';
import { type Money, moneyToString } from '../money/money';
import type { Report } from './report';
import { INPUT_KEYS, inputsOf, leversOf, modelsOf } from './report-inputs';

/** Says a key of the report's words, such as `per.month` or `levers.batch`. */
export type SayKey = (key: string) => string;

/** One line of a report: what it is, before and after, and in which unit. Numbers as exact decimal text. */
export interface ReportLine {
  section: 'cost' | 'split' | 'tokens' | 'lever' | 'input' | 'model';
  name: string;
  baseline: string;
  /** Empty for what went in. */
  optimised: string;
  unit: string;
}

/** The whole report line by line; amounts in US dollars, and again in the currency it is read in. */
export function reportLines(report: Report, rate: FxRate | null, say: SayKey): ReportLine[] {
  return [...costLines(report, rate, say), ...tokenLines(report, say), ...inputLines(report, say)];
}

function costLines(report: Report, rate: FxRate | null, say: SayKey): ReportLine[] {
  const { costs, sides, split, waterfall } = report;
  const inBoth = (
    section: ReportLine['section'],
    name: string,
    before: Money | null,
    after: Money | null,
  ) => {
    const written = (amount: Money | null) => (amount === null ? '' : moneyToString(amount));
    const line = (of: (amount: Money | null) => string, unit: string): ReportLine => ({
      ...{ section, name, unit },
      baseline: of(before),
      optimised: of(after),
    });
    const converted = (amount: Money | null) =>
      rate && amount !== null ? moneyToString(convert(amount, rate.rate)) : '';
    return [line(written, 'USD'), ...(rate ? [line(converted, rate.quote)] : [])];
  };
  return [
    ...costs.flatMap(({ unit, amounts }) =>
      inBoth('cost', say(`per.${unit}`), amounts.baseline, amounts.optimised),
    ),
    ...sides.flatMap(({ side, amounts }) =>
      inBoth('split', say(`side.${side}`), amounts.baseline, amounts.optimised),
    ),
    ...split.flatMap(({ kind, amounts }) =>
      inBoth('split', say(`kind.${kind}`), amounts.baseline, amounts.optimised),
    ),
    ...waterfall.steps.flatMap(({ lever, before, after }) =>
      inBoth('lever', say(`levers.${lever}`), before, after),
    ),
  ];
}

const tokenLines = ({ tokens, calls }: Report, say: SayKey): ReportLine[] => [
  ...tokens.map(
    ({ figure, counts }): ReportLine => ({
      ...{ section: 'tokens', name: say(`tokens.${figure}`), unit: 'tokens' },
      baseline: counts.baseline.toString(),
      optimised: counts.optimised.toString(),
    }),
  ),
  {
    ...{ section: 'tokens', name: say('tokens.calls'), unit: 'calls' },
    baseline: calls.baseline.toString(),
    optimised: calls.optimised.toString(),
  },
];

function inputLines({ state }: Report, say: SayKey): ReportLine[] {
  const inputs = inputsOf(state);
  const line = (section: 'input' | 'model', name: string, value: number, unit: string): ReportLine => ({
    ...{ section, name, unit, optimised: '' },
    baseline: decimalText(value),
  });
  return [
    ...INPUT_KEYS.flatMap((key) => {
      const { value, unit } = inputs[key];
      return value === null ? [] : [line('input', say(`input.${key}`), value, unit)];
    }),
    ...modelsOf(state).map(({ model, share }) => line('model', model, share, 'share')),
    ...leversOf(state).flatMap(({ lever, strength, applies }) => [
      line('input', `${say(`levers.${lever}`)}: ${say('strength')}`, strength, 'share'),
      line('input', `${say(`levers.${lever}`)}: ${say('applies')}`, applies, 'share'),
    ]),
  ];
}

/** A number of a state, which has at most six decimals, without an exponent. */
const decimalText = (value: number): string =>
  Number.isInteger(value) ? String(value) : value.toFixed(6).replace(/0+$/, '');

/** The same as rows of a file, headings first. */
export const reportTable = (report: Report, rate: FxRate | null, say: SayKey): string[][] => [
  ['section', 'name', 'baseline', 'optimised', 'unit'],
  ...reportLines(report, rate, say).map(({ section, name, baseline, optimised, unit }) => [
    ...[section, name, baseline, optimised, unit],
  ]),
];
