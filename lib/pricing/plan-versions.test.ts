import { describe, expect, it } from 'vitest';
import { planVersions, type StoredVersion } from './plan-versions';

const NOW = new Date('2026-11-22T04:00:00Z');
const at = (day: string) => new Date(`${day}T00:00:00Z`);
const rates = (input: string) => ({ prices: { input } });
const stored = (id: bigint, from: Date | null, to: Date | null, input: string): StoredVersion => ({
  id,
  from,
  to,
  rates: rates(input),
});
const listed = (from: Date | null, to: Date | null, input: string) => ({ from, to, rates: rates(input) });

describe('planVersions', () => {
  it('takes the whole list the first time, and nothing the second', () => {
    const list = [listed(null, at('2026-01-01'), '2'), listed(at('2026-01-01'), null, '1')];
    expect(planVersions([], list, NOW).insert).toEqual(list);
    const now = [stored(1n, null, at('2026-01-01'), '2'), stored(2n, at('2026-01-01'), null, '1')];
    expect(planVersions(now, list, NOW)).toEqual({ close: [], supersede: [], insert: [] });
  });

  it('closes at now where the list changed a price without saying when', () => {
    expect(planVersions([stored(1n, null, null, '2')], [listed(null, null, '1')], NOW)).toEqual({
      close: [{ id: 1n, to: NOW }],
      supersede: [],
      insert: [listed(NOW, null, '1')],
    });
  });

  it('is settled after such a change: the next start changes nothing', () => {
    const after = [stored(1n, null, NOW, '2'), stored(2n, NOW, null, '1')];
    const later = new Date('2026-12-01T00:00:00Z');
    expect(planVersions(after, [listed(null, null, '1')], later)).toEqual({
      close: [],
      supersede: [],
      insert: [],
    });
  });

  it('closes at the date the list gives, also in the past', () => {
    const list = [listed(null, at('2026-08-17'), '2'), listed(at('2026-08-17'), null, '1')];
    expect(planVersions([stored(1n, null, null, '2')], list, NOW)).toEqual({
      close: [{ id: 1n, to: at('2026-08-17') }],
      supersede: [],
      insert: [listed(at('2026-08-17'), null, '1')],
    });
  });

  it('supersedes an announced price that the list takes back', () => {
    const announced = [stored(1n, null, at('2027-01-01'), '1'), stored(2n, at('2027-01-01'), null, '2')];
    const plan = planVersions(announced, [listed(null, null, '1')], NOW);
    expect(plan.supersede).toEqual([2n]);
    expect(plan.insert).toEqual([listed(at('2027-01-01'), null, '1')]);
  });

  it('is not misled by the order of keys that jsonb gives back', () => {
    const one = { ...stored(1n, null, null, '1'), rates: { prices: { output: '2', input: '1' } } };
    const list = [{ from: null, to: null, rates: { prices: { input: '1', output: '2' } } }];
    expect(planVersions([one], list, NOW).insert).toEqual([]);
  });
});
