import { type SQL, sql } from 'drizzle-orm';
import { type Dimension, type FixedDimension, freeTagOf } from '../query';

/**
 * Where a dimension's value comes from: the attribution or the model a row points to, or the row itself. Splits
 * add up by these ids first and look the values up afterwards, on a few thousand rows instead of on all.
 */
export interface DimensionColumn {
  from: 'attribution' | 'model' | 'service_tier' | 'task_class' | 'user';
  /** The value as text, null for untagged, over the aliases of the joins below. */
  value: SQL;
}

const FIXED: Record<FixedDimension, DimensionColumn> = {
  team: { from: 'attribution', value: sql`t.key` },
  department: { from: 'attribution', value: sql`d.key` },
  feature: { from: 'attribution', value: sql`a.feature` },
  workflow: { from: 'attribution', value: sql`a.workflow` },
  customer_segment: { from: 'attribution', value: sql`a.customer_segment` },
  business_process: { from: 'attribution', value: sql`a.business_process` },
  environment: { from: 'attribution', value: sql`a.environment` },
  region: { from: 'attribution', value: sql`a.region` },
  provider: { from: 'model', value: sql`p.key` },
  model: { from: 'model', value: sql`p.key || '/' || mr.key` },
  tier: { from: 'model', value: sql`mr.tier` },
  service_tier: { from: 'service_tier', value: sql`u.service_tier` },
  task_class: { from: 'task_class', value: sql`nullif(u.task_class, '')` },
  user: { from: 'user', value: sql`uu.pseudonym` },
};

export function dimensionColumn(dimension: Dimension): DimensionColumn {
  const tag = freeTagOf(dimension);
  if (tag !== null) return { from: 'attribution', value: sql`a.free_tags ->> ${tag}` };
  return FIXED[dimension as FixedDimension];
}

/** attributions a → teams t → departments d. */
export const ATTRIBUTION_TABLES = sql`attributions a
  join teams t on t.id = a.team_id
  left join departments d on d.id = t.department_id`;

/** models m → the catalogue model mr it turned out to be → providers p. */
export const MODEL_TABLES = sql`models m
  join models mr on mr.id = coalesce(m.resolved_model_id, m.id)
  join providers p on p.id = mr.provider_id`;
