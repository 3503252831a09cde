import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyTagRules, type TagRule, toEffectiveColumns } from './tag-rules';

const rule = (id: bigint, tag: string, from: string | null, to: string, condition = {}): TagRule => ({
  id,
  tag,
  fromValue: from,
  toValue: to,
  condition,
});

describe('applyTagRules', () => {
  it('maps an old value, a missing one, and leaves the rest alone', () => {
    const rules = [rule(1n, 'team', 'cs', 'support'), rule(2n, 'environment', null, 'production')];
    expect(applyTagRules({ team: 'cs', feature: 'triage' }, rules)).toEqual({
      team: 'support',
      feature: 'triage',
      environment: 'production',
    });
    expect(applyTagRules({ team: 'claims', environment: 'dev' }, rules)).toEqual({
      team: 'claims',
      environment: 'dev',
    });
  });

  it('prefers the rule with more conditions, then the newer one', () => {
    const rules = [
      rule(3n, 'feature', 'x', 'newer'),
      rule(1n, 'feature', 'x', 'for-claims', { team: 'claims' }),
      rule(2n, 'feature', 'x', 'older'),
    ];
    expect(applyTagRules({ team: 'claims', feature: 'x' }, rules).feature).toBe('for-claims');
    expect(applyTagRules({ team: 'support', feature: 'x' }, rules).feature).toBe('newer');
  });

  it('reads what was reported, not what another rule made of it', () => {
    const rules = [
      rule(1n, 'team', 'a', 'b'),
      rule(2n, 'team', 'b', 'c'),
      rule(3n, 'feature', 'x', 'y', { team: 'b' }),
    ];
    expect(applyTagRules({ team: 'a', feature: 'x' }, rules)).toEqual({ team: 'b', feature: 'x' });
  });

  it('gives the same answer in whatever order the rules come', () => {
    const value = fc.constantFrom('a', 'b', 'c');
    const tag = fc.constantFrom('team', 'feature', 'cost_centre');
    const rules = fc.uniqueArray(
      fc.record({
        id: fc.bigInt(1n, 50n),
        tag,
        fromValue: fc.option(value),
        toValue: value,
        condition: fc.dictionary(tag, value, { maxKeys: 2 }),
      }),
      { selector: (made) => made.id, maxLength: 12 },
    );
    fc.assert(
      fc.property(fc.dictionary(tag, value), rules, (reported, list) => {
        const forwards = applyTagRules(reported, list);
        expect(applyTagRules(reported, [...list].reverse())).toEqual(forwards);
      }),
    );
  });
});

describe('toEffectiveColumns', () => {
  it('keeps registered free tags only', () => {
    const columns = toEffectiveColumns({ team: 'claims', region: 'hk', cost_centre: '42', other: 'z' }, [
      'cost_centre',
    ]);
    expect(columns.team).toBe('claims');
    expect(columns.tags.region).toBe('hk');
    expect(columns.tags.feature).toBeNull();
    expect(columns.freeTags).toEqual({ cost_centre: '42' });
  });
});
