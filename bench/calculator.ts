/**
 * A full recompute of the calculator, as one key pressed in a field causes it: the workload parsed, every model of
 * the bundled price lists after every lever (exact), the models in order and the rows on screen as money, and the
 * outputs of the model in view. Each recompute has another workload, so that nothing is remembered from the last.
 * Beside it, what may come a frame later: the waterfall with each lever alone and last, and the next levers.
 *
 * The median decides. On a machine that others use at the same time it is mostly their time: `fastestMs` and
 * `reference` (a fixed loop, measured in turns; about 1 ms on an idle core of the kind this was written on) tell.
 */
import { compareModels, optimisedOf } from '@/lib/calculator/compare-models';
import { LEVER_ORDER, type LeverPlan, NOTHING_PULLED, startOf } from '@/lib/calculator/levers';
import { nextLevers } from '@/lib/calculator/next-lever';
import { calculate } from '@/lib/calculator/outputs';
import { atAgentLevel } from '@/lib/calculator/presets';
import { type CompiledPrices, compilePrices, type PricedModel } from '@/lib/calculator/usage-cost-prices';
import { waterfallOf } from '@/lib/calculator/waterfall';
import type { Workload } from '@/lib/calculator/workload';
import { workloadInput } from '@/lib/calculator/workload-input';
import { publishedLists } from '@/lib/pricing/server/published-lists';
import type { Bench } from './run';

const LIMIT_MS = 2;
const WARM_UP = 400;
const RUNS = 1_000;
const ROWS_ON_SCREEN = 40;

const say = (text: string) => process.stderr.write(`${text}\n`);

async function bundledModels(): Promise<PricedModel[]> {
  const lists = await publishedLists();
  return lists.flatMap((list) =>
    list.models.map(({ providerKey, key, name, tier, contextWindow, versions }) => ({
      model: `${list.key}:${providerKey}/${key}`,
      ...{ name, tier, contextWindow },
      rates: versions.at(-1)?.rates ?? null,
      source: { list: list.name, url: list.sourceUrl, from: list.publishedOn },
    })),
  );
}

const LIST = 'new-currency-2026-05';

const PLAN: LeverPlan = {
  ...NOTHING_PULLED,
  levers: Object.fromEntries(LEVER_ORDER.map((key) => [key, startOf(key)])),
  routingTargets: [
    { model: `${LIST}:deepseek/deepseek-v4-flash`, share: 0.7 },
    { model: `${LIST}:anthropic/claude-sonnet-4-6`, share: 0.25 },
  ],
};

/** An agent that every lever can act on; the prompt is what is being typed. */
function typed(count: number): Workload {
  const workload = atAgentLevel('agentic');
  return {
    ...workload,
    turnsPerSession: 8,
    call: { ...workload.call, systemPromptTokens: 1_500 + count, reasoningMultiple: 3 },
    agent: { ...workload.agent, tokensPerTask: null, runawayCalls: 100 },
    model: { kind: 'one', model: `${LIST}:anthropic/claude-opus-4-7` },
  };
}

interface Times {
  recompute: number[];
  explanations: number[];
  reference: number[];
}

function measure(count: number, prices: CompiledPrices, times: Times): void {
  const started = performance.now();
  const workload = workloadInput.parse(typed(count));
  const comparison = compareModels(workload, PLAN, prices);
  const shown = comparison.rows.slice(0, ROWS_ON_SCREEN).map((row) => optimisedOf(comparison, row));
  const outputs = calculate(workload, PLAN, prices);
  const recomputed = performance.now();
  const waterfall = waterfallOf(workload, PLAN, prices);
  const next = nextLevers(workload, PLAN, prices);
  const explained = performance.now();
  const reference = fixedLoop();
  times.recompute.push(recomputed - started);
  times.explanations.push(explained - recomputed);
  times.reference.push(performance.now() - explained);
  if (!outputs.priced || !waterfall.priced || !Array.isArray(next) || shown.includes(null) || reference < 0)
    throw new Error('A model on screen has no price.');
}

const numbers = new Float64Array(1_024).fill(1.5);

/** A million dependent multiplications and additions: what the processor has to spare just now. */
function fixedLoop(): number {
  let sum = 0;
  for (let round = 0; round < 1_000; round += 1)
    for (let i = 0; i < numbers.length; i += 1) sum += (numbers[i] as number) * 1.0001;
  return sum;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 1000) / 1000
  );
}

export const run: Bench = async () => {
  const prices = compilePrices(await bundledModels());
  const times: Times = { recompute: [], explanations: [], reference: [] };
  const discarded: Times = { recompute: [], explanations: [], reference: [] };
  for (let count = 0; count < WARM_UP; count += 1) measure(count, prices, discarded);
  for (let count = 0; count < RUNS; count += 1) measure(WARM_UP + count, prices, times);
  const figures = {
    models: prices.models.length,
    distinctPrices: prices.groups.length,
    levers: LEVER_ORDER.length,
    medianMs: percentile(times.recompute, 0.5),
    fastestMs: percentile(times.recompute, 0),
    p95Ms: percentile(times.recompute, 0.95),
    explanations: {
      medianMs: percentile(times.explanations, 0.5),
      fastestMs: percentile(times.explanations, 0),
    },
    reference: { medianMs: percentile(times.reference, 0.5), fastestMs: percentile(times.reference, 0) },
    limitMs: LIMIT_MS,
  };
  say(
    `${figures.models} models × ${figures.levers} levers: median ${figures.medianMs} ms, fastest ${figures.fastestMs} ms; ` +
      `the fixed loop: median ${figures.reference.medianMs} ms, fastest ${figures.reference.fastestMs} ms`,
  );
  return { holds: figures.medianMs <= LIMIT_MS, figures };
};
