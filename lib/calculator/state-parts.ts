import type { z } from 'zod';
import { LEVER_ORDER, type LeverKey, type LeverPlan } from './levers';
import { leverPlanInput } from './levers-input';
import { currencyInput, type Origin, originInput, type ScenarioState } from './scenario-state';
import { escapeText, NULL, numberText, readNumber, readNumbers, readPairs, unescapeText } from './state-text';
import type { AgentShape, CallAnatomy, ModelChoice, Volume, Workload } from './workload';
import { workloadInput } from './workload-input';

/** Parts of a state that a link writes on their own, so that one damaged part leaves the others readable. */
export const STATE_PARTS = [
  'volume',
  'rhythm',
  'call',
  'agent',
  'shares',
  'model',
  'levers',
  'routing',
  'training',
  'currency',
  'origin',
] as const;
export type StatePart = (typeof STATE_PARTS)[number];

interface Part {
  /** The letter it starts with in a link. */
  letter: string;
  write: (state: ScenarioState) => readonly string[];
  /** The state with this part read from its items; null where they cannot be read. Checked by `valid`. */
  read: (items: readonly string[], state: ScenarioState) => ScenarioState | null;
  valid: (state: ScenarioState) => boolean;
}

const orNull = (value: number | null): string => (value === null ? NULL : numberText(value));
const withWorkload = (state: ScenarioState, workload: Partial<Workload>): ScenarioState => ({
  ...state,
  workload: { ...state.workload, ...workload },
});
const withPlan = (state: ScenarioState, plan: Partial<LeverPlan>): ScenarioState => ({
  ...state,
  plan: { ...state.plan, ...plan },
});
const passes = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success;
const workloadHolds = ({ workload }: ScenarioState): boolean => passes(workloadInput, workload);
const planHolds = ({ plan }: ScenarioState): boolean => passes(leverPlanInput, plan);

/** Two letters for each lever: links live longer than names. */
const LEVER_CODES: Record<LeverKey, string> = {
  semanticCaching: 'sc',
  circuitBreaker: 'cb',
  loopDetection: 'ld',
  budgetCap: 'bc',
  toolFusion: 'tf',
  concisePrompts: 'cp',
  fineTuning: 'ft',
  historyTruncation: 'ht',
  ragCompression: 'rc',
  outputLimits: 'ol',
  noReasoning: 'nr',
  promptCaching: 'pc',
  routing: 'ro',
  batch: 'ba',
};

export const PARTS: Record<StatePart, Part> = {
  volume: {
    letter: 'v',
    write: ({ workload: { volume } }) =>
      volume.kind === 'users'
        ? ['u', numberText(volume.activeUsers), numberText(volume.sessionsPerUserPerDay)]
        : [volume.per === 'day' ? 'd' : 'm', numberText(volume.tasks), orNull(volume.activeUsers)],
    read: (items, state) => {
      const volume = readVolume(items);
      return volume && withWorkload(state, { volume });
    },
    valid: workloadHolds,
  },
  rhythm: {
    letter: 'd',
    write: ({ workload }) => [numberText(workload.daysPerMonth), numberText(workload.turnsPerSession)],
    read: (items, state) => {
      const [daysPerMonth, turnsPerSession] = readNumbers(items, 2) ?? [];
      return daysPerMonth === undefined || turnsPerSession === undefined
        ? null
        : withWorkload(state, { daysPerMonth, turnsPerSession });
    },
    valid: workloadHolds,
  },
  call: {
    letter: 'c',
    write: ({ workload: { call } }) => CALL_FIELDS.map((field) => numberText(call[field])),
    read: (items, state) => {
      const values = readNumbers(items, CALL_FIELDS.length);
      if (!values) return null;
      const call = Object.fromEntries(CALL_FIELDS.map((field, i) => [field, values[i]]));
      return withWorkload(state, { call: call as unknown as CallAnatomy });
    },
    valid: workloadHolds,
  },
  agent: {
    letter: 'a',
    write: ({ workload: { agent } }) => AGENT_FIELDS.map((field) => orNull(agent[field])),
    read: (items, state) => {
      const values = items.map((item) => (item === NULL ? null : (readNumber(item) ?? undefined)));
      if (values.length !== AGENT_FIELDS.length || values.includes(undefined)) return null;
      const agent = Object.fromEntries(AGENT_FIELDS.map((field, i) => [field, values[i]]));
      return withWorkload(state, { agent: agent as unknown as AgentShape });
    },
    valid: workloadHolds,
  },
  shares: {
    letter: 'h',
    write: ({ workload }) => [numberText(workload.cacheHitShare), numberText(workload.batchShare)],
    read: (items, state) => {
      const [cacheHitShare, batchShare] = readNumbers(items, 2) ?? [];
      return cacheHitShare === undefined || batchShare === undefined
        ? null
        : withWorkload(state, { cacheHitShare, batchShare });
    },
    valid: workloadHolds,
  },
  model: {
    letter: 'm',
    write: ({ workload: { model } }) =>
      model.kind === 'one'
        ? [escapeText(model.model)]
        : model.legs.flatMap((leg) => [escapeText(leg.model), numberText(leg.share)]),
    read: (items, state) => {
      const model = readModel(items);
      return model && withWorkload(state, { model });
    },
    valid: workloadHolds,
  },
  levers: {
    letter: 'l',
    write: ({ plan }) =>
      LEVER_ORDER.flatMap((key) => {
        const setting = plan.levers[key];
        return setting ? [LEVER_CODES[key], numberText(setting.strength), numberText(setting.applies)] : [];
      }),
    read: (items, state) => {
      const levers = readLevers(items);
      return levers && withPlan(state, { levers });
    },
    valid: planHolds,
  },
  routing: {
    letter: 'r',
    write: ({ plan }) =>
      plan.routingTargets.flatMap(({ model, share }) => [escapeText(model), numberText(share)]),
    read: (items, state) => {
      const targets = readPairs(items);
      return (
        targets && withPlan(state, { routingTargets: targets.map(([model, share]) => ({ model, share })) })
      );
    },
    valid: planHolds,
  },
  training: {
    letter: 'f',
    write: ({ plan: { fineTuning } }) => [
      numberText(fineTuning.trainingTokens),
      fineTuning.trainingUsdPerMTok,
    ],
    read: ([tokens, trainingUsdPerMTok = ''], state) => {
      const trainingTokens = readNumber(tokens);
      return trainingTokens === null
        ? null
        : withPlan(state, { fineTuning: { trainingTokens, trainingUsdPerMTok } });
    },
    valid: planHolds,
  },
  currency: {
    letter: 'y',
    write: ({ currency }) => [currency],
    read: ([text], state) => {
      const currency = currencyInput.safeParse(text);
      return currency.success ? { ...state, currency: currency.data } : null;
    },
    valid: () => true,
  },
  origin: {
    letter: 'o',
    write: ({ origin }) =>
      origin === null
        ? []
        : origin.kind === 'preset'
          ? ['p', origin.preset]
          : ['w', escapeText(origin.workflow), origin.from, origin.to],
    read: (items, state) => {
      const origin = readOrigin(items);
      return origin && { ...state, origin };
    },
    valid: () => true,
  },
};

const CALL_FIELDS = [
  'systemPromptTokens',
  'historyTokensPerTurn',
  'retrievedTokens',
  'userMessageTokens',
  'visibleOutputTokens',
  'reasoningMultiple',
] as const satisfies readonly (keyof CallAnatomy)[];

const AGENT_FIELDS = [
  'callsPerTask',
  'tokensPerTask',
  'retryShare',
  'runawayShare',
  'runawayCalls',
  'loopCap',
] as const satisfies readonly (keyof AgentShape)[];

function readVolume([kind, first, second]: readonly string[]): Volume | null {
  const count = readNumber(first);
  if (count === null) return null;
  if (kind === 'u') {
    const sessionsPerUserPerDay = readNumber(second);
    return sessionsPerUserPerDay === null
      ? null
      : { kind: 'users', activeUsers: count, sessionsPerUserPerDay };
  }
  const activeUsers = second === NULL ? null : (readNumber(second) ?? undefined);
  if ((kind !== 'd' && kind !== 'm') || activeUsers === undefined) return null;
  return { kind: 'tasks', tasks: count, per: kind === 'd' ? 'day' : 'month', activeUsers };
}

function readModel(items: readonly string[]): ModelChoice | null {
  if (items.length === 1) {
    const model = unescapeText(items[0] as string);
    return model === null ? null : { kind: 'one', model };
  }
  const legs = readPairs(items);
  return legs && { kind: 'mix', legs: legs.map(([model, share]) => ({ model, share })) };
}

function readLevers(items: readonly string[]): LeverPlan['levers'] | null {
  if (items.length % 3 !== 0) return null;
  const levers: LeverPlan['levers'] = {};
  for (let i = 0; i < items.length; i += 3) {
    const key = LEVER_ORDER.find((lever) => LEVER_CODES[lever] === items[i]);
    const [strength, applies] = readNumbers(items.slice(i + 1, i + 3), 2) ?? [];
    if (!key || strength === undefined || applies === undefined) return null;
    levers[key] = { strength, applies };
  }
  return levers;
}

function readOrigin([kind, name = '', from, to]: readonly string[]): Origin | null {
  const origin =
    kind === 'p'
      ? { kind: 'preset', preset: name }
      : { kind: 'workflow', workflow: unescapeText(name), from, to };
  const parsed = originInput.safeParse(origin);
  return parsed.success ? parsed.data : null;
}
