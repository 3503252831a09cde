import { inArray } from 'drizzle-orm';
import { z } from 'zod';
import { attributions, tagValues, teams } from '@/db/schema';
import { question } from '../../access/server/verb';
import { CURRENCIES, LEDGER_CURRENCY } from '../../money/currency';
import { type Money, moneyOf, moneyToString } from '../../money/money';
import { addDays, dayOf } from '../../time/period';
import type { TagCoverageDto, TagQueueDto, TagValueDto } from '../tag-impact';
import { isStandardTag, type TagDefinition } from '../taxonomy';
import { addCost, costByAttribution } from './attribution-cost';
import { type AttributionUsage, addUsage, NO_USAGE, usageByAttribution } from './attribution-usage';
import { loadTaxonomy } from './load-taxonomy';
import { amounts } from './tag-impact';
import { zoneOf } from './zone';

type Row = typeof attributions.$inferSelect;
interface Bucket {
  combinations: number;
  usage: AttributionUsage;
  /** In the currency asked for. */
  cost: Money | null;
}

/**
 * Coverage of every tag over the last `days` days and the values behind it: adopted, pending or missing,
 * with requests and spend: in USD, and converted to `currency` day by day. Usage counts as tagged where its value is
 * adopted.
 */
export const listPendingValues = question({
  name: 'listPendingValues',
  permission: 'data.read',
  input: z.object({
    days: z.int().min(1).max(400).default(30),
    currency: z.enum(CURRENCIES).default(LEDGER_CURRENCY),
  }),
  run: async ({ db, ctx, input, scope }): Promise<TagQueueDto> => {
    const from = addDays(dayOf(ctx.now, await zoneOf(db)), 1 - input.days);
    const taxonomy = await loadTaxonomy(db);
    const rows = await db
      .select()
      .from(attributions)
      .where(scope === 'all' ? undefined : inArray(attributions.teamId, [...scope]));
    const ids = scope === 'all' ? undefined : rows.map((row) => row.id);
    const used = await usageByAttribution(db, from, ids);
    const costs = await costByAttribution(db, from, input.currency, ids);
    const names = await valueNames(db);
    const sum = (some: readonly Row[]): string =>
      moneyToString(
        some.reduce((all, row) => addUsage(all, used.get(row.id) ?? NO_USAGE), NO_USAGE).effectiveCost,
      );
    const required = taxonomy.tags.filter((tag) => tag.required);
    const complete = rows.filter((row) =>
      required.every((tag) => names.get(`${tag.key}\n${rowValue(row, tag.key)}`)?.state === 'adopted'),
    );
    return {
      whole: sum(rows),
      fully: sum(complete),
      tags: taxonomy.tags.map((tag) => coverageOf(tag, rows, used, costs, names)),
    };
  },
});

type Names = Map<
  string,
  { state: 'adopted' | 'pending'; label: string | null; teamId: string | null; key: string }
>;

async function valueNames(db: Parameters<typeof zoneOf>[0]): Promise<Names> {
  const names: Names = new Map();
  for (const row of await db.select().from(tagValues))
    names.set(`${row.tag}\n${row.value}`, {
      state: row.state === 'adopted' ? 'adopted' : 'pending',
      label: row.label,
      teamId: null,
      key: row.value,
    });
  for (const team of await db.select().from(teams))
    names.set(`team\n${team.id}`, {
      state: team.adoptedAt ? 'adopted' : 'pending',
      label: team.adoptedAt ? team.name : null,
      teamId: team.id.toString(),
      key: team.key,
    });
  return names;
}

/** The effective value of a row, teams by their id. */
function rowValue(row: Row, tag: string): string | null {
  if (!isStandardTag(tag)) return row.freeTags[tag] ?? null;
  return {
    team: row.teamId.toString(),
    feature: row.feature,
    workflow: row.workflow,
    customer_segment: row.customerSegment,
    business_process: row.businessProcess,
    environment: row.environment,
    region: row.region,
  }[tag];
}

function coverageOf(
  tag: TagDefinition,
  rows: readonly Row[],
  used: Map<bigint, AttributionUsage>,
  costs: Map<bigint, Money | null>,
  names: Names,
): TagCoverageDto {
  const buckets = new Map<string | null, Bucket>();
  for (const row of rows) {
    const usage = used.get(row.id);
    if (!usage) continue;
    const value = rowValue(row, tag.key);
    const bucket = buckets.get(value) ?? { combinations: 0, usage: NO_USAGE, cost: moneyOf(0n) };
    buckets.set(value, {
      combinations: bucket.combinations + 1,
      usage: addUsage(bucket.usage, usage),
      cost: addCost(bucket.cost, costs.get(row.id) ?? null),
    });
  }
  let all = NO_USAGE;
  let tagged = NO_USAGE;
  const values: TagValueDto[] = [];
  for (const [value, { combinations, usage, cost }] of [...buckets].sort(bySpend)) {
    const name = value === null ? undefined : names.get(`${tag.key}\n${value}`);
    const state = value === null ? 'missing' : (name?.state ?? 'pending');
    all = addUsage(all, usage);
    if (state === 'adopted') tagged = addUsage(tagged, usage);
    values.push({
      tag: tag.key,
      value: name?.key ?? value,
      state,
      label: name?.label ?? null,
      teamId: name?.teamId ?? null,
      combinations,
      ...amounts(usage),
      cost: cost === null ? null : moneyToString(cost),
      lastDay: usage.lastDay,
    });
  }
  const { key, kind, labelEn, labelZh, required } = tag;
  return {
    key,
    kind,
    labelEn,
    labelZh,
    required,
    requests: all.requests.toString(),
    taggedRequests: tagged.requests.toString(),
    effectiveCost: moneyToString(all.effectiveCost),
    taggedCost: moneyToString(tagged.effectiveCost),
    pending: values.filter((value) => value.state === 'pending').length,
    values,
  };
}

const bySpend = ([, a]: [unknown, Bucket], [, b]: [unknown, Bucket]): number => {
  if (a.usage.effectiveCost !== b.usage.effectiveCost)
    return a.usage.effectiveCost < b.usage.effectiveCost ? 1 : -1;
  return a.usage.requests < b.usage.requests ? 1 : -1;
};
