import type { Uncertain } from '@/lib/calculator/monte-carlo-draw';
import type { InputRange, Inputs } from '@/lib/calculator/sensitivity-range';
import {
  inputsOf,
  WORKLOAD_INPUTS,
  type WorkloadInput,
  workloadRanges,
} from '@/lib/calculator/sensitivity-workload';
import { isWritable, type Ratio, ratioOf } from '@/lib/calculator/tokens-ratio';
import type { Workload } from '@/lib/calculator/workload';

export interface RiskRange extends InputRange {
  key: WorkloadInput;
  assumed: number;
  /** Set by hand, not by the spread. */
  own: boolean;
}

/** Least and most that an input may be whatever is typed; what the engine takes without a second look. */
export const INPUT_LIMITS: Record<WorkloadInput, { min: number; max: number }> = {
  activeUsers: { min: 0, max: 1e9 },
  sessionsPerUserPerDay: { min: 0, max: 10_000 },
  tasks: { min: 0, max: 1e13 },
  daysPerMonth: { min: 1, max: 31 },
  turnsPerSession: { min: 1, max: 1_000 },
  systemPromptTokens: { min: 0, max: 1e7 },
  historyTokensPerTurn: { min: 0, max: 1e7 },
  retrievedTokens: { min: 0, max: 1e7 },
  userMessageTokens: { min: 0, max: 1e7 },
  visibleOutputTokens: { min: 0, max: 1e7 },
  reasoningMultiple: { min: 0, max: 1_000 },
  callsPerTask: { min: 1, max: 100_000 },
  tokensPerTask: { min: 0, max: 1e10 },
  retryShare: { min: 0, max: 100_000 },
  runawayShare: { min: 0, max: 1 },
  runawayCalls: { min: 1, max: 1e6 },
  cacheHitShare: { min: 0, max: 1 },
  batchShare: { min: 0, max: 1 },
  priceLevel: { min: 0, max: 100 },
};

/** Every input that is not zero, `percent` either way, and as set by hand where it is. */
export function riskRanges(workload: Workload, percent: number, written: string): RiskRange[] {
  const inputs = inputsOf(workload);
  const spread = ratioOf(percent);
  const share: Ratio = { n: spread.n, d: spread.d * 100n };
  const own = readRanges(written);
  return workloadRanges(workload, share).flatMap((range) => {
    if (!isInput(range.key)) return [];
    const set = own.get(range.key);
    return [{ ...range, ...set, key: range.key, assumed: inputs[range.key] ?? 0, own: set !== undefined }];
  });
}

/** An input lies most likely where it is assumed; where that is outside of its range, anywhere in it alike. */
export const uncertainOf = (ranges: readonly RiskRange[]): Uncertain[] =>
  ranges.map(({ key, low, high, assumed }) =>
    low <= assumed && assumed <= high
      ? { key, shape: 'triangular', low, likely: assumed, high }
      : { key, shape: 'uniform', low, high },
  );

const isInput = (key: string): key is WorkloadInput => (WORKLOAD_INPUTS as readonly string[]).includes(key);

/** `activeUsers:200:400 priceLevel:1:1.5`; what cannot be read is left out. */
export function readRanges(written: string): Map<WorkloadInput, { low: number; high: number }> {
  const ranges = new Map<WorkloadInput, { low: number; high: number }>();
  for (const part of written.split(' ')) {
    const [key = '', low = '', high = ''] = part.split(':');
    const range = { low: Number(low), high: Number(high) };
    if (isInput(key) && low !== '' && high !== '' && isRange(key, range)) ranges.set(key, range);
  }
  return ranges;
}

export function isRange(key: WorkloadInput, { low, high }: { low: number; high: number }): boolean {
  const { min, max } = INPUT_LIMITS[key];
  return isWritable(low) && isWritable(high) && min <= low && low <= high && high <= max;
}

/** The same text with one range set, or given back to the spread. */
export function withRange(
  written: string,
  key: WorkloadInput,
  range: { low: number; high: number } | null,
): string {
  const ranges = readRanges(written);
  if (range) ranges.set(key, range);
  else ranges.delete(key);
  return [...ranges].map(([name, { low, high }]) => `${name}:${low}:${high}`).join(' ');
}

/** What a cost is worked out from: the inputs that may change, at what was assumed. */
export const assumedInputs = (workload: Workload): Inputs => inputsOf(workload);
