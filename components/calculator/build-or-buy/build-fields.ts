import { INFRASTRUCTURE_LEVER, INFRASTRUCTURE_LEVERS } from '@/lib/calculator/infrastructure-levers';
import type { Bounds } from '../kit/read-number';

/** Volumes are billions of tokens, amounts US dollars, memory GB (10⁹ bytes), shares per cent. */
export type BuildField =
  | { kind: 'usd'; start: string }
  | { kind: 'number'; start: string; bounds: Bounds }
  | { kind: 'choice'; start: string; choices: readonly string[] }
  | { kind: 'text'; start: string };

const usd = (start: string) => ({ kind: 'usd', start }) as const;
const number = (start: string, min: number, max: number, whole = false) =>
  ({ kind: 'number', start, bounds: { min, max, whole } }) as const;

export const PROFILES = ['flat', 'workingDay', 'monthEnd', 'decemberPeak', 'own'] as const;
export type Profile = (typeof PROFILES)[number];

/** A volume beyond this is more tokens than any published figure speaks of, and only more of the same steps. */
const MOST_BILLIONS = 100_000;

/**
 * The inputs of the page by the name they have in the address, each where the document's own figures start. The
 * document gives two years; the third repeats the second. It states no throughput: its year 2 implies 48.972
 * billion tokens a node and year.
 */
export const BUILD_FIELDS = {
  y1: number('10', 0.000001, MOST_BILLIONS),
  y2: number('300', 0.000001, MOST_BILLIONS),
  y3: number('300', 0.000001, MOST_BILLIONS),
  api: usd('11.666667'),
  gpuHour: usd('2.50'),
  reserved: number('1', 0, 1_000, true),
  above: { kind: 'choice', start: 'by_use', choices: ['by_use', 'whole_replicas'] },
  node: usd('375240'),
  gpus: number('8', 1, 1_000, true),
  life: number('3', 1, 10, true),
  facilities: usd('40670'),
  software: usd('39646'),
  networking: usd('31302'),
  serves: number('48.972', 0.001, MOST_BILLIONS),
  busy: number('100', 1, 100),
  weights: number('140', 0.1, 100_000),
  cache: number('1200', 0, 1_000_000),
  memory: number('180', 1, 10_000),
  profile: { kind: 'choice', start: 'flat', choices: PROFILES },
  shape: { kind: 'text', start: '1 1 1 1 1 1 1 1 1 1 1 3' },
  apiOnly: number('10', 0, 100),
  ...(Object.fromEntries(
    INFRASTRUCTURE_LEVERS.map((lever) => {
      const { neutral, high } = INFRASTRUCTURE_LEVER[lever];
      return [lever, number(String(neutral), neutral, high)];
    }),
  ) as Record<(typeof INFRASTRUCTURE_LEVERS)[number], Extract<BuildField, { kind: 'number' }>>),
} as const satisfies Record<string, BuildField>;

export type BuildFieldName = keyof typeof BUILD_FIELDS;
export type BuildTexts = Record<BuildFieldName, string>;

export const BUILD_NAMES = Object.keys(BUILD_FIELDS) as BuildFieldName[];
export const BUILD_START = Object.fromEntries(
  BUILD_NAMES.map((name) => [name, BUILD_FIELDS[name].start]),
) as BuildTexts;
