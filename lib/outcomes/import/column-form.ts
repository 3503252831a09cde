import type { z } from 'zod';
import type { outcomeMappingSchema } from './mapping';

/** Fields of an outcome that a column, or for some one fixed value, can say. */
export const OUTCOME_FIELDS = [
  'id',
  'time',
  'workflow',
  'outcome',
  'count',
  'amount',
  'currency',
  'team',
] as const;
type OutcomeField = (typeof OUTCOME_FIELDS)[number];
export const FIXED_FIELDS = ['workflow', 'outcome', 'currency'] as const;
export type FixedField = (typeof FIXED_FIELDS)[number];

/** What the form of an import holds: a column for each field, '' for "not in the file". */
export interface OutcomeForm {
  columns: Record<OutcomeField, string>;
  /** Used where no column is chosen. */
  fixed: Record<FixedField, string>;
  /** For times that name no zone. */
  zone: string;
}

/** Where outcomes of the console's files come from, so that a row counts once whatever its file is called. */
export const FILE_SOURCE = 'file';

const USUAL: Record<OutcomeField, RegExp> = {
  id: /^(id|outcome_?id|ticket_?id|run_?(key|id)|uuid|case_?(no|id|number))$/i,
  time: /^(time|timestamp|at|date(time)?|(created|closed|resolved|completed|generated)_?(at|on)?)$/i,
  workflow: /^(workflow|process|task)$/i,
  outcome: /^(outcome|result|event|type)$/i,
  count: /^(count|quantity|number|outcomes)$/i,
  amount: /^(amount|value|worth)$/i,
  currency: /^(currency|ccy)$/i,
  team: /^team(_?(id|name|alias))?$/i,
};

/** A first guess by column name, for a person to check in the preview. */
export function guessOutcomeColumns(columns: readonly string[], zone: string): OutcomeForm {
  const find = (field: OutcomeField) => columns.find((name) => USUAL[field].test(name)) ?? '';
  return {
    columns: Object.fromEntries(
      OUTCOME_FIELDS.map((field) => [field, find(field)]),
    ) as OutcomeForm['columns'],
    fixed: { workflow: '', outcome: '', currency: '' },
    zone,
  };
}

/** The mapping a filled form means. */
export function outcomeMappingOf({
  columns,
  fixed,
  zone,
}: OutcomeForm): z.input<typeof outcomeMappingSchema> {
  const value = (field: FixedField) => {
    const constant = fixed[field].trim();
    return columns[field] || !constant ? columns[field] : { constant };
  };
  return {
    ...{ name: 'Columns', source: FILE_SOURCE, format: 'csv' },
    id: columns.id ? { template: `{${columns.id}}` } : 'content',
    time: { column: columns.time, ...(zone.trim() && { zone: zone.trim() }) },
    ...{ workflow: value('workflow'), outcome: value('outcome') },
    ...(columns.count && { count: columns.count }),
    ...(columns.amount && { value: { amount: columns.amount, currency: value('currency') } }),
    ...(columns.team && { tags: { team: columns.team } }),
  };
}
