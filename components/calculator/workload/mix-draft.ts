import type { MixLeg } from '@/lib/calculator/workload';
import { readShare, shareTextOf } from '../kit/share-text';

/** A leg while it is typed: its share in per cent. */
export interface DraftLeg {
  model: string;
  text: string;
}

const WHOLE = 1_000_000;
const millionths = (share: number): number => Math.round(share * WHOLE);

export const draftOf = (legs: readonly MixLeg[]): DraftLeg[] =>
  legs.map(({ model, share }) => ({ model, text: shareTextOf(share) }));

/** The legs where each share can be read; the sum is another question. */
export function legsFrom(draft: readonly DraftLeg[]): MixLeg[] | null {
  const legs = draft.map(({ model, text }) => ({ model, share: readShare(text) }));
  return legs.every((leg): leg is MixLeg => leg.share !== null) ? legs : null;
}

/** The sum of the shares in millionths; 1,000,000 is all. */
export const sumOfShares = (legs: readonly MixLeg[]): number =>
  legs.reduce((sum, { share }) => sum + millionths(share), 0);

export const isWhole = (legs: readonly MixLeg[]): boolean => sumOfShares(legs) === WHOLE;

/** What is missing, or too much, is put on the largest leg; where that is not enough, all legs are scaled. */
export function madeWhole(legs: readonly MixLeg[]): MixLeg[] {
  const sum = sumOfShares(legs);
  const largest = legs.reduce((best, leg, i) => (leg.share > (legs[best]?.share ?? 0) ? i : best), 0);
  const rest = millionths(legs[largest]?.share ?? 0) + WHOLE - sum;
  if (rest >= 0) return legs.map((leg, i) => (i === largest ? { ...leg, share: rest / WHOLE } : leg));
  const scaled = legs.map((leg) => ({
    ...leg,
    share: Math.floor((millionths(leg.share) * WHOLE) / sum) / WHOLE,
  }));
  return madeWhole(scaled);
}
