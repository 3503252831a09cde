/**
 * The tokenizer takes time in the square of an unbroken run: 100,000 Chinese characters without one mark of
 * punctuation took it three minutes. Written text never comes near this; a run beyond it is cut, and says so.
 */
export const LONGEST_RUN = 2_000;

/** Runs an encoding may keep in one piece: letters with their marks, blanks, or other signs. Digits are cut at 3. */
const LONG_RUN = new RegExp(
  `[\\p{L}\\p{M}]{${LONGEST_RUN},}|\\s{${LONGEST_RUN},}|[^\\s\\p{L}\\p{N}]{${LONGEST_RUN},}`,
  'u',
);
const PIECE = new RegExp(`[^]{1,${LONGEST_RUN / 2}}`, 'gu');

/** The text whole, or in pieces of at most half the longest run where it holds a run beyond it. */
export function cutLongRuns(text: string): { parts: string[]; cut: boolean } {
  if (text.length < LONGEST_RUN || !LONG_RUN.test(text)) return { parts: [text], cut: false };
  return { parts: text.match(PIECE) ?? [], cut: true };
}
