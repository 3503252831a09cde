import { describe, expect, it } from 'vitest';
import { defaultGrain, presetPeriod } from './period-presets';

describe('presetPeriod', () => {
  it.each([
    ['this_month', '2026-11-01', '2026-11-23'],
    ['last_month', '2026-10-01', '2026-11-01'],
    ['last_3_months', '2026-09-01', '2026-11-23'],
    ['last_6_months', '2026-06-01', '2026-11-23'],
    ['last_13_months', '2025-11-01', '2026-11-23'],
    ['fiscal_quarter', '2026-10-01', '2026-11-23'],
    ['fiscal_year', '2026-04-01', '2026-11-23'],
  ] as const)('%s on 22 November 2026 with a fiscal year from April', (preset, from, to) => {
    expect(presetPeriod(preset, '2026-11-22', 4)).toEqual({ from, to });
  });
});

describe('defaultGrain', () => {
  it.each([
    ['2026-11-22', '2026-11-23', 'hour'],
    ['2026-11-01', '2026-11-23', 'day'],
    ['2026-06-01', '2026-11-23', 'week'],
    ['2025-11-01', '2026-11-23', 'month'],
  ])('%s to %s is drawn by %s', (from, to, grain) => {
    expect(defaultGrain({ from, to })).toBe(grain);
  });
});
