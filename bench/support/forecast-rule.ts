import { type ChoiceRule, RULE } from '@/lib/forecasting/choose';
import { REVERSION, type Reversion, reverting, revertingBy } from '@/lib/forecasting/contenders';
import { CONTENDERS } from '@/lib/forecasting/server/statistical-models';
import type { Client } from './forecast-clients';
import { type Candidate, measure } from './forecast-measure';

/** The last day that may be looked at while choosing: 11 to 14 are held back. */
const LAST_DAY = 10;
const FIRST_ORIGIN = 5;
const HORIZONS = [1, 4] as const;

interface Settings extends Reversion, ChoiceRule {
  /** Days from which `drift` and `linear_trend` compete. */
  trendsFrom: number;
}

/**
 * What there is to choose from. That the default is left for what is clearly better is the product's promise (a series
 * with a week in it gets one), so never leaving it is not on the list.
 */
const REVERSIONS: Reversion[] = [0.6, 0.7, 0.8, 0.9, 1].flatMap((firstDay) =>
  [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].map((nextDay) => ({ firstDay, nextDay })),
);
const RULES = [2, 1, 3].flatMap((clearly) => [14, 7].map((trendsFrom) => ({ clearly, trendsFrom })));

const SHIPPED_TRENDS_FROM = CONTENDERS.find(({ name }) => name === 'drift')?.least ?? 0;
export const SHIPPED: Settings = { ...REVERSION, ...RULE, trendsFrom: SHIPPED_TRENDS_FROM };

const isTrend = (name: string): boolean => name === 'drift' || name === 'linear_trend';

function candidateOf({ firstDay, nextDay, clearly, trendsFrom }: Settings): Candidate {
  const rest = CONTENDERS.filter((contender) => contender !== reverting);
  const trends = rest.map((one) => (isTrend(one.name) ? { ...one, least: trendsFrom } : one));
  return { contenders: [revertingBy({ firstDay, nextDay }), ...trends], rule: { clearly } };
}

/** Error against that of the last day: median, 90th percentile and mean by series, one and four days ahead, on average. */
function scoreOf(clients: readonly Client[], candidate: Candidate): number {
  const ratios = HORIZONS.flatMap((horizon) => {
    const origins = Array.from(
      { length: LAST_DAY - horizon - FIRST_ORIGIN + 1 },
      (_, index) => FIRST_ORIGIN + index,
    );
    const { rows } = measure(clients, origins, horizon, candidate);
    const [own, base] = ['forecast', 'lag-1'].map((name) => rows.find((row) => row.name === name));
    if (!own || !base) throw new Error('There is nothing to choose on.');
    return [own.median / base.median, own.p90 / base.p90, own.mean / base.mean];
  });
  return ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
}

/**
 * The settings of least error on these clients' first ten days: the default contender alone first, then when it is left
 * for another. Of equal ones, the first listed.
 */
export function chooseSettings(clients: readonly Client[]): { settings: Settings; score: number }[] {
  const alone = REVERSIONS.map((reversion) => {
    const candidate = { contenders: [revertingBy(reversion)], rule: { clearly: Number.POSITIVE_INFINITY } };
    return { reversion, score: scoreOf(clients, candidate) };
  }).sort((a, b) => a.score - b.score);
  const reversion = alone[0]?.reversion ?? REVERSION;
  return RULES.map((rule) => {
    const settings = { ...reversion, ...rule };
    return { settings, score: scoreOf(clients, candidateOf(settings)) };
  }).sort((a, b) => a.score - b.score);
}

/** Whether the product forecasts as was chosen. */
export const isShipped = (chosen: Settings): boolean =>
  (Object.keys(SHIPPED) as (keyof Settings)[]).every((key) => SHIPPED[key] === chosen[key]);
