import { invalid } from '../errors';
import { type Arm, differenceAt, exactYear } from './build-versus-buy-arms';
import { compare, type Ratio } from './tokens-ratio';

/** From `tokensPerYear` on (whole tokens), `cheaper` costs less than the other, strictly. */
export interface Crossing {
  tokensPerYear: bigint;
  cheaper: string;
}

export interface Crossings {
  /** Which arm is cheaper at the first token; null: neither until the first crossing. */
  cheaperAtFirst: string | null;
  /** Every volume at which the cheaper arm changes, in order. Hardware comes in steps, so there may be several. */
  all: Crossing[];
}

/** More straight pieces than this say that the volume looked at is far beyond what one node carries. */
const MAX_PIECES = 10_000;

/** Every crossing of two arms from one token to `upTo` tokens a year, found piece by piece in exact arithmetic. */
export function crossings(a: Arm, b: Arm, upTo: bigint): Crossings {
  const all: Crossing[] = [];
  let cheaper: string | null = null;
  let cheaperAtFirst: string | null = null;
  for (const { from, end, fixed, perToken } of pieces(a, b, upTo)) {
    for (const volume of [from, pastRoot(fixed, perToken)]) {
      if (volume === null || volume < from || volume >= end) continue;
      const now = cheaperOf(a, b, signAt(fixed, perToken, volume));
      if (now === null || now === cheaper) continue;
      if (volume === 1n) cheaperAtFirst = now;
      else all.push({ tokensPerYear: volume, cheaper: now });
      cheaper = now;
    }
  }
  return { cheaperAtFirst, all };
}

/** The first volume up to `upTo` at which `a` costs at least what `b` does; null: not up to there. */
export function firstAtLeast(a: Arm, b: Arm, upTo: bigint): bigint | null {
  for (const { from, end, fixed, perToken } of pieces(a, b, upTo)) {
    if (signAt(fixed, perToken, from) >= 0) return from;
    const root = rootRoundedUp(fixed, perToken);
    if (perToken.n > 0n && root !== null && root < end) return root;
  }
  return null;
}

interface Piece {
  from: bigint;
  /** Exclusive. */
  end: bigint;
  fixed: Ratio;
  perToken: Ratio;
}

function* pieces(a: Arm, b: Arm, upTo: bigint): Generator<Piece> {
  let from = 1n;
  for (let count = 0; from <= upTo; count += 1) {
    if (count >= MAX_PIECES)
      throw invalid('Look at a smaller volume, or at hardware that serves more tokens.');
    const { fixed, perToken, until } = differenceAt(a, b, from);
    const end = until !== null && until <= upTo ? until : upTo + 1n;
    yield { from, end, fixed, perToken };
    from = end;
  }
}

const signAt = (fixed: Ratio, perToken: Ratio, volume: bigint): number => {
  const difference = fixed.n * perToken.d + perToken.n * volume * fixed.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

const cheaperOf = (a: Arm, b: Arm, sign: number): string | null =>
  sign === 0 ? null : sign < 0 ? a.key : b.key;

/** Where the difference is zero, −fixed ÷ perToken, as numerator and positive denominator; null: nowhere ahead. */
function root(fixed: Ratio, perToken: Ratio): Ratio | null {
  if (perToken.n === 0n) return null;
  const [n, d] = [-fixed.n * perToken.d, fixed.d * perToken.n];
  const positive = d < 0n ? { n: -n, d: -d } : { n, d };
  return positive.n < 0n ? null : positive;
}

/** The first whole volume past the root. */
function pastRoot(fixed: Ratio, perToken: Ratio): bigint | null {
  const zero = root(fixed, perToken);
  return zero && zero.n / zero.d + 1n;
}

function rootRoundedUp(fixed: Ratio, perToken: Ratio): bigint | null {
  const zero = root(fixed, perToken);
  return zero && (zero.n + zero.d - 1n) / zero.d;
}

/** From this volume on, this arm is the cheapest of all, until the next row. */
export interface CheapestFrom {
  tokensPerYear: bigint;
  cheapest: string;
}

/** The cheapest arm over the whole range: it can only change where two arms cross. Ties go to the earlier arm. */
export function cheapestByVolume(arms: readonly Arm[], upTo: bigint): CheapestFrom[] {
  const volumes = new Set([1n]);
  arms.forEach((a, i) => {
    for (const b of arms.slice(i + 1))
      for (const { tokensPerYear } of crossings(a, b, upTo).all) volumes.add(tokensPerYear);
  });
  const rows: CheapestFrom[] = [];
  for (const tokensPerYear of [...volumes].sort((a, b) => (a < b ? -1 : 1))) {
    const cheapest = cheapestAt(arms, tokensPerYear);
    if (rows.at(-1)?.cheapest !== cheapest) rows.push({ tokensPerYear, cheapest });
  }
  return rows;
}

function cheapestAt(arms: readonly Arm[], tokensPerYear: bigint): string {
  const [first, ...others] = arms.map(({ key, lineAt }) => ({
    key,
    cost: exactYear({ key, lineAt }, tokensPerYear),
  }));
  if (!first) throw invalid('Give at least one arm to compare.');
  return others.reduce((best, arm) => (compare(arm.cost, best.cost) < 0 ? arm : best), first).key;
}
