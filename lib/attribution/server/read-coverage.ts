import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { loadTaxonomy } from '../../usage/server/load-taxonomy';
import { STANDARD_TAG_DEFINITIONS, type TagDefinition } from '../../usage/taxonomy';
import { taggedShare, tagRows, type Weight } from '../coverage';
import type { Share, TagCoverageRow } from '../dto';
import { toUnits } from '../figure';
import { type Cell, TAG_DIMENSIONS, WHOLE } from '../query';
import { type Asked, type Slot, sourceOf, whereOf } from './resolve';

export interface TagShares {
  tags: TagCoverageRow[];
  tagged: Share;
}

/** Tags by requests and by effective cost in USD, over one slice of the query. */
export async function readTagShares(
  db: Queryable,
  asked: Asked,
  slot: Slot,
  cell: Cell = WHOLE,
): Promise<TagShares> {
  const definitions = await tagDefinitions(db);
  const rows = await db.execute<{ tag: string; state: string; requests: string; cost: string }>(
    coverageQuery(asked, slot, cell, definitions),
  );
  const weights = new Map<string, Weight>();
  for (const row of rows) {
    weights.set(`${row.tag} ${row.state}`, {
      requests: BigInt(row.requests),
      effectiveCost: toUnits(row.cost, 12),
    });
  }
  const of = (key: string): Weight => weights.get(key) ?? { requests: 0n, effectiveCost: 0n };
  const [fully, partly] = [of(`${ALL_REQUIRED} tagged`), of(`${ALL_REQUIRED} missing`)];
  const whole = {
    requests: fully.requests + partly.requests,
    effectiveCost: fully.effectiveCost + partly.effectiveCost,
  };
  const described = definitions.map(({ key, kind, labelEn, labelZh, required }) => ({
    tag: (kind === 'free' ? `tag:${key}` : key) as TagCoverageRow['tag'],
    labelEn,
    labelZh,
    required,
  }));
  return { tags: tagRows(described, weights, whole), tagged: taggedShare(fully, whole) };
}

/** The registered tags; before set-up, the standard ones. */
async function tagDefinitions(db: Queryable): Promise<readonly TagDefinition[]> {
  const { tags } = await loadTaxonomy(db);
  return tags.length > 0 ? tags : STANDARD_TAG_DEFINITIONS;
}

/** A name no tag can have: the row about all required tags together. */
const ALL_REQUIRED = '*';

/** The column of a standard tag, the entry of a free one. */
function tagValue({ key, kind }: TagDefinition): SQL {
  if (key === 'team') return sql`t.key`;
  const isStandard = kind === 'standard' && (TAG_DIMENSIONS as readonly string[]).includes(key);
  return isStandard ? sql`a.${sql.identifier(key)}` : sql`a.free_tags ->> ${key}`;
}

/** Each attribution once per tag, with the state of its value, then added up by tag and state. */
function coverageQuery(asked: Asked, slot: Slot, cell: Cell, definitions: readonly TagDefinition[]): SQL {
  const source = sourceOf(asked, slot);
  const values = definitions.map(
    (tag) =>
      sql`(${tag.kind === 'free' ? `tag:${tag.key}` : tag.key}::text, ${tag.key}::text, ${tagValue(tag)}, ${tag.required}::boolean)`,
  );
  return sql`with used as (
      select u.attribution_id, sum(u.requests) as requests, sum(u.effective_cost) as cost
      from ${source.table}
      where ${sql.join([source.within, ...whereOf(asked, cell)], sql` and `)}
      group by 1
    ), tagged as (
      select u.attribution_id, u.requests, u.cost, x.tag, x.required,
        case when x.value is null then 'missing'
          when x.key = 'team' then case when t.adopted_at is null then 'pending' else 'tagged' end
          when v.state = 'adopted' then 'tagged' else 'pending' end as state
      from used u
      join attributions a on a.id = u.attribution_id
      join teams t on t.id = a.team_id
      cross join lateral (values ${sql.join(values, sql`, `)}) as x(tag, key, value, required)
      left join tag_values v on v.tag = x.key and v.value = x.value
    ), complete as (
      select attribution_id, requests, cost,
        case when bool_and(state = 'tagged' or not required) then 'tagged' else 'missing' end as state
      from tagged group by attribution_id, requests, cost
    )
    select tag, state, sum(requests) as requests, sum(cost) as cost from tagged group by 1, 2
    union all
    select ${ALL_REQUIRED}, state, sum(requests), sum(cost) from complete group by 2`;
}
