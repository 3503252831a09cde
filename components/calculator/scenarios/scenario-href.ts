import { type ScenarioState, stateHref } from '@/lib/calculator/state';

/** The query parameter that says which saved scenario is open in the calculator. */
export const SCENARIO_PARAM = 'scenario';

/** The calculator with a saved scenario open in it. */
export const openHref = (id: string, state: ScenarioState): string =>
  `${stateHref('/calculator', state)}&${SCENARIO_PARAM}=${id}`;
