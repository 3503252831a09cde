import { invalid } from '../errors';
import { FRACTION_LIMIT } from './tokens-ratio';

/** What is known of an input: its ends, and with `triangular` where it most likely lies. */
export type Uncertain =
  | { key: string; shape: 'uniform'; low: number; high: number }
  | { key: string; shape: 'triangular'; low: number; likely: number; high: number };

export function checkUncertain(input: Uncertain): void {
  const likely = input.shape === 'triangular' ? input.likely : input.low;
  if (!(input.low <= likely && likely <= input.high && Number.isFinite(input.high - input.low)))
    throw invalid('Give a low end, a likely value and a high end in that order.', [
      { path: input.key, code: 'range', message: 'Low, likely and high must be in that order.' },
    ]);
}

/**
 * The value at a position in [0, 1) of the cumulative distribution, in steps of a power of ten that are at most a
 * thousandth of the range: finer ones change no percentile and make exact costs slow. Inputs are no money: doubles
 * do, and + − × ÷ √ are rounded alike by every IEEE 754 machine.
 */
export function valueAt(input: Uncertain, position: number): number {
  const value = input.shape === 'uniform' ? alongUniform(input, position) : alongTriangle(input, position);
  const perOne = Math.abs(value) < FRACTION_LIMIT ? stepsPerOne(input.high - input.low) : 1;
  return Math.min(Math.max(Math.round(value * perOne) / perOne, input.low), input.high);
}

const POWERS_OF_TEN = [1, 10, 100, 1_000, 10_000, 100_000] as const;

/** Whole numbers where the range has a thousand of them, six decimals at most. */
const stepsPerOne = (width: number): number =>
  POWERS_OF_TEN.find((perOne) => width * perOne >= 1_000) ?? 1_000_000;

const alongUniform = ({ low, high }: Uncertain, position: number): number => low + (high - low) * position;

/** The inverse of the triangular distribution: two square-root branches that meet at the likely value. */
function alongTriangle(
  { low, likely, high }: Extract<Uncertain, { shape: 'triangular' }>,
  position: number,
): number {
  const width = high - low;
  if (width === 0) return low;
  const rising = likely - low;
  return position * width < rising
    ? low + Math.sqrt(position * width * rising)
    : high - Math.sqrt((1 - position) * width * (high - likely));
}
