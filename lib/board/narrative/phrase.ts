import type { NoValueReason } from '../../attribution/dto';
import type { PartDto } from '../../drivers/dto';
import type { MetricGap, MetricKey, MetricUnit } from '../metric';
import type { FactKind } from '../notice-facts';

/** What a sentence prints: a figure with its kind, or a word of the messages. */
export type Fact =
  | { kind: FactKind; value: string }
  | { kind: 'metric'; value: MetricKey }
  | { kind: 'measured'; unit: MetricUnit; value: string; outOf: number | null }
  | { kind: 'part'; value: PartDto['part'] }
  | { kind: 'gap'; value: MetricGap | NoValueReason }
  | { kind: 'list'; items: Fact[] };

/** A sentence before it is written: its key in the messages under `boardProse`, and what it prints. */
export interface Phrase {
  key: string;
  facts: Record<string, Fact>;
}

export const phrase = (key: string, facts: Record<string, Fact> = {}): Phrase => ({ key, facts });

/** Amounts, shares and counts are said by size: the sentence says which way. */
const size = (value: string): string => value.replace(/^-/, '');

export const money = (value: string): Fact => ({ kind: 'money', value: size(value) });
export const share = (value: string): Fact => ({ kind: 'share', value: size(value) });
export const count = (value: string | number): Fact => ({ kind: 'count', value: String(value) });
export const text = (value: string): Fact => ({ kind: 'text', value });
export const month = (value: string): Fact => ({ kind: 'month', value });
export const list = (items: Fact[]): Fact => ({ kind: 'list', items });

const isZero = (value: string): boolean => !/[1-9]/.test(value);

/** Which of two or three sentences says how something moved. */
export const direction = (change: string): 'rose' | 'fell' | 'held' => {
  if (isZero(change)) return 'held';
  return change.startsWith('-') ? 'fell' : 'rose';
};
