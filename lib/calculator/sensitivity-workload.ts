import { type Money, moneyOf } from '../money/money';
import { divideHalfEven } from '../money/rounding';
import { type CostOver, type InputRange, type Inputs, type Limits, rangeAround } from './sensitivity-range';
import { type Ratio, ratioOf } from './tokens-ratio';
import type { CallAnatomy, Workload } from './workload';

/** Every number of a workload by name, and `priceLevel`: 1 is today's prices, 1.3 is 30 % more. */
export const WORKLOAD_INPUTS = [
  'activeUsers',
  'sessionsPerUserPerDay',
  'tasks',
  'daysPerMonth',
  'turnsPerSession',
  'systemPromptTokens',
  'historyTokensPerTurn',
  'retrievedTokens',
  'userMessageTokens',
  'visibleOutputTokens',
  'reasoningMultiple',
  'callsPerTask',
  'tokensPerTask',
  'retryShare',
  'runawayShare',
  'runawayCalls',
  'cacheHitShare',
  'batchShare',
  'priceLevel',
] as const;
export type WorkloadInput = (typeof WORKLOAD_INPUTS)[number];

const SHARE: Limits = { min: 0, max: 1 };
const LIMITS: Partial<Record<WorkloadInput, Limits>> = {
  daysPerMonth: { min: 1, max: 31 },
  turnsPerSession: { min: 1 },
  callsPerTask: { min: 1 },
  runawayCalls: { min: 1 },
  runawayShare: SHARE,
  cacheHitShare: SHARE,
  batchShare: SHARE,
};

/** The inputs that this workload has: users or tasks, tokens per task where they are stated. */
export function inputsOf({ volume, call, agent, ...workload }: Workload): Inputs {
  return {
    ...(volume.kind === 'users'
      ? { activeUsers: volume.activeUsers, sessionsPerUserPerDay: volume.sessionsPerUserPerDay }
      : { tasks: volume.tasks }),
    ...call,
    callsPerTask: agent.callsPerTask,
    ...(agent.tokensPerTask !== null && { tokensPerTask: agent.tokensPerTask }),
    retryShare: agent.retryShare,
    runawayShare: agent.runawayShare,
    runawayCalls: agent.runawayCalls,
    daysPerMonth: workload.daysPerMonth,
    turnsPerSession: workload.turnsPerSession,
    cacheHitShare: workload.cacheHitShare,
    batchShare: workload.batchShare,
    priceLevel: 1,
  };
}

/** The workload with some of its inputs changed. The model, or the mix of models, stays. */
export function withInputs(workload: Workload, inputs: Inputs): Workload {
  const read = (key: WorkloadInput, now: number) => inputs[key] ?? now;
  const { volume, call, agent } = workload;
  const tokens = Object.keys(call) as (keyof CallAnatomy)[];
  return {
    ...workload,
    volume:
      volume.kind === 'users'
        ? {
            ...volume,
            activeUsers: read('activeUsers', volume.activeUsers),
            sessionsPerUserPerDay: read('sessionsPerUserPerDay', volume.sessionsPerUserPerDay),
          }
        : { ...volume, tasks: read('tasks', volume.tasks) },
    call: { ...call, ...Object.fromEntries(tokens.map((key) => [key, read(key, call[key])])) },
    agent: {
      ...agent,
      callsPerTask: read('callsPerTask', agent.callsPerTask),
      tokensPerTask: agent.tokensPerTask === null ? null : read('tokensPerTask', agent.tokensPerTask),
      retryShare: read('retryShare', agent.retryShare),
      runawayShare: read('runawayShare', agent.runawayShare),
      runawayCalls: read('runawayCalls', agent.runawayCalls),
    },
    daysPerMonth: read('daysPerMonth', workload.daysPerMonth),
    turnsPerSession: read('turnsPerSession', workload.turnsPerSession),
    cacheHitShare: read('cacheHitShare', workload.cacheHitShare),
    batchShare: read('batchShare', workload.batchShare),
  };
}

/** The inputs that adoption moves: people where they are stated, else tasks. */
export const adoptionInputs = ({ volume }: Workload): WorkloadInput[] =>
  volume.kind === 'users' ? ['activeUsers'] : ['tasks'];

/** Each input that is not zero, `share` either way, within what it may be. Zero times anything stays zero. */
export function workloadRanges(workload: Workload, share: Ratio): InputRange[] {
  return Object.entries(inputsOf(workload))
    .filter(([, value]) => value !== 0)
    .map(([key, value]) => rangeAround(key, value, share, LIMITS[key as WorkloadInput]));
}

/** A cost over named inputs, of a workload and whatever prices it. */
export function costOverWorkload(workload: Workload, cost: (workload: Workload) => Money | null): CostOver {
  return (inputs) => {
    const today = cost(withInputs(workload, inputs));
    if (today === null) return null;
    const { n, d } = ratioOf(inputs.priceLevel ?? 1);
    return moneyOf(divideHalfEven(today * n, d));
  };
}
