import { isPulled, LEVER_ORDER, type LeverKey } from './levers';
import type { ScenarioState } from './state';
import { legsOf } from './workload';

export const INPUT_KEYS = [
  'activeUsers',
  'sessionsPerUserPerDay',
  'tasksPerDay',
  'tasksPerMonth',
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
  'loopCap',
  'cacheHitShare',
  'batchShare',
] as const;
export type InputKey = (typeof INPUT_KEYS)[number];

/** A share is between 0 and 1; null: not set, or of the other way to say the volume. */
export interface InputValue {
  value: number | null;
  unit: 'count' | 'share' | 'times';
}

const SHARES: ReadonlySet<InputKey> = new Set(['retryShare', 'runawayShare', 'cacheHitShare', 'batchShare']);

/** Every number of a workload by one name, whichever way its volume is said. */
export function inputsOf({ workload }: ScenarioState): Record<InputKey, InputValue> {
  const { volume, call, agent } = workload;
  const tasks = (per: 'day' | 'month') =>
    volume.kind === 'tasks' && volume.per === per ? volume.tasks : null;
  const values: Record<InputKey, number | null> = {
    activeUsers: volume.activeUsers,
    sessionsPerUserPerDay: volume.kind === 'users' ? volume.sessionsPerUserPerDay : null,
    tasksPerDay: tasks('day'),
    tasksPerMonth: tasks('month'),
    daysPerMonth: workload.daysPerMonth,
    turnsPerSession: workload.turnsPerSession,
    ...call,
    callsPerTask: agent.callsPerTask,
    tokensPerTask: agent.tokensPerTask,
    retryShare: agent.retryShare,
    runawayShare: agent.runawayShare,
    runawayCalls: agent.runawayShare === 0 ? null : agent.runawayCalls,
    loopCap: agent.loopCap,
    cacheHitShare: workload.cacheHitShare,
    batchShare: workload.batchShare,
  };
  return Object.fromEntries(
    INPUT_KEYS.map((key) => [
      key,
      {
        value: values[key],
        unit: SHARES.has(key) ? 'share' : key === 'reasoningMultiple' ? 'times' : 'count',
      },
    ]),
  ) as Record<InputKey, InputValue>;
}

/** Models and their shares of the calls, 1 for one alone. */
export const modelsOf = ({ workload }: ScenarioState): { model: string; share: number }[] =>
  legsOf(workload.model).map(({ model, share }) => ({ model, share }));

/** The levers that are pulled, in the order of the engine. */
export const leversOf = ({ plan }: ScenarioState): { lever: LeverKey; strength: number; applies: number }[] =>
  LEVER_ORDER.flatMap((lever) => {
    const setting = plan.levers[lever];
    return setting && isPulled(plan, lever) ? [{ lever, ...setting }] : [];
  });

/** Every model a state names: what a link must bring prices for. */
export const namedModels = (state: ScenarioState): string[] => [
  ...new Set([...modelsOf(state), ...state.plan.routingTargets].map(({ model }) => model)),
];
