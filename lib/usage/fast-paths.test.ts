import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInstant } from './instant';
import { instantText } from './server/wire';
import { isTagKey, tagSetOf, withTeam } from './tag-set';

/** Up to the year 9999. */
const instant = fc.integer({ min: 0, max: 253_402_300_799_999 });

describe('instants', () => {
  it('reads and writes every millisecond as Date does, whatever date came before', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 86_399_999 }), (first, later) => {
        const midnight = first - (first % 86_400_000);
        for (const at of [first, midnight + later]) {
          const text = new Date(at).toISOString();
          expect(instantText(at)).toBe(text);
          expect(parseInstant(text)).toBe(at);
          expect(parseInstant(text.replace(/\.\d+/, ''))).toBe(at - (at % 1000));
        }
      }),
    );
  });

  it.each(['T24:00:00Z', 'T10:60:00Z', 'T10:00:61Z', 'T1a:00:00Z', 'T10-00:00Z', 'T10:00:00.1aZ', ' 10:00'])(
    'refuses %s after a good time of the same date',
    (rest) => {
      expect(parseInstant('2026-11-20T10:00:00Z')).not.toBeNull();
      expect(parseInstant(`2026-11-20${rest}`)).toBeNull();
    },
  );
});

describe('tag sets', () => {
  it('shares what says the same and keeps the rest apart', () => {
    const set = tagSetOf(['team', 'claims', 'feature', 'chat']);
    expect(tagSetOf(['team', 'claims', 'feature', 'chat'])).toBe(set);
    expect(set.values).toEqual({ team: 'claims', feature: 'chat' });
    expect(tagSetOf(['team', 'claims']).key).not.toBe(set.key);
    expect(() => Object.assign(set.values, { team: 'other' })).toThrow(TypeError);
  });

  it('adds a team to a copy', () => {
    const set = tagSetOf(['feature', 'chat']);
    expect(withTeam(set, 'claims').values).toEqual({ feature: 'chat', team: 'claims' });
    expect(set.values).toEqual({ feature: 'chat' });
  });

  it('takes no name that an object could trip over', () => {
    expect(['team', 'a.b/c'].every(isTagKey)).toBe(true);
    expect(['__proto__', '', 'a b', '1a'].some(isTagKey)).toBe(false);
  });
});
