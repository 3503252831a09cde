/**
 * Random numbers that are the same on every machine: xoshiro128** 1.1 (Blackman and Vigna, 32-bit words), its state
 * filled by SplitMix64 from the seed, as its authors advise. Only 32-bit integer operations, so no engine differs.
 */
export interface RandomStream {
  /** The next 32 bits, 0 to 2³² − 1. */
  next(): number;
  /** The next position in [0, 1), a multiple of 2⁻⁵³ made of two draws. */
  position(): number;
}

export type State = [number, number, number, number];

export function xoshiro128StarStar(state: State): RandomStream {
  let [s0, s1, s2, s3] = state;
  const next = () => {
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotateLeft(s3, 11);
    return result;
  };
  const position = () => {
    const high = next() >>> 5;
    return (high * 2 ** 26 + (next() >>> 6)) / 2 ** 53;
  };
  return { next, position };
}

const rotateLeft = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

const WORD_64 = (1n << 64n) - 1n;

/** SplitMix64: the next state and its output. */
export function splitMix64(state: bigint): { state: bigint; output: bigint } {
  const next = (state + 0x9e3779b97f4a7c15n) & WORD_64;
  let z = next;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & WORD_64;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & WORD_64;
  return { state: next, output: z ^ (z >> 31n) };
}

/** FNV-1a, 64 bits, over the name's UTF-16 code units. */
function hashOf(name: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < name.length; i += 1)
    hash = ((hash ^ BigInt(name.charCodeAt(i))) * 0x100000001b3n) & WORD_64;
  return hash;
}

/**
 * The stream of one named input: seed XOR the hash of the name, so that each input has a stream of its own.
 * Another input more, or another order, leaves its draws as they were, and two scenarios meet the same luck.
 */
export function streamFor(seed: number, name: string): RandomStream {
  const first = splitMix64(BigInt(seed) ^ hashOf(name));
  const second = splitMix64(first.state);
  const words = [first.output, first.output >> 32n, second.output, second.output >> 32n];
  return xoshiro128StarStar(words.map((word) => Number(word & 0xffffffffn)) as State);
}
