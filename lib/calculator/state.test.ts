import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CURRENCIES } from '../money/currency';
import { PRESETS } from './presets';
import { type ScenarioState, STATE_VERSION } from './scenario-state';
import { decodeState, encodeState, presetState, scenarioState, startingState, stateHref } from './state';
import { plans, workloads } from './testing/random-workload';

const start = startingState('HKD');
const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }).map((text) => `x${text}x`);
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const states: fc.Arbitrary<ScenarioState> = fc.record({
  version: fc.constant(STATE_VERSION),
  workload: workloads,
  plan: plans,
  currency: fc.constantFrom(...CURRENCIES),
  origin: fc.oneof(
    fc.constant(null),
    fc.record({
      kind: fc.constant('preset' as const),
      preset: fc.constantFrom(...PRESETS.map(({ key }) => key)),
    }),
    fc.record({ kind: fc.constant('workflow' as const), workflow: name, from: day, to: day }),
  ),
});

const throughAddress = (state: ScenarioState) =>
  new URL(stateHref('https://console.example.test/calculator', state)).searchParams.get('s') ?? '';

describe('a state in a link', () => {
  it('comes back exactly, through an address', () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(decodeState(throughAddress(state), start)).toEqual({ state, problem: null });
      }),
      { numRuns: 500 },
    );
  });

  it('also comes back where a form or a chat program escaped it again', () => {
    fc.assert(
      fc.property(states, (state) => {
        const escaped = new URLSearchParams({ s: encodeState(state) }).toString();
        expect(decodeState(new URLSearchParams(escaped).get('s') ?? '', start).state).toEqual(state);
      }),
    );
  });

  it('comes back with any model name that a state takes', () => {
    fc.assert(
      fc.property(name, (model) => {
        const state = { ...start, workload: { ...start.workload, model: { kind: 'one' as const, model } } };
        fc.pre(scenarioState.safeParse(state).success);
        expect(decodeState(throughAddress(state), start)).toEqual({ state, problem: null });
      }),
    );
  });

  it('is the same text for the same state, short and without what an address would escape', () => {
    expect(encodeState(presetState('scenario:chatbot', 'HKD'))).toMatchInlineSnapshot(
      `"1~vu,10000,1~d30,20~c225,50,0,100,400,0~a1,-,0,0,1,-~h0,0~manthropic/claude-sonnet-4-6~f10000000,25~yHKD~op,scenario:chatbot~x0g16813"`,
    );
    for (const { key } of PRESETS) {
      const text = encodeState(presetState(key, 'USD'));
      expect(text.length).toBeLessThan(300);
      expect(text).toMatch(/^[A-Za-z0-9./:@_,!~-]+$/);
    }
  });
});

describe('a damaged link', () => {
  it('never throws and never opens as something the engine would not take', () => {
    fc.assert(
      fc.property(states, fc.nat(400), fc.string({ unit: 'binary', maxLength: 4 }), (state, at, junk) => {
        const text = encodeState(state);
        const damaged = text.slice(0, at) + junk + text.slice(at + junk.length);
        const read = decodeState(damaged, start);
        expect(scenarioState.safeParse(read.state).success).toBe(true);
        if (damaged.trim() !== text) expect(read.problem).not.toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('says when it was cut off, and keeps the parts that are whole', () => {
    const state = presetState('scenario:rag', 'EUR');
    const text = encodeState(state);
    const cut = decodeState(text.slice(0, text.indexOf('~a')), start);
    expect(cut.state.workload.call).toEqual(state.workload.call);
    expect(cut.problem).toEqual({
      kind: 'damaged',
      parts: ['agent', 'shares', 'model', 'training', 'currency'],
    });
    expect(cut.state.currency).toBe('HKD');
  });

  it('says when one figure was changed by hand: everything is read, but it is not what was sent', () => {
    const text = encodeState(start).replace('vu,300', 'vu,3000');
    const read = decodeState(text, presetState('scenario:rag', 'EUR'));
    expect(read.state.workload.volume).toMatchObject({ activeUsers: 3000 });
    expect(read.problem).toEqual({ kind: 'damaged', parts: [] });
  });

  it('does not guess at a later version or at something else', () => {
    expect(decodeState(`2${encodeState(start).slice(1)}`, start).problem).toEqual({ kind: 'newer' });
    for (const text of ['', 'hello', '1', '1~~~', '<script>', '1~x0000000'])
      expect(decodeState(text, start)).toEqual({ state: start, problem: { kind: 'unreadable' } });
  });
});

it('takes every preset as a state', () => {
  for (const { key, workload } of PRESETS) {
    const state = presetState(key, 'HKD');
    expect(scenarioState.parse(state)).toEqual(state);
    expect(state.workload).toEqual(workload);
  }
});
