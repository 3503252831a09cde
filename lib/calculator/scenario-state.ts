import { z } from 'zod';
import { CURRENCIES, type Currency } from '../money/currency';
import { type LeverPlan, NOTHING_PULLED } from './levers';
import { leverPlanInput } from './levers-input';
import { PRESETS, type PresetKey } from './presets';
import type { Workload } from './workload';
import { workloadInput } from './workload-input';

/** Raised when an older state can no longer be read as it is; a state of a later version is refused, not guessed at. */
export const STATE_VERSION = 1;

/** Where a workload started, as long as it says so: days are YYYY-MM-DD, half-open. */
export type Origin =
  | { kind: 'preset'; preset: PresetKey }
  | { kind: 'workflow'; workflow: string; from: string; to: string };

/** Everything that goes into the calculator and nothing that comes out: for a link, a saved scenario, a worker. */
export interface ScenarioState {
  version: typeof STATE_VERSION;
  workload: Workload;
  plan: LeverPlan;
  /** Which currency the figures are read in; they are worked out in US dollars. */
  currency: Currency;
  origin: Origin | null;
}

const PRESET_KEYS = PRESETS.map(({ key }) => key) as [PresetKey, ...PresetKey[]];

export const originInput: z.ZodType<Origin> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('preset'), preset: z.enum(PRESET_KEYS) }),
  z.strictObject({
    kind: z.literal('workflow'),
    workflow: z.string().min(1).max(200),
    from: z.iso.date(),
    to: z.iso.date(),
  }),
]);

export const currencyInput = z.enum(CURRENCIES);

/** A state from a link, a row or a file. Its workload and plan are what the engine takes without looking again. */
export const scenarioState: z.ZodType<ScenarioState> = z.strictObject({
  version: z.literal(STATE_VERSION),
  workload: workloadInput,
  plan: leverPlanInput,
  currency: currencyInput,
  origin: originInput.nullable(),
});

/** A preset as a state, with nothing pulled. */
export function presetState(key: PresetKey, currency: Currency): ScenarioState {
  const preset = PRESETS.find((one) => one.key === key);
  if (!preset) throw new RangeError(`There is no preset ${key}.`);
  return {
    version: STATE_VERSION,
    workload: preset.workload,
    plan: NOTHING_PULLED,
    currency,
    origin: { kind: 'preset', preset: key },
  };
}

/** Where the calculator opens: 300 knowledge workers, the benchmark of the Hong Kong guide. */
export const startingState = (currency: Currency): ScenarioState =>
  presetState('perUser:knowledgeWork', currency);
