import { moneyOf, moneyToString } from '../../money/money';
import type { ReplayDto, ReplaySumsDto } from './replay-dto';
import type { ReplayReport, ReplaySums } from './replay-types';

export const sumsDto = (sums: ReplaySums): ReplaySumsDto => ({
  calls: sums.calls.toString(),
  moved: sums.moved.toString(),
  before: moneyToString(sums.before),
  after: moneyToString(sums.after),
  saved: moneyToString(moneyOf(sums.before - sums.after)),
  unknown: sums.unknown.toString(),
});

const TIER_ORDER = ['cost_optimised', 'balanced', 'frontier', 'unknown'] as const;

const dearestFirst = <T>(entries: Iterable<readonly [T, ReplaySums]>) =>
  [...entries].sort(([, a], [, b]) => (a.before > b.before ? -1 : a.before < b.before ? 1 : 0));

/** The parts of a report as they are shown: what cost most first. */
export const partsDto = (
  report: ReplayReport,
): Pick<ReplayDto, 'total' | 'byRule' | 'byTeam' | 'byWorkflow' | 'tiers'> => ({
  total: sumsDto(report.total),
  byRule: dearestFirst(report.byRule).map(([rule, sums]) => ({ rule, ...sumsDto(sums) })),
  byTeam: dearestFirst(report.byTeam).map(([team, sums]) => ({ team, ...sumsDto(sums) })),
  byWorkflow: dearestFirst(report.byWorkflow).map(([workflow, sums]) => ({ workflow, ...sumsDto(sums) })),
  tiers: TIER_ORDER.flatMap((tier) => {
    const found = report.tiers.get(tier);
    return found ? [{ tier, before: found.before.toString(), after: found.after.toString() }] : [];
  }),
});
