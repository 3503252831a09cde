import { describe, expect, it } from 'vitest';
import { readState, writeState } from './search-params';

const defaults = { today: '2026-11-22', fiscalYearStartMonth: 4, currency: 'HKD' as const };
const roundTrip = (search: string) => writeState(readState(new URLSearchParams(search), defaults), defaults);

describe('the address of Explore', () => {
  it('is empty for this month by team, drawn by day', () => {
    const state = readState(new URLSearchParams(), defaults);
    expect(state.query.period).toEqual({ from: '2026-11-01', to: '2026-11-23' });
    expect(state.query.grain).toBe('day');
    expect(writeState(state, defaults)).toBe('');
  });

  it.each([
    '?period=last_month',
    '?by=team%2Cmodel&currency=USD&compare=0&rows=all&show=table&sort=-change',
    '?from=2026-10-05&to=2026-10-12',
    '?from=2026-10-05&to=2026-10-12&grain=hour',
    '?f=environment%3Dproduction&f=%21region%3D~&period=fiscal_year',
    '?grain=none&by=',
    `?open=${encodeURIComponent('{"kind":"events","cell":{"keys":[["claims"]],"exclude":false,"bucket":"2026-11-03","previous":false}}').replaceAll('%20', '+')}`,
  ])('%s opens the same view again', (search) => {
    const again = roundTrip(search);
    const sorted = (text: string) => [...new URLSearchParams(text)].sort().join('&');
    expect(sorted(again)).toBe(sorted(search));
  });

  it('opens a broken link with what it can read', () => {
    expect(roundTrip('?period=soon&by=astrology&open={&sort=-mood&grain=second&f=nonsense')).toBe('');
  });
});
