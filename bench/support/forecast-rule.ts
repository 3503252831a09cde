import { type ChoiceRule, RULE } from '@/lib/forecasting/choose';
import { REVERSION, type Reversion, reverting, revertingBy } from '@/lib/forecasting/contenders';
import { PACE, type PaceRule } from '@/lib/forecasting/pace';
import { CONTENDERS } from '@/lib/forecasting/server/statistical-models';
import type { Client } from './forecast-clients';
import { bestBaseline, type Candidate, measure } from './forecast-measure';

/** The last day that may be looked at while choosing: 11 to 14 are held back. */
const LAST_DAY = 10;
const FIRST_ORIGIN = 5;
const HORIZONS = [1, 4] as const;

interface Settings extends Reversion, PaceRule, ChoiceRule {
  /** Days from which `drift` and `linear_trend` compete. */
  trendsFrom: number;
}

/**
 * What there is to choose from. That the default is left for what is clearly better is the product's promise (a series
 * with a week in it gets one), so never leaving it is not on the list.
 */
const REVERSIONS = [0.6, 0.7, 0.8, 0.9, 1].flatMap((firstDay) =>
  [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].map((nextDay) => ({ firstDay, nextDay })),
);
/** None of the hours first. */
const PACES = [
  { pace: 0, ...PACE },
  ...[4, 8, 12, 18].flatMap((halfLifeHours) => [0.3, 0.6, 1].map((pace) => ({ pace, halfLifeHours }))),
];
const RULES = [2, 1, 3].flatMap((clearly) => [14, 7].map((trendsFrom) => ({ clearly, trendsFrom })));

const SHIPPED_TRENDS_FROM = CONTENDERS.find(({ name }) => name === 'drift')?.least ?? 0;
export const SHIPPED: Settings = { ...REVERSION, ...PACE, ...RULE, trendsFrom: SHIPPED_TRENDS_FROM };

const isTrend = (name: string): boolean => name === 'drift' || name === 'linear_trend';

function candidateOf(settings: Settings): Candidate {
  const { clearly, trendsFrom } = settings;
  const rest = CONTENDERS.filter((contender) => contender !== reverting);
  const trends = rest.map((one) => (isTrend(one.name) ? { ...one, least: trendsFrom } : one));
  return { contenders: [revertingBy(settings), ...trends], rule: { clearly }, pace: settings };
}

/** Error against that of the best single baseline: median, 90th percentile and mean by series, one and four days ahead, on average. */
function scoreOf(clients: readonly Client[], candidate: Candidate): number {
  const ratios = HORIZONS.flatMap((horizon) => {
    const origins = Array.from(
      { length: LAST_DAY - horizon - FIRST_ORIGIN + 1 },
      (_, index) => FIRST_ORIGIN + index,
    );
    const measured = measure(clients, origins, horizon, candidate);
    const own = measured.rows.find(({ name }) => name === 'forecast');
    const base = bestBaseline(measured);
    if (!own || !base) throw new Error('There is nothing to choose on.');
    return [own.median / base.median, own.p90 / base.p90, own.mean / base.mean];
  });
  return ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
}

/**
 * The settings of least error on these clients' first ten days, one question after the other: how the default contender
 * reverts, alone and by days; what it reads from the hours; when it is left for another. Of equal ones, the first listed.
 */
export function chooseSettings(clients: readonly Client[]): { settings: Settings; score: number }[] {
  const alone = (one: Reversion & PaceRule): Candidate => ({
    contenders: [revertingBy(one)],
    rule: { clearly: Number.POSITIVE_INFINITY },
    pace: one,
  });
  const scored = <T>(list: readonly T[], of: (one: T) => Candidate) =>
    list
      .map((settings) => ({ settings, score: scoreOf(clients, of(settings)) }))
      .sort((a, b) => a.score - b.score);
  const best = <T extends Reversion & PaceRule>(list: readonly T[]): T => {
    const [first] = scored(list, alone);
    if (!first) throw new Error('There is nothing to choose from.');
    return first.settings;
  };
  const reversion = best(REVERSIONS.map((one) => ({ ...one, pace: 0, ...PACE })));
  const paced = best(PACES.map((one) => ({ ...reversion, ...one })));
  return scored(
    RULES.map((rule) => ({ ...paced, ...rule })),
    candidateOf,
  );
}

/** Whether the product forecasts as was chosen. */
export const isShipped = (chosen: Settings): boolean =>
  (Object.keys(SHIPPED) as (keyof Settings)[]).every((key) => SHIPPED[key] === chosen[key]);
