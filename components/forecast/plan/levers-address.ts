import { ALL, NO_MEASURES, WAYS_OUT } from '@/lib/forecasting/bottom-up';
import { AS_PLANNED } from '@/lib/forecasting/plan';
import type { Levers } from './levers-panel';

type Asked = Record<string, string | string[] | undefined>;

/** One hundredth of everything, in basis points. */
const PERCENT = ALL / 100n;
const MOST_USERS = 200;

export const START: Levers = { measures: NO_MEASURES, scenario: AS_PLANNED };

/** The sliders an address stands for, in whole per cent. What cannot be read is where it starts. */
export function readLevers(asked: Asked): Levers {
  const points = (name: string, most: number, start: bigint): bigint => {
    const text = asked[name];
    if (typeof text !== 'string' || !/^\d{1,3}$/.test(text) || Number(text) > most) return start;
    return BigInt(text) * PERCENT;
  };
  const [cut, route, shorten] = WAYS_OUT.map((way) => points(way, 100, NO_MEASURES[way]));
  return {
    measures: { cut: cut ?? 0n, route: route ?? 0n, shorten: shorten ?? 0n },
    scenario: {
      priceRise: points('prices', 100, AS_PLANNED.priceRise),
      users: points('users', MOST_USERS, AS_PLANNED.users),
    },
  };
}

/** The address of the sliders: only what was moved, so that links stay short. */
export function leversHref({ measures, scenario }: Levers): string {
  const params = new URLSearchParams();
  const put = (name: string, value: bigint, start: bigint) => {
    if (value !== start) params.set(name, String(value / PERCENT));
  };
  for (const way of WAYS_OUT) put(way, measures[way], NO_MEASURES[way]);
  put('prices', scenario.priceRise, AS_PLANNED.priceRise);
  put('users', scenario.users, AS_PLANNED.users);
  return params.size > 0 ? `/forecast/plan?${params}` : '/forecast/plan';
}
