import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideHalfEven } from '../money/rounding';
import { type Charges, chargeDepartments, type TeamCost } from './charge';
import { BASES } from './rule';

const team = (key: string, cost: bigint): TeamCost => ({ key, name: key, cost });
const department = (key: string, cost: bigint, activeUsers = 0n) => ({
  ...{ key, name: key, activeUsers },
  teams: [team(`${key}-team`, cost)],
});

/** Costs in cents with two more decimals. */
const base: Charges = {
  departments: [department('a', 30_000n, 1n), department('b', 10_000n, 3n)],
  shared: [team('platform', 10_001n)],
  unowned: [team('lab', 20_000n)],
  ...{ sharedBy: 'direct_cost', unownedBy: 'equal', places: 4, coinPlaces: 2 },
};

const amounts = (charges: Charges) =>
  chargeDepartments(charges).lines.map(({ own, shared, unowned, total }) => [own, shared, unowned, total]);

describe('charging departments', () => {
  it('splits what is shared by direct cost, equally or by active users', () => {
    // Shared 100.01 coins by 3 : 1 are 75.0075 and 25.0025; unowned 200 in halves.
    expect(amounts(base)).toEqual([
      [300n, 75n, 100n, 475n],
      [100n, 25n, 100n, 225n],
    ]);
    expect(amounts({ ...base, sharedBy: 'active_users' }).map(([, shared]) => shared)).toEqual([25n, 75n]);
    expect(amounts({ ...base, sharedBy: 'equal' }).map(([, shared]) => shared)).toEqual([50n, 50n]);
    expect(chargeDepartments(base).total).toBe(700n);
  });

  it('charges equally where the basis is zero everywhere', () => {
    const idle = [department('a', 0n), department('b', 0n)];
    expect(amounts({ ...base, departments: idle }).map(([, shared]) => shared)).toEqual([50n, 50n]);
  });

  it('refuses to charge nobody', () => {
    expect(() => chargeDepartments({ ...base, departments: [] })).toThrow(RangeError);
  });

  it('adds up to the organisation’s total for any costs, users and rule, each part within a coin of its own', () => {
    const cost = fc.bigInt({ min: 0n, max: 10n ** 28n });
    const costs = fc.array(cost, { maxLength: 4 }).map((all) => all.map((one, at) => team(`t${at}`, one)));
    const charges = fc.record({
      departments: fc.array(
        fc.record({
          ...{ key: fc.string(), name: fc.string() },
          ...{ teams: costs, activeUsers: fc.bigInt({ min: 0n, max: 5_000n }) },
        }),
        { minLength: 1, maxLength: 8 },
      ),
      ...{ shared: costs, unowned: costs },
      ...{ sharedBy: fc.constantFrom(...BASES), unownedBy: fc.constantFrom(...BASES) },
      ...{ places: fc.constantFrom(12, 22), coinPlaces: fc.constantFrom(0, 2) },
    });
    fc.assert(
      fc.property(charges, (asked) => {
        const { lines, total } = chargeDepartments(asked);
        const all = [...asked.departments.flatMap(({ teams }) => teams), ...asked.shared, ...asked.unowned];
        const coin = 10n ** BigInt(asked.places - asked.coinPlaces);
        expect(total).toBe(
          divideHalfEven(
            all.reduce((sum, one) => sum + one.cost, 0n),
            coin,
          ),
        );
        expect(lines.reduce((sum, line) => sum + line.total, 0n)).toBe(total);
        for (const [index, line] of lines.entries()) {
          expect(line.own + line.shared + line.unowned).toBe(line.total);
          expect(line.teams.reduce((sum, one) => sum + one.own, 0n)).toBe(line.own);
          for (const [at, one] of line.teams.entries()) {
            const exact = asked.departments[index]?.teams[at]?.cost ?? 0n;
            const off = one.own * coin - exact;
            expect(off < coin && off > -coin).toBe(true);
          }
        }
      }),
    );
  });
});
