import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { KeyLabel } from '../dto';
import { type Dimension, freeTagOf, type Key } from '../query';

interface Named {
  label: string;
  pending: boolean;
}

/** The query that names values of a dimension; null where the value is its own name. */
function namesQuery(dimension: Dimension, values: readonly string[]): SQL | null {
  switch (dimension) {
    case 'team':
      return sql`select key as value, name as label, adopted_at is null as pending from teams where key in ${values}`;
    case 'department':
      return sql`select key as value, name as label, false as pending from departments where key in ${values}`;
    case 'provider':
      return sql`select key as value, name as label, false as pending from providers where key in ${values}`;
    case 'model':
      return sql`select p.key || '/' || m.key as value, m.name as label, m.state = 'unrecognised' as pending
        from models m join providers p on p.id = m.provider_id where p.key || '/' || m.key in ${values}`;
    case 'tier':
    case 'service_tier':
    case 'task_class':
    case 'user':
      return null;
    default:
      return sql`select value, coalesce(label, value) as label, state = 'pending' as pending
        from tag_values where tag = ${freeTagOf(dimension) ?? dimension} and value in ${values}`;
  }
}

async function namesOf(
  db: Queryable,
  dimension: Dimension,
  values: readonly string[],
): Promise<Map<string, Named>> {
  const query = values.length === 0 ? null : namesQuery(dimension, values);
  if (!query) return new Map();
  const rows = await db.execute<{ value: string; label: string; pending: boolean }>(query);
  return new Map(rows.map((row) => [row.value, { label: row.label, pending: row.pending }]));
}

export const labelOf = (
  dimension: Dimension,
  value: string | null,
  names: ReadonlyMap<string, Named>,
): KeyLabel => {
  const named = value === null ? undefined : names.get(value);
  return { dimension, value, label: named?.label ?? value, pending: named?.pending ?? false };
};

/** Names for keys, in their order. */
export async function labelKeys(
  db: Queryable,
  dimensions: readonly Dimension[],
  keys: readonly Key[],
): Promise<KeyLabel[][]> {
  const names = await Promise.all(
    dimensions.map((dimension, index) => {
      const values = new Set(keys.flatMap((key) => key[index] ?? []));
      return namesOf(db, dimension, [...values]);
    }),
  );
  return keys.map((key) =>
    dimensions.map((dimension, index) => labelOf(dimension, key[index] ?? null, names[index] ?? new Map())),
  );
}
