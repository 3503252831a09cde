import fc from 'fast-check';
import { expect, it } from 'vitest';
import { missingOf, readExceeded, writeExceeded } from './exceeded-text';

const amount = fc.bigInt({ min: 0n, max: 10n ** 24n });

it('reads back what it wrote, to the last digit, whatever the budget is named', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.constant(
          '” has used 1.0 USD of 2.0 USD (50.0 %); this call may take 3.0 USD, beyond the 9 % at which it stops.',
        ),
      ),
      fc.constantFrom('currency' as const, 'tokens' as const),
      fc.record({ used: amount, limit: amount, hold: amount, percent: fc.integer({ min: 1, max: 200 }) }),
      (name, unit, of) => {
        const whole = (units: bigint) => (unit === 'tokens' ? units * 10n ** 12n : units);
        const exceeded = { ...of, used: whole(of.used), limit: whole(of.limit), hold: whole(of.hold) };
        expect(readExceeded(writeExceeded({ name, unit }, exceeded))).toEqual({ ...exceeded, unit });
      },
    ),
    { numRuns: 200 },
  );
  expect(readExceeded('Calls are stopped.')).toBeNull();
});

it('knows what was missing', () => {
  // 80 % of 100 is 80: 70 are used and the call may take 12.5, which is 2.5 too much.
  const of = { used: 70_0n, limit: 100_0n, hold: 12_5n, percent: 80, unit: 'currency' as const };
  expect(missingOf(of)).toBe(2_5n);
});
