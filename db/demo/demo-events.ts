import type { PriceBook } from '../../lib/pricing/price-book';
import type { UsageEventInput } from '../../lib/usage/event';
import { baselineEvents } from './baseline';
import { retryStormEvents } from './retry-storm';
import { runawayAgentEvents } from './runaway-agent';
import { unpricedEvents } from './unpriced';
import { untaggedEvents } from './untagged';

/** Every event of the demo for a given `now`: the same ones, in the same order, each time. */
export function* demoEvents(book: PriceBook, now: Date): Generator<UsageEventInput> {
  yield* baselineEvents(book, now);
  yield* untaggedEvents(book, now);
  yield* retryStormEvents(now);
  yield* runawayAgentEvents(now);
  yield* unpricedEvents(now);
}

/** Groups of at most `size`. */
export function* inBatches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
