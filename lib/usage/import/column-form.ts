import { STANDARD_TAGS, type StandardTag } from '../taxonomy';
import type { MappingInput } from './mapping';

/** What the form of the Data page holds: a column for each field, '' for "not in the file". */
export interface ColumnForm {
  source: string;
  columns: Record<FormField, string>;
  timeFormat: 'iso' | 'epoch_s' | 'epoch_ms';
  zone: string;
  includesCached: boolean;
  includesReasoning: boolean;
  blankZero: boolean;
  /** A fixed value for tags without a column. */
  fixedTags: Record<StandardTag, string>;
}

export const FORM_FIELDS = [
  'id',
  'time',
  'model',
  'requested_model',
  'provider',
  'requests',
  'user',
  'input',
  'cache_read',
  'output',
  'reasoning',
] as const;
export type FormField = (typeof FORM_FIELDS)[number] | StandardTag;

/** Names that senders commonly give a column, in the order to try them. */
const USUAL: Partial<Record<FormField, RegExp>> = {
  id: /^(id|event_?id|request_?id|uuid|call_?id)$/i,
  time: /^(time|timestamp|created(_?at)?|start_?time|at|date(time)?)$/i,
  model: /^(model(_?name|_?version)?|engine)$/i,
  provider: /^(provider|custom_llm_provider|vendor)$/i,
  requests: /^(requests|request_?count|calls|count)$/i,
  user: /^(user|user_?id|end_user)$/i,
  input: /^(input|prompt|context)_?(tokens)?$/i,
  cache_read: /^(cached?|cache_read(_input)?)_?(tokens)?$/i,
  output: /^(output|completion|generated|response)_?(tokens)?$/i,
  reasoning: /^(reasoning|thinking)_?(tokens)?$/i,
  team: /^team(_?(id|name|alias))?$/i,
  workflow: /^(workflow|task)$/i,
};

/** A first guess by column name, for a person to check in the preview. */
export function guessColumns(columns: readonly string[], source: string, zone: string): ColumnForm {
  const find = (field: FormField): string => {
    const usual = USUAL[field];
    return columns.find((name) => (usual ? usual.test(name) : name.toLowerCase() === field)) ?? '';
  };
  const fields: FormField[] = [...FORM_FIELDS, ...STANDARD_TAGS];
  return {
    source,
    columns: Object.fromEntries(fields.map((field) => [field, find(field)])) as ColumnForm['columns'],
    timeFormat: 'iso',
    zone,
    includesCached: false,
    includesReasoning: false,
    blankZero: false,
    fixedTags: Object.fromEntries(STANDARD_TAGS.map((tag) => [tag, ''])) as Record<StandardTag, string>,
  };
}

/** The mapping a filled form means. */
export function mappingOf(form: ColumnForm): MappingInput {
  const { columns } = form;
  const token = (field: 'input' | 'cache_read' | 'output' | 'reasoning') =>
    columns[field]
      ? { [field]: form.blankZero ? { column: columns[field], blank: 'zero' as const } : columns[field] }
      : {};
  const plain = (field: 'requested_model' | 'provider' | 'requests' | 'user') =>
    columns[field] ? { [field]: columns[field] } : {};
  const tags: NonNullable<MappingInput['tags']> = {};
  for (const tag of STANDARD_TAGS) {
    const fixed = form.fixedTags[tag].trim();
    if (columns[tag]) tags[tag] = columns[tag];
    else if (fixed) tags[tag] = { constant: fixed };
  }
  return {
    name: form.source || 'Columns',
    source: form.source,
    id: columns.id ? { template: `{${columns.id}}` } : 'content',
    time: {
      column: columns.time,
      format: form.timeFormat,
      ...(form.timeFormat === 'iso' && form.zone ? { zone: form.zone } : {}),
    },
    model: columns.model,
    ...plain('requested_model'),
    ...plain('provider'),
    ...plain('requests'),
    ...plain('user'),
    tokens: {
      ...token('input'),
      ...token('cache_read'),
      ...token('output'),
      ...token('reasoning'),
      input_includes_cached: form.includesCached,
      output_includes_reasoning: form.includesReasoning,
    },
    tags,
  };
}
