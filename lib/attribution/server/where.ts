import { type SQL, sql } from 'drizzle-orm';
import type { TeamScope } from '../../access/actor';
import type { Cell, Dimension, Filter, Key } from '../query';
import { ATTRIBUTION_TABLES, dimensionColumn, MODEL_TABLES } from './dimension-columns';

/** `value` is one of `values` (null: untagged). Never null itself, so that `not` keeps its meaning. */
function isOneOf(value: SQL, values: readonly (string | null)[]): SQL {
  const known = values.filter((one) => one !== null);
  const parts: SQL[] = [];
  if (known.length > 0) parts.push(sql`coalesce(${value} in ${known}, false)`);
  if (known.length < values.length) parts.push(sql`${value} is null`);
  return parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`;
}

/** The rows `u` (a rollup or the events) whose value of the dimension is one of these. */
function matches(dimension: Dimension, values: readonly (string | null)[]): SQL {
  const { from, value } = dimensionColumn(dimension);
  const test = isOneOf(value, values);
  if (from === 'attribution')
    return sql`u.attribution_id in (select a.id from ${ATTRIBUTION_TABLES} where ${test})`;
  if (from === 'model') return sql`u.model_id in (select m.id from ${MODEL_TABLES} where ${test})`;
  return from === 'user' ? matchesUser(values) : test;
}

function matchesUser(values: readonly (string | null)[]): SQL {
  const known = values.filter((one) => one !== null);
  const parts: SQL[] = [];
  if (known.length > 0)
    parts.push(
      sql`coalesce(u.user_id in (select uu.id from usage_users uu where uu.pseudonym in ${known}), false)`,
    );
  if (known.length < values.length) parts.push(sql`u.user_id is null`);
  return sql`(${sql.join(parts, sql` or `)})`;
}

const filterCondition = (filter: Filter): SQL => {
  const test = matches(filter.dimension, filter.values);
  return filter.exclude ? sql`not (${test})` : test;
};

/** Rows with one of these keys. Keys that share their first value share its test. */
function keysCondition(dimensions: readonly Dimension[], keys: readonly Key[]): SQL {
  const [first, second] = dimensions;
  if (!first) return sql`true`;
  if (!second)
    return matches(
      first,
      keys.map((key) => key[0] ?? null),
    );
  const byFirst = new Map<string | null, (string | null)[]>();
  for (const [a = null, b = null] of keys) byFirst.set(a, [...(byFirst.get(a) ?? []), b]);
  const pairs = [...byFirst].map(([a, bs]) => sql`(${matches(first, [a])} and ${matches(second, bs)})`);
  return sql`(${sql.join(pairs, sql` or `)})`;
}

function cellConditions(dimensions: readonly Dimension[], cell: Cell): SQL[] {
  if (cell.keys.length === 0) return [];
  const test = keysCondition(dimensions, cell.keys);
  return [cell.exclude ? sql`not (${test})` : test];
}

/** The effective team decides: tag rules may have moved usage since it was reported. */
function scopeConditions(scope: TeamScope): SQL[] {
  if (scope === 'all') return [];
  if (scope.length === 0) return [sql`false`];
  const ids = scope.map((id) => id.toString());
  return [sql`u.attribution_id in (select a.id from attributions a where a.team_id in ${ids})`];
}

/** Everything that limits rows other than time. The scope is added whatever the filters say. */
export function conditions(
  asked: { dimensions: readonly Dimension[]; filters: readonly Filter[]; cell: Cell },
  scope: TeamScope,
): SQL[] {
  return [
    ...scopeConditions(scope),
    ...asked.filters.map(filterCondition),
    ...cellConditions(asked.dimensions, asked.cell),
  ];
}
