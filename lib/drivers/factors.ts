import { TOKEN_CLASSES, type TokenClass } from '../pricing/rates';
import { cellKey, type DriverCell, type DriverPeriod, type Ratio } from './cell';
import type { DriverPart } from './parts';
import type { Factor } from './shapley';

const INPUT_CLASSES = ['input', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h'] as const;

/** `n / d`, or null where there is nothing to divide by. */
const quotient = (n: bigint, d: bigint): Ratio | null => (d === 0n ? null : { n, d });

const NOTHING: Ratio = { n: 0n, d: 1n };

/** The sums a period's shares are taken of. */
interface PeriodSums {
  period: DriverPeriod;
  allRequests: bigint;
  pricedRequests: bigint;
  byModel: Map<string, bigint>;
  byKey: Map<string, DriverCell>;
}

function sumsOf(period: DriverPeriod): PeriodSums {
  const byModel = new Map<string, bigint>();
  let pricedRequests = 0n;
  for (const { model, requests } of period.cells) {
    byModel.set(model, (byModel.get(model) ?? 0n) + requests);
    pricedRequests += requests;
  }
  return {
    period,
    byModel,
    pricedRequests,
    allRequests: pricedRequests + period.unpricedRequests,
    byKey: new Map(period.cells.map((cell) => [cellKey(cell), cell])),
  };
}

type Reading = (sums: PeriodSums) => Ratio | null;

/** What is unknown in one period (it did not occur) is read as it was in the other: it did not move. */
function factor(part: DriverPart, read: Reading, before: PeriodSums, after: PeriodSums): Factor {
  const [was, is] = [read(before), read(after)];
  return { part, before: was ?? is ?? NOTHING, after: is ?? was ?? NOTHING };
}

const inputSide = (cell: DriverCell): bigint =>
  INPUT_CLASSES.reduce((sum, tokenClass) => sum + cell.quantities[tokenClass], 0n);

/** A cost as products of factors, one per token class of a model and tier, and one for its fee per request. */
export interface Term {
  model: string;
  factors: Factor[];
}

/**
 * Every product that the two periods' costs are sums of:
 * requests × share priced × share of the model × share of the tier × (fee, or tokens per request × class share of
 * the input × unit price) × exchange rate.
 */
export function termsOf(beforePeriod: DriverPeriod, afterPeriod: DriverPeriod): Term[] {
  const [before, after] = [sumsOf(beforePeriod), sumsOf(afterPeriod)];
  const volume = factor('volume', (sums) => ({ n: sums.allRequests, d: 1n }), before, after);
  const coverage = factor(
    'coverage',
    (sums) => quotient(sums.pricedRequests, sums.allRequests),
    before,
    after,
  );
  const cells = new Map([...before.byKey, ...after.byKey]);
  return [...cells].flatMap(([key, { model }]) => {
    const of = (part: DriverPart, read: Reading) => factor(part, read, before, after);
    const ofCell = (part: DriverPart, read: (cell: DriverCell) => Ratio | null) =>
      of(part, (sums) => {
        const cell = sums.byKey.get(key);
        return cell ? read(cell) : null;
      });
    const shared = [
      volume,
      coverage,
      of('modelMix', (sums) => quotient(sums.byModel.get(model) ?? 0n, sums.pricedRequests)),
      of('serviceTier', (sums) =>
        quotient(sums.byKey.get(key)?.requests ?? 0n, sums.byModel.get(model) ?? 0n),
      ),
      of('fx', (sums) => {
        const cell = sums.byKey.get(key);
        return (cell && quotient(cell.amount, cell.effectiveCost)) ?? sums.period.fx;
      }),
    ];
    const perRequest = ofCell('price', (cell) => cell.perRequest);
    return [
      { model, factors: [...shared, perRequest] },
      ...TOKEN_CLASSES.map((tokenClass) => ({
        model,
        factors: [...shared, ...quantityFactors(tokenClass, ofCell), unitPrice(tokenClass, ofCell)],
      })),
    ];
  });
}

type OfCell = (part: DriverPart, read: (cell: DriverCell) => Ratio | null) => Factor;

const unitPrice = (tokenClass: TokenClass, ofCell: OfCell): Factor =>
  ofCell('price', (cell) => cell.unitPrices[tokenClass]);

/** What a request uses of a class. Of the input classes: the whole input, and the share of the class in it. */
function quantityFactors(tokenClass: TokenClass, ofCell: OfCell): Factor[] {
  const perCall = (part: DriverPart) =>
    ofCell(part, (cell) => quotient(cell.quantities[tokenClass], cell.requests));
  if (tokenClass === 'output') return [perCall('outputTokens')];
  if (tokenClass === 'reasoning') return [perCall('reasoningTokens')];
  return [
    ofCell('inputTokens', (cell) => quotient(inputSide(cell), cell.requests)),
    ofCell('cacheShare', (cell) => quotient(cell.quantities[tokenClass], inputSide(cell))),
  ];
}
