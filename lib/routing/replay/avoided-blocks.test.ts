import fc from 'fast-check';
import { expect, it } from 'vitest';
import { avoidedBlocks, type RefusedCall, type SavedCall } from './avoided-blocks';

const saving = (at: number, saved: bigint, ...counters: string[]): SavedCall => ({ at, saved, counters });
const refusal = (at: number, hold: bigint, missing: Record<string, bigint>): RefusedCall => ({
  ...{ at, hold, isJudged: true },
  counters: Object.entries(missing).map(([counter, amount]) => ({ counter, missing: amount })),
});
const avoided = (saved: SavedCall[], refused: RefusedCall[]) => avoidedBlocks(saved, refused).avoided;

it('lets a call through for what was saved before it in each of its budgets', () => {
  const call = refusal(10, 5n, { team: 3n });
  expect(avoided([saving(9, 3n, 'team')], [call])).toBe(1);
  expect(avoided([saving(9, 2n, 'team')], [call])).toBe(0);
  expect(avoided([saving(10, 3n, 'team')], [call])).toBe(0);
  expect(avoided([saving(9, 3n, 'other')], [call])).toBe(0);
  expect(avoided([saving(8, 5n, 'team'), saving(9, -3n, 'team')], [call])).toBe(0);
  // The organisation's budget let it through: it must not have been made dearer.
  const both = refusal(10, 5n, { team: 3n, all: 0n });
  expect(avoided([saving(9, 3n, 'team')], [both])).toBe(1);
  expect(avoided([saving(9, 3n, 'team'), saving(9, -1n, 'all')], [both])).toBe(0);
});

it('spends what was saved once', () => {
  // 8 saved: the first takes 5 of it, and the second lacks 4 of the 3 that are left.
  const calls = [refusal(10, 5n, { team: 3n }), refusal(11, 5n, { team: 4n })];
  expect(avoided([saving(1, 8n, 'team')], calls)).toBe(1);
  expect(avoided([saving(1, 9n, 'team')], calls)).toBe(2);
  expect(avoidedBlocks([], [{ ...refusal(1, 1n, {}), isJudged: false }])).toEqual({
    ...{ refused: 1, avoided: 0, unjudged: 1 },
  });
});

it('takes no budget above where it stops, and refuses nothing that fits', () => {
  const counters = fc.subarray(['a', 'b', 'c'], { minLength: 1 });
  const cost = fc.bigInt(1n, 20n);
  const event = fc.record({ counters, cost, saved: fc.bigInt(-5n, 20n) });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), fc.bigInt(20n, 80n), (events, stop) => {
      const used = new Map<string, bigint>();
      const usedOf = (counter: string) => used.get(counter) ?? 0n;
      const saved: SavedCall[] = [];
      const refused: RefusedCall[] = [];
      // Beside it, the same budgets with what was saved taken off and what goes through put on.
      const replayed = new Map<string, bigint>();
      const put = (names: readonly string[], amount: bigint) => {
        for (const one of names) replayed.set(one, (replayed.get(one) ?? 0n) + amount);
      };
      let fitted = 0;
      events.forEach((one, at) => {
        if (one.counters.every((counter) => usedOf(counter) + one.cost <= stop)) {
          for (const counter of one.counters) used.set(counter, usedOf(counter) + one.cost);
          put(one.counters, one.cost - one.saved);
          saved.push({ at, counters: one.counters, saved: one.saved });
          return;
        }
        const lacking = one.counters.map((counter) => {
          const missing = usedOf(counter) + one.cost - stop;
          return { counter, missing: missing > 0n ? missing : 0n };
        });
        refused.push({ at, hold: one.cost, counters: lacking, isJudged: true });
        // A budget that let the call through must not be worse off than it was; the others must have room for it.
        const fits = lacking.every(({ counter, missing }) => {
          const now = replayed.get(counter) ?? 0n;
          return missing > 0n ? now + one.cost <= stop : now <= usedOf(counter);
        });
        if (!fits) return;
        fitted += 1;
        put(one.counters, one.cost);
      });
      expect(avoidedBlocks(saved, refused).avoided).toBe(fitted);
    }),
    { numRuns: 200 },
  );
});
