/**
 * A second calculator for the tests: plain fractions in lowest terms, prices read from their decimal strings, every
 * lever written out as its sentence. It shares no code with the engine; it reads the same JSON.
 */
import type { Rates } from '../../pricing/rates';
import type { LeverPlan } from '../levers';
import type { Workload } from '../workload';

export class Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
  constructor(top: bigint, bottom = 1n) {
    if (bottom === 0n) throw new Error('division by zero');
    const sign = bottom < 0n ? -1n : 1n;
    let [a, b] = [top < 0n ? -top : top, bottom * sign];
    while (b) [a, b] = [b, a % b];
    const shared = a === 0n ? 1n : a;
    this.top = (top * sign) / shared;
    this.bottom = (bottom * sign) / shared;
  }
  add = (x: Fraction) => new Fraction(this.top * x.bottom + x.top * this.bottom, this.bottom * x.bottom);
  sub = (x: Fraction) => new Fraction(this.top * x.bottom - x.top * this.bottom, this.bottom * x.bottom);
  mul = (x: Fraction) => new Fraction(this.top * x.top, this.bottom * x.bottom);
  div = (x: Fraction) => new Fraction(this.top * x.bottom, this.bottom * x.top);
  lt = (x: Fraction) => this.top * x.bottom < x.top * this.bottom;
  eq = (x: Fraction) => this.top === x.top && this.bottom === x.bottom;
  min = (x: Fraction) => (this.lt(x) ? this : x);
  max = (x: Fraction) => (this.lt(x) ? x : this);
  /** Rounded half to even. */
  round(): bigint {
    const floor = this.top >= 0n ? this.top / this.bottom : -((-this.top + this.bottom - 1n) / this.bottom);
    const twice = 2n * (this.top - floor * this.bottom);
    if (twice === this.bottom) return floor % 2n === 0n ? floor : floor + 1n;
    return twice > this.bottom ? floor + 1n : floor;
  }
}

/** `0.7`, `1e-6` or a decimal string as the decimal it is written as. */
export function frac(value: number | string): Fraction {
  const [mantissa = '', exponent = '0'] = String(value).toLowerCase().split('e');
  const [whole = '0', decimals = ''] = mantissa.split('.');
  const scale = decimals.length - Number(exponent);
  const digits = BigInt(whole + decimals);
  return scale >= 0
    ? new Fraction(digits, 10n ** BigInt(scale))
    : new Fraction(digits * 10n ** BigInt(-scale));
}

const ZERO = new Fraction(0n);
const ONE = new Fraction(1n);
const total = (parts: readonly Fraction[]) => parts.reduce((sum, part) => sum.add(part), ZERO);

export interface OracleModel {
  rates: Rates;
  contextWindow: number | null;
}
export type OracleBook = Record<string, OracleModel>;

interface Tokens {
  input: Fraction;
  read: Fraction;
  write: Fraction;
  output: Fraction;
  reasoning: Fraction;
}

/** The month in picodollars, exact, and its parts; first attempts by kind, everything paid for again under retries. */
export interface OracleCost {
  total: Fraction;
  input: Fraction;
  cache: Fraction;
  output: Fraction;
  reasoning: Fraction;
  requests: Fraction;
  retries: Fraction;
  /** The same whole in two sides, retries included; fees per request are on the input side. */
  inputSide: Fraction;
  outputSide: Fraction;
  calls: Fraction;
  tasks: Fraction;
}

export function oracleCost(w: Workload, plan: LeverPlan, book: OracleBook): OracleCost {
  const taken = (key: keyof LeverPlan['levers']) => {
    const setting = plan.levers[key];
    return setting ? frac(setting.strength).mul(frac(setting.applies)) : ZERO;
  };
  const left = (key: keyof LeverPlan['levers']) => ONE.sub(taken(key));

  // One call, before the levers.
  let system = frac(w.call.systemPromptTokens);
  let history = frac(w.call.historyTokensPerTurn).mul(frac(w.turnsPerSession).sub(ONE)).div(frac(2));
  let retrieved = frac(w.call.retrievedTokens);
  let message = frac(w.call.userMessageTokens);
  let output = frac(w.call.visibleOutputTokens);
  let reasoning = output.mul(frac(w.call.reasoningMultiple));
  if (w.agent.tokensPerTask !== null) {
    const one = total([system, history, retrieved, message, output, reasoning]);
    const factor = frac(w.agent.tokensPerTask).div(one.mul(frac(w.agent.callsPerTask)));
    [system, history, retrieved] = [system.mul(factor), history.mul(factor), retrieved.mul(factor)];
    [message, output, reasoning] = [message.mul(factor), output.mul(factor), reasoning.mul(factor)];
  }
  const prefixBefore = system.add(history);
  const longest = total([system, history, history, retrieved, message, output, reasoning]);

  // What the levers leave of it.
  system = system.mul(left('concisePrompts')).mul(left('fineTuning'));
  history = history.mul(left('historyTruncation'));
  retrieved = retrieved.mul(left('ragCompression')).mul(left('fineTuning'));
  output = output.mul(left('outputLimits'));
  reasoning = reasoning.mul(left('noReasoning'));

  // How often it is made.
  const c = frac(w.agent.callsPerTask);
  const cap = (calls: Fraction) => (w.agent.loopCap === null ? calls : calls.min(frac(w.agent.loopCap)));
  const normal = ONE.add(c.sub(ONE).mul(left('toolFusion')));
  const beyond = frac(w.agent.runawayCalls)
    .sub(c)
    .max(ZERO)
    .mul(left('toolFusion'))
    .mul(left('loopDetection'));
  const overBudget = beyond.sub(normal).max(ZERO).mul(left('budgetCap'));
  const runaway = normal.add(beyond.min(normal)).add(overBudget);
  const share = frac(w.agent.runawayShare);
  const perTask = ONE.sub(share)
    .mul(cap(normal))
    .add(share.mul(cap(runaway)));
  const retry = frac(w.agent.retryShare).mul(left('circuitBreaker'));
  const days = frac(w.daysPerMonth);
  const tasks =
    w.volume.kind === 'users'
      ? total([frac(w.volume.activeUsers)])
          .mul(frac(w.volume.sessionsPerUserPerDay))
          .mul(frac(w.turnsPerSession))
          .mul(days)
      : w.volume.per === 'month'
        ? frac(w.volume.tasks)
        : frac(w.volume.tasks).mul(days);
  const calls = tasks.mul(left('semanticCaching')).mul(perTask).mul(ONE.add(retry));

  // With which hit share: none, today's, or the lever's.
  const prefix = system.add(history);
  const tokensAt = (hits: Fraction | null): Tokens => ({
    input: retrieved
      .add(message)
      .add(hits ? ZERO : prefix)
      .mul(calls),
    read: hits ? prefix.mul(hits).mul(calls) : ZERO,
    write: hits ? prefix.mul(ONE.sub(hits)).mul(calls) : ZERO,
    output: output.mul(calls),
    reasoning: reasoning.mul(calls),
  });
  const today = w.cacheHitShare === 0 ? null : frac(w.cacheHitShare);
  const ways = [tokensAt(today)];
  const pulled = taken('promptCaching');
  if (pulled.top !== 0n && !prefixBefore.lt(frac(1024)) && (!today || today.lt(pulled)))
    ways.push(tokensAt(pulled));

  const inBatch = frac(w.batchShare).max(taken('batch'));
  const inputPerCall = prefix.add(retrieved).add(message);

  const onModel = (name: string): OracleCost => {
    const model = book[name];
    if (!model) throw new Error(name);
    const costs = ways.map((tokens) => bill(model.rates, tokens));
    return costs.reduce((best, cost) => (cost.total.lt(best.total) ? cost : best));
  };

  const bill = (rates: Rates, tokens: Tokens): OracleCost => {
    const tier = [...(rates.contextTiers ?? [])]
      .sort((a, b) => b.aboveInputTokens - a.aboveInputTokens)
      .find(({ aboveInputTokens }) => frac(aboveInputTokens).lt(inputPerCall));
    const p = { ...rates.prices, ...tier?.prices };
    const factor = rates.serviceTiers?.batch;
    const price = (text: string | undefined) => {
      if (text === undefined) throw new Error('no price');
      const standard = frac(text).mul(frac(1_000_000));
      const batch =
        factor === undefined ? standard : new Fraction(standard.mul(frac(factor)).round()).min(standard);
      return ONE.sub(inBatch).mul(standard).add(inBatch.mul(batch));
    };
    const parts = {
      input: tokens.input.top === 0n ? ZERO : tokens.input.mul(price(p.input)),
      cache: total([
        tokens.read.top === 0n ? ZERO : tokens.read.mul(price(p.cacheRead ?? p.input)),
        tokens.write.top === 0n ? ZERO : tokens.write.mul(price(p.cacheWrite5m ?? p.input)),
      ]),
      output: tokens.output.top === 0n ? ZERO : tokens.output.mul(price(p.output)),
      reasoning: tokens.reasoning.top === 0n ? ZERO : tokens.reasoning.mul(price(p.reasoning ?? p.output)),
      requests: calls.mul(frac(rates.perRequest ?? '0')).mul(frac('1e12')),
    };
    const first = ONE.div(ONE.add(retry));
    const whole = total(Object.values(parts));
    return {
      total: whole,
      input: parts.input.mul(first),
      cache: parts.cache.mul(first),
      output: parts.output.mul(first),
      reasoning: parts.reasoning.mul(first),
      requests: parts.requests.mul(first),
      retries: whole.mul(ONE.sub(first)),
      inputSide: parts.input.add(parts.cache).add(parts.requests),
      outputSide: parts.output.add(parts.reasoning),
      calls,
      tasks,
    };
  };

  const routed = taken('routing');
  const targets = plan.routingTargets
    .filter(({ model }) => {
      const window = book[model]?.contextWindow ?? null;
      return book[model] && (window === null || !frac(window).lt(longest));
    })
    .map(({ model, share: part }) => ({ cost: onModel(model), share: routed.mul(frac(part)) }));

  const sum = (parts: { cost: OracleCost; share: Fraction }[]): OracleCost => {
    const of = (key: keyof OracleCost) => total(parts.map(({ cost, share: part }) => cost[key].mul(part)));
    return {
      ...{ total: of('total'), input: of('input'), cache: of('cache'), output: of('output') },
      ...{ reasoning: of('reasoning'), requests: of('requests'), retries: of('retries') },
      ...{ inputSide: of('inputSide'), outputSide: of('outputSide'), calls, tasks },
    };
  };

  const routedFrom = (own: OracleCost): OracleCost => {
    const taking = targets.filter(({ cost, share: part }) => part.top !== 0n && cost.total.lt(own.total));
    const stays = ONE.sub(total(taking.map(({ share: part }) => part)));
    return sum([{ cost: own, share: stays }, ...taking]);
  };

  const legs = w.model.kind === 'one' ? [{ model: w.model.model, share: 1 }] : w.model.legs;
  return sum(legs.map(({ model, share: part }) => ({ cost: routedFrom(onModel(model)), share: frac(part) })));
}
