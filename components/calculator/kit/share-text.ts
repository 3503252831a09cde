import { ratioOf } from '@/lib/calculator/tokens-ratio';
import { ratioText } from './ratio-text';
import { readNumber } from './read-number';

/** A share (0.125, at most six decimals) as it is typed, in per cent: `12.5`. */
export function shareTextOf(share: number): string {
  const { n, d } = ratioOf(share);
  return ratioText({ n: n * 100n, d }, 4);
}

/** A percentage as typed, with at most four decimals, as a share between `min` and `max`; null: not one. */
export function readShare(text: string, { min, max } = { min: 0, max: 1 }): number | null {
  const percent = readNumber(text.replace(/\s*%\s*$/, ''), { min: min * 100, max: max * 100 });
  if (percent === null) return null;
  const millionths = Math.round(percent * 10_000);
  return Math.abs(millionths - percent * 10_000) < 1e-6 ? millionths / 1_000_000 : null;
}
