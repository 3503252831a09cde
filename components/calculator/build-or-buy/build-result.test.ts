import { describe, expect, it } from 'vitest';
import { yearCost } from '@/lib/calculator/build-versus-buy-arms';
import { seedArms } from '@/lib/calculator/build-versus-buy-seed';
import { parseMoney } from '@/lib/money/money';
import { BUILD_START } from './build-fields';
import { readBuild } from './build-inputs';
import { buildResult } from './build-result';
import { profileWeights } from './profile-weights';

const usd = parseMoney;
const resultOf = (changed: Partial<typeof BUILD_START> = {}) => {
  const { inputs, wrong } = readBuild({ ...BUILD_START, ...changed });
  return { wrong: [...wrong], outcome: buildResult(inputs) };
};
function result(changed: Partial<typeof BUILD_START> = {}) {
  const { outcome } = resultOf(changed);
  if (!outcome.result) throw new Error(outcome.problem);
  return outcome.result;
}

describe("the page's start", () => {
  it("is the document's own hardware and neocloud, to the last digit", () => {
    const { years, total, cheapest } = result();
    const seed = seedArms();
    expect(years.map(({ costs, tokens }) => costs.own === yearCost(seed.own, tokens))).toEqual([
      true,
      true,
      true,
    ]);
    expect(years.map(({ costs, tokens }) => costs.neocloud === yearCost(seed.neocloud, tokens))).toEqual([
      true,
      true,
      true,
    ]);
    // 10 billion × $11.666667 a million; 1 + 7 + 7 nodes of $236,698.
    expect(years[0]?.costs.api).toBe(usd('116666.67'));
    expect(total.own).toBe(usd('236698') * 15n);
    expect(cheapest).toBe('neocloud');
  });

  it('finds the crossings of the seed arms', () => {
    // $175,200 and $236,698 over $11.666667 a million, from the next token on.
    expect(result().crossings.map(({ first }) => first)).toEqual([15_017_142_429n, 20_288_399_421n, null]);
  });

  it('splits the breakdown 53, 17, 17 and 13 per cent over seven nodes', () => {
    const { breakdown } = result();
    expect(breakdown.nodes).toBe(7n);
    expect(breakdown.parts.compute).toBe(usd('125080') * 7n);
    expect(Object.values(breakdown.parts).reduce<bigint>((sum, part) => sum + part, 0n)).toBe(
      breakdown.total,
    );
  });
});

describe('infrastructure levers', () => {
  it('act on memory and throughput of the hardware arms, never on the API', () => {
    const [before, after] = [result(), result({ kvCacheCompression: '6', speculativeDecoding: '2' })];
    expect(after.total.api).toBe(before.total.api);
    // 140 + 200 GB on GPUs of 180 GB: two GPUs a replica, four replicas a node, each twice as fast.
    expect(after.serving.after).toMatchObject({ gpus: 2n, nodeTokens: 391_776_000_000n, nodes: 1n });
    expect(after.serving.before).toEqual(before.serving.before);
    expect(after.total.own).toBe(usd('236698') * 3n);
  });
});

describe('what cannot be read', () => {
  it('is named, and counts as where it starts', () => {
    const { wrong, outcome } = resultOf({ y2: 'many', api: '-3', shape: '1 x', toolFusion: '0.5' });
    expect(wrong.sort()).toEqual(['api', 'shape', 'toolFusion', 'y2']);
    expect(outcome).toEqual(resultOf().outcome);
  });

  it('is a data centre: said, not tried', () => {
    expect(resultOf({ serves: '0.001' }).outcome).toEqual({ result: null, problem: 'too_many_nodes' });
  });
});

it('reads a shape as written', () => {
  expect(profileWeights('own', '1, 2; 3')).toEqual([1n, 2n, 3n]);
  expect(profileWeights('own', '0 0')).toBeNull();
  expect(profileWeights('own', '1 -2')).toBeNull();
  expect(profileWeights('decemberPeak', '')).toHaveLength(12);
});
