import { describe, expect, it } from 'vitest';
import { convert } from '../money/currency';
import { parseMoney } from '../money/money';
import { AGENT_LEVEL_PRESETS, AGENT_LEVELS, levelRanges } from './agent-levels';
import { NOTHING_PULLED } from './levers';
import { calculate } from './outputs';
import { atAgentLevel, PER_USER, PER_USER_KEYS } from './presets';
import { RIGHT_SIZING, RIGHT_SIZING_KEYS, rightSizingRows } from './presets-right-sizing';
import { publishedPrices } from './published-prices';
import { Fraction, frac } from './testing/oracle';

const prices = publishedPrices();

describe('right-sizing', () => {
  const rows = rightSizingRows(prices);

  it('costs the printed frontier amount exactly', () => {
    for (const { published, computed } of rows) expect(computed.frontier).toBe(published.frontier);
  });

  it.each(RIGHT_SIZING_KEYS)('%s: the printed saving follows from the printed amounts', (key) => {
    const { frontier, rightSized, savedPercent } = RIGHT_SIZING[key].published;
    const saved = frac(100).mul(frac(1).sub(frac(rightSized).div(frac(frontier))));
    const apart = saved.sub(frac(savedPercent));
    expect(apart.lt(frac('-0.5')) || frac('0.5').lt(apart)).toBe(false);
  });

  it('saves within two points of the printed saving on the models it names', () => {
    for (const { published, computed } of rows) {
      const apart = new Fraction(computed.savedShare.n, computed.savedShare.d).sub(
        new Fraction(published.savedShare.n, published.savedShare.d),
      );
      expect(apart.lt(frac('-0.02')) || frac('0.02').lt(apart)).toBe(false);
    }
  });
});

it.each(PER_USER_KEYS)('%s costs what the benchmark says per active user, at HK$7.80', (key) => {
  const { workload, hkd } = PER_USER[key];
  const result = calculate(workload, NOTHING_PULLED, prices);
  if (!result.priced) throw new Error(result.reason);
  const perUser = result.baseline.costPer.activeUser?.total;
  if (perUser === undefined) throw new Error('no users');
  const inHkd = convert(perUser, '7.8');
  expect(inHkd >= parseMoney(hkd.min) && inHkd <= parseMoney(hkd.max)).toBe(true);
});

describe('agent levels', () => {
  it.each(AGENT_LEVELS)('%s lies inside the printed calls and tokens', (level) => {
    const { callsPerTask, tokensPerTask, agent } = AGENT_LEVEL_PRESETS[level];
    expect(agent.callsPerTask).toBeGreaterThanOrEqual(callsPerTask.min);
    if (callsPerTask.max !== null) expect(agent.callsPerTask).toBeLessThanOrEqual(callsPerTask.max);
    expect(agent.tokensPerTask).toBeGreaterThanOrEqual(tokensPerTask.min);
    expect(agent.tokensPerTask).toBeLessThanOrEqual(tokensPerTask.max);
  });

  it('makes the tokens of a task that goes well', () => {
    const workload = atAgentLevel('toolUse');
    const well = { ...workload, agent: { ...workload.agent, retryShare: 0, runawayShare: 0 } };
    const result = calculate(well, NOTHING_PULLED, prices);
    if (!result.priced) throw new Error(result.reason);
    expect(result.baseline.tokensPerMonth.total).toBe(10_000n * 30_000n);
  });

  it('each costs more than the one before; the printed amounts need dear tokens', () => {
    const perTask = AGENT_LEVELS.map((level) => {
      const result = calculate(atAgentLevel(level), NOTHING_PULLED, prices);
      return result.priced ? (result.baseline.costPer.task?.total ?? 0n) : 0n;
    });
    expect([...perTask].sort((a, b) => (a < b ? -1 : 1))).toEqual(perTask);
    const [, , agentic] = levelRanges(prices);
    // US$8 over 50K tokens is US$160 a million: only GPT-5.5 Pro's output is dearer.
    expect(agentic?.impliedPerToken.max).toBe(160_000_000n);
    expect(agentic?.possible.max).toBe(parseMoney('36'));
  });
});
