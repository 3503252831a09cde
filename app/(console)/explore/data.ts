import { ALL_ROWS, TOP_ROWS } from '@/components/explore/state';
import { stripMeasures } from '@/components/explore/strip-measures';
import type { Ctx } from '@/lib/access/server/context';
import type { UsageSplit, UsageSummary } from '@/lib/attribution/dto';
import { MAX_PERIOD_DAYS, type UsageQuery } from '@/lib/attribution/query';
import { dimensionValues } from '@/lib/attribution/server/dimension-values';
import { splitUsage } from '@/lib/attribution/server/split-usage';
import { summariseUsage } from '@/lib/attribution/server/summarise-usage';
import { addDays } from '@/lib/time/period';

export interface ExploreData {
  summary: UsageSummary;
  /** By the first dimension, over time where the query has a grain. */
  split: UsageSplit;
  /** By both dimensions, for the rows beneath. */
  nested: UsageSplit | null;
  /** False where nothing the reader may see was ever recorded. */
  anyUsage: boolean;
  /** Names of the teams the reader's role is limited to; null: every team. */
  teamNames: string[] | null;
  /** Names of the keys filtered on, as `dimension=key`. */
  filterNames: Record<string, string>;
}

/** Everything the page shows at once, from one reading each. */
export async function readExploreData(ctx: Ctx, query: UsageQuery, allRows: boolean): Promise<ExploreData> {
  const measures = [...new Set([...query.measures, ...stripMeasures(query.measures)])];
  const limit = allRows ? ALL_ROWS : TOP_ROWS;
  const [summary, split, nested, filterNames] = await Promise.all([
    summariseUsage(ctx, { query: { ...query, measures, dimensions: [], grain: null } }),
    splitUsage(ctx, { query: { ...query, dimensions: query.dimensions.slice(0, 1) }, limit }),
    query.dimensions.length === 2
      ? splitUsage(ctx, { query: { ...query, grain: null }, limit: ALL_ROWS })
      : null,
    namesOfFilters(ctx, query),
  ]);
  const { limitedToTeams } = summary;
  return {
    teamNames: limitedToTeams && (await namesOf(ctx, query, limitedToTeams)),
    summary: { ...summary, query },
    split,
    nested,
    filterNames,
    anyUsage: summary.total.events !== '0' || (await everUsed(ctx, query)),
  };
}

async function everUsed(ctx: Ctx, query: UsageQuery): Promise<boolean> {
  const period = { from: addDays(query.period.to, -MAX_PERIOD_DAYS), to: query.period.to };
  const { total } = await summariseUsage(ctx, {
    query: {
      period,
      measures: ['requests'],
      currency: 'USD',
      filters: [],
      dimensions: [],
      grain: null,
      compare: false,
    },
  });
  return total.events !== '0';
}

/** Teams without usage in the period have no row to take a name from; they keep their key. */
async function namesOf(ctx: Ctx, query: UsageQuery, keys: string[]): Promise<string[]> {
  const { values } = await dimensionValues(ctx, { query: { ...query, filters: [] }, dimension: 'team' });
  return keys.map((key) => values.find((one) => one.value === key)?.label ?? key);
}

/** A filter is kept by key and read by name; the answer itself need not contain what was filtered on. */
async function namesOfFilters(ctx: Ctx, query: UsageQuery): Promise<Record<string, string>> {
  const dimensions = [...new Set(query.filters.map((filter) => filter.dimension))];
  const found = await Promise.all(dimensions.map((dimension) => dimensionValues(ctx, { query, dimension })));
  const pairs = found.flatMap(({ dimension, values }) =>
    values.flatMap(({ value, label }) => (label ? [[`${dimension}=${value}`, label] as const] : [])),
  );
  return Object.fromEntries(pairs);
}
