import { templateColumns, type ValueMapping } from './mapping';

/** A row as read: CSV cells are strings; JSON rows keep their types. */
export type Row = Readonly<Record<string, unknown>>;

/** The cell as text, '' where it is blank, null or missing. A dotted name walks into JSON, also JSON in a string. */
export function cell(row: Row, name: string): string {
  const found = lookUp(row, name);
  if (found === undefined || found === null) return '';
  return typeof found === 'object' ? JSON.stringify(found) : String(found).trim();
}

export function lookUp(row: Row, name: string): unknown {
  if (Object.hasOwn(row, name)) return row[name];
  const dot = name.indexOf('.');
  if (dot < 1) return undefined;
  const head = asObject(lookUp(row, name.slice(0, dot)));
  return head ? lookUp(head, name.slice(dot + 1)) : undefined;
}

/** The value as an object, parsing a string that holds one; null otherwise. */
export function asObject(found: unknown): Row | null {
  if (typeof found === 'string' && found.trimStart().startsWith('{')) {
    try {
      return asObject(JSON.parse(found));
    } catch {
      return null;
    }
  }
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Row) : null;
}

/** The text a mapping gives for this row, or null where it is blank. */
export function mapped(row: Row, from: ValueMapping | undefined): string | null {
  if (!from) return null;
  if ('constant' in from) return from.constant;
  if ('template' in from) return fillTemplate(row, from.template);
  const text = cell(row, from.column);
  if (text === '') return ('default' in from && from.default) || null;
  return ('values' in from && from.values?.[text]) || text;
}

/** `{run}|{step}` filled from the row; null when any cell is blank. */
export function fillTemplate(row: Row, template: string): string | null {
  if (templateColumns(template).some((name) => cell(row, name) === '')) return null;
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => cell(row, name));
}
