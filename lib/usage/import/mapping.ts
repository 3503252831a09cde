import { z } from 'zod';
import { invalid } from '../../errors';
import { TAG_KEY } from '../taxonomy';

/**
 * How the columns of a file become usage events. Saved as JSON: `cli/mappings/*.json` and the Data page
 * use the same shape. A column may be a dotted path into a JSON column ("metadata.team").
 */
const column = z.string().min(1).max(200);

export const valueMapping = z.union([
  column.transform((name) => ({ column: name })),
  z.strictObject({
    column,
    /** Replacements, e.g. {"success": "ok"}; a value that is not listed stays as it is. */
    values: z.record(z.string(), z.string()).optional(),
    /** Used where the cell is blank. */
    default: z.string().optional(),
  }),
  z.strictObject({ constant: z.string().min(1) }),
  /** `{column}` is replaced by the cell; a blank cell makes the whole value blank. */
  z.strictObject({ template: z.string().min(1) }),
]);
export type ValueMapping = z.output<typeof valueMapping>;

const tokenColumn = z.union([
  column.transform((name) => ({ column: name, blank: 'reject' as const })),
  z.strictObject({
    column,
    /** A blank cell is rejected unless the mapping states that it means none. */
    blank: z.enum(['reject', 'zero']).default('reject'),
  }),
]);
export type TokenColumn = z.output<typeof tokenColumn>;

export const timeMapping = z.union([
  z.strictObject({
    column,
    format: z.enum(['iso', 'epoch_s', 'epoch_ms', 'offset_s']).default('iso'),
    /** Zone of times that name none: an IANA name or UTC. Without it such a row is rejected. */
    zone: z.string().optional(),
    /** The instant `offset_s` counts from. */
    origin: z.iso.datetime({ offset: true }).optional(),
    /** Where a local hour happens twice or not at all (summer time). */
    ambiguous: z.enum(['reject', 'earlier', 'later']).default('reject'),
    /** Adds `column × milliseconds`, for files whose rows share one timestamp. */
    plus: z.strictObject({ column, milliseconds: z.int().min(1) }).optional(),
  }),
  z.strictObject({
    /** Rows without any time: the first is at `start`, each next one `every_ms` later. */
    start: z.iso.datetime({ offset: true }),
    every_ms: z.int().min(0).default(1000),
  }),
]);
export type TimeMapping = z.output<typeof timeMapping>;

const tokens = z
  .strictObject({
    input: tokenColumn.optional(),
    cache_read: tokenColumn.optional(),
    cache_write_5m: tokenColumn.optional(),
    cache_write_1h: tokenColumn.optional(),
    output: tokenColumn.optional(),
    reasoning: tokenColumn.optional(),
    /** Checked: a row whose classes do not sum to it is rejected. */
    total: tokenColumn.optional(),
    unit: z.enum(['tokens', 'thousand', 'million']).default('tokens'),
    input_includes_cached: z.boolean().default(false),
    output_includes_reasoning: z.boolean().default(false),
  })
  .refine((t) => t.input ?? t.output ?? t.cache_read ?? t.cache_write_5m ?? t.cache_write_1h ?? t.reasoning, {
    error: 'map at least one token column (input, output, …)',
  });

export const mappingSchema = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().min(1).max(80),
  description: z.string().max(1000).default(''),
  format: z.enum(['csv', 'jsonl', 'json']).optional(),
  delimiter: z.string().length(1).default(','),
  source: z.string().min(1).max(200),
  /** A template, or "content": a hash of the row with its row number. */
  id: z.union([z.literal('content'), z.strictObject({ template: z.string().min(1) })]),
  time: timeMapping,
  model: valueMapping,
  requested_model: valueMapping.optional(),
  provider: valueMapping.optional(),
  service_tier: valueMapping.optional(),
  status: valueMapping.optional(),
  attempt: valueMapping.optional(),
  requests: valueMapping.optional(),
  /** A row of no requests and no tokens is no usage: skipped and counted, or rejected. */
  no_requests: z.enum(['skip', 'reject']).default('skip'),
  user: valueMapping.optional(),
  task_class: valueMapping.optional(),
  trace_id: valueMapping.optional(),
  task_id: valueMapping.optional(),
  tokens,
  tags: z.record(z.string().regex(TAG_KEY), valueMapping).default({}),
  /** JSON columns whose plain string members become tags. */
  tags_from_json: z.array(column).default([]),
});
export type Mapping = z.output<typeof mappingSchema>;
export type MappingInput = z.input<typeof mappingSchema>;

/** Parses a mapping; the error names the field ("time.zone: …"). */
export const parseMapping = (input: unknown): Mapping => parseMappingOf(mappingSchema, input);

/** The same for another kind of mapping, with a time to check where it has one. */
export function parseMappingOf<S extends z.ZodType<{ time?: TimeMapping }>>(
  schema: S,
  input: unknown,
): z.output<S> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => ({
      path: issue.path.join('.') || 'mapping',
      code: issue.code,
      message: issue.message,
    }));
    throw invalid(
      `The mapping is not usable: ${issues.map((i) => `${i.path}: ${i.message}`).join('; ')}`,
      issues,
    );
  }
  checkTime(parsed.data.time);
  return parsed.data;
}

function checkTime(time: TimeMapping | undefined): void {
  if (!time || !('column' in time)) return;
  const complain = (path: string, message: string) =>
    invalid(`The mapping is not usable: ${path}: ${message}`, [{ path, code: 'custom', message }]);
  if (time.format === 'offset_s' && !time.origin)
    throw complain('time.origin', 'say which instant the seconds count from, e.g. "2026-01-01T00:00:00Z"');
  if (time.zone && !isZone(time.zone))
    throw complain(
      'time.zone',
      `"${time.zone}" is not a time zone; write an IANA name such as Asia/Hong_Kong, or UTC`,
    );
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Every column a mapping reads, so that a file without one is refused before the first row. */
export function mappedColumns(mapping: Mapping): string[] {
  const names = new Set<string>();
  const add = (from: ValueMapping | undefined): void => {
    if (!from) return;
    if ('column' in from) names.add(from.column);
    else if ('template' in from) for (const name of templateColumns(from.template)) names.add(name);
  };
  const { time, tokens: t } = mapping;
  if ('column' in time) {
    names.add(time.column);
    if (time.plus) names.add(time.plus.column);
  }
  if (mapping.id !== 'content') add(mapping.id);
  for (const from of [
    t.input,
    t.cache_read,
    t.cache_write_5m,
    t.cache_write_1h,
    t.output,
    t.reasoning,
    t.total,
  ])
    if (from) names.add(from.column);
  const { model, requested_model, provider, service_tier, status, attempt, requests } = mapping;
  const { user, task_class, trace_id, task_id } = mapping;
  for (const from of [model, requested_model, provider, service_tier, status, attempt, requests]) add(from);
  for (const from of [user, task_class, trace_id, task_id, ...Object.values(mapping.tags)]) add(from);
  for (const name of mapping.tags_from_json) names.add(name);
  return [...names];
}

export const templateColumns = (template: string): string[] =>
  [...template.matchAll(/\{([^{}]+)\}/g)].flatMap((match) => (match[1] ? [match[1]] : []));
