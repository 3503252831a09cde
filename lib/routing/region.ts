import { CONDITION_LISTS, type RuleCondition } from './policy';
import { merged, type Ranges, weekRanges } from './week-minute';

/** A set of names out of infinitely many: those in `values`, or all others. */
interface Names {
  kind: 'names';
  not: boolean;
  values: ReadonlySet<string>;
}

interface Numbers {
  kind: 'numbers';
  ranges: Ranges;
}

type Side = Names | Numbers;

/** The calls a condition holds: those within every side. */
export type Region = readonly Side[];

const names = (values: string[] | undefined): Names => ({
  kind: 'names',
  not: values === undefined,
  values: new Set(values),
});
const numbers = (ranges: Ranges): Numbers => ({ kind: 'numbers', ranges });

export function regionOf(when: RuleCondition): Region {
  const { from = 0, below = Number.POSITIVE_INFINITY } = when.inputTokens ?? {};
  return [
    ...CONDITION_LISTS.map((list) => names(when[list])),
    numbers(from < below ? [[from, below]] : []),
    numbers(weekRanges(when.hours)),
  ];
}

const isNothing = (side: Side): boolean =>
  side.kind === 'names' ? !side.not && side.values.size === 0 : side.ranges.length === 0;

export const isEmpty = (region: Region): boolean => region.some(isNothing);

const filtered = (values: ReadonlySet<string>, keep: (value: string) => boolean) =>
  new Set([...values].filter(keep));

function meetNames(a: Names, b: Names): Names {
  if (a.not && b.not) return { kind: 'names', not: true, values: new Set([...a.values, ...b.values]) };
  if (a.not) return { kind: 'names', not: false, values: filtered(b.values, (one) => !a.values.has(one)) };
  return { kind: 'names', not: false, values: filtered(a.values, (one) => b.values.has(one) !== b.not) };
}

function meetRanges(a: Ranges, b: Ranges): Ranges {
  return merged(
    a.flatMap(([from, to]) =>
      b.map(([start, end]): [number, number] => [Math.max(from, start), Math.min(to, end)]),
    ),
  );
}

function restOfRanges(a: Ranges, b: Ranges): Ranges {
  let rest = [...a];
  for (const [start, end] of b)
    rest = rest.flatMap(([from, to]): (readonly [number, number])[] => [
      [from, Math.min(to, start)],
      [Math.max(from, end), to],
    ]);
  return merged(rest);
}

function meet(a: Side, b: Side): Side {
  if (a.kind === 'names') return meetNames(a, b as Names);
  return numbers(meetRanges(a.ranges, (b as Numbers).ranges));
}

/** What of `a` is not in `b`. */
function rest(a: Side, b: Side): Side {
  if (a.kind === 'numbers') return numbers(restOfRanges(a.ranges, (b as Numbers).ranges));
  const { not, values } = b as Names;
  return meetNames(a, { kind: 'names', not: !not, values });
}

const sideOf = (region: Region, at: number): Side => region[at] as Side;

/** Whether all of `inner` is in `outer`. */
export const isWithin = (inner: Region, outer: Region): boolean =>
  isEmpty(inner) || inner.every((side, at) => isNothing(rest(side, sideOf(outer, at))));

const overlap = (a: Region, b: Region): boolean =>
  a.every((side, at) => !isNothing(meet(side, sideOf(b, at))));

/** Pieces without a call in common that together hold what of `a` is not in `b`. */
function without(a: Region, b: Region): Region[] {
  if (!overlap(a, b)) return [a];
  const pieces: Region[] = [];
  let common: Side[] = [...a];
  a.forEach((side, at) => {
    const piece = common.map((one, index) => (index === at ? rest(side, sideOf(b, at)) : one));
    if (!isEmpty(piece)) pieces.push(piece);
    common = common.map((one, index) => (index === at ? meet(side, sideOf(b, at)) : one));
  });
  return pieces;
}

/** Beyond so many pieces the question is given up: nothing is said to be covered that may not be. */
const MOST_PIECES = 2_000;

/** Whether `regions` together hold every call of `region`. */
export function isCovered(region: Region, regions: readonly Region[]): boolean {
  let left: Region[] = isEmpty(region) ? [] : [region];
  for (const other of regions) {
    left = left.flatMap((piece) => without(piece, other));
    if (left.length === 0) return true;
    if (left.length > MOST_PIECES) return false;
  }
  return left.length === 0;
}
