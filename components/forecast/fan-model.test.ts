import { describe, expect, it } from 'vitest';
import { fanModel } from './fan-model';

const day = (date: string, amount: string) => ({
  ...{ day: date, amount },
  p80: { low: '5', high: '15' },
  p95: { low: '0', high: '20' },
});

describe('the fan', () => {
  const model = fanModel({
    history: [
      { day: '2026-11-29', amount: '10' },
      { day: '2026-11-30', amount: null },
      { day: '2026-12-01', amount: '20' },
    ],
    days: [day('2026-12-02', '10'), day('2026-12-03', '10')],
    envelopeADay: 10,
  });
  it('leaves a gap where nothing is known, and goes on from the last known day', () => {
    expect(model.history).toBe('M0,140M500,0');
    expect(model.expected).toBe('M500,0L750,140L1000,140');
  });
  it('closes each band around what is expected', () => {
    expect(model.band80).toBe('M750,70L1000,70L1000,210L750,210Z');
    expect(model.band95).toBe('M750,0L1000,0L1000,280L750,280Z');
  });
  it('starts its axis at zero and names the first of each month', () => {
    expect(model.ticks[0]).toEqual({ value: 0, y: 280 });
    expect(model.envelope).toBe(140);
    expect(model.days).toEqual([{ day: '2026-12-01', x: 500 }]);
  });
});
