import { invalid } from '../../errors';

/** Fields whose plain text names a column, so that a value given by hand must be written as a constant. */
const VALUES =
  /^(model|requested_model|provider|service_tier|status|attempt|requests|user|task_class|trace_id|task_id|workflow|outcome|count|tags\.[^.]+)$/;

/**
 * A raw mapping with `field=value` settings laid over it: `tags.team=claims` becomes a constant for every row,
 * `time.zone=Asia/Hong_Kong` or `source=export-7` a setting. Throws `invalid` for anything else.
 */
export function withOverrides(mapping: unknown, settings: readonly string[]): unknown {
  const copy: unknown = structuredClone(mapping);
  for (const setting of settings) {
    const match = /^([a-z0-9_]+(?:\.[a-z0-9_]+)*)=(.+)$/s.exec(setting);
    if (!match?.[1] || match[2] === undefined)
      throw invalid(`--set ${setting}: write it as field=value, e.g. tags.team=claims or time.zone=UTC.`);
    const [field, text] = [match[1], match[2]];
    place(copy, field.split('.'), VALUES.test(field) ? { constant: text } : scalar(text), setting);
  }
  return copy;
}

function place(target: unknown, path: readonly string[], value: unknown, setting: string): void {
  if (typeof target !== 'object' || target === null || Array.isArray(target))
    throw invalid(`--set ${setting}: the mapping has no such field.`);
  const holder = target as Record<string, unknown>;
  const [key, ...rest] = path;
  if (key === undefined || key === '__proto__') throw invalid(`--set ${setting}: no field is named.`);
  if (rest.length === 0) {
    holder[key] = value;
    return;
  }
  holder[key] ??= {};
  place(holder[key], rest, value, setting);
}

const scalar = (text: string): unknown =>
  text === 'true' ? true : text === 'false' ? false : /^\d{1,15}$/.test(text) ? Number(text) : text;
