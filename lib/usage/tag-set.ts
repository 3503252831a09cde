/** The tags of an event: shared between all events that say the same, so never changed. */
export interface TagSet {
  /**
   * Tells sets apart: tags and values in the order they were sent (the same tags in another order are another
   * set), each ended by a line feed, which no tag or value can hold.
   */
  key: string;
  /** Without empty values. Has no prototype, so any name is safe. */
  values: Readonly<Record<string, string>>;
}

const TAG_KEY = /^[A-Za-z][A-Za-z0-9_.:/-]{0,63}$/;
/** Beyond this many entries a cache starts again empty. */
const CACHE_LIMIT = 50_000;
const goodKeys = new Set<string>();
const sets = new Map<string, TagSet>();

/** Whether a tag may be called this. Remembers good names: there are few, and every event repeats them. */
export function isTagKey(key: string): boolean {
  if (goodKeys.has(key)) return true;
  if (!TAG_KEY.test(key)) return false;
  if (goodKeys.size >= CACHE_LIMIT) goodKeys.clear();
  goodKeys.add(key);
  return true;
}

/** The set of these tags: name, value, name, value …, checked. */
export function tagSetOf(named: readonly string[]): TagSet {
  let key = '';
  for (let i = 0; i < named.length; i += 1) key += `${named[i]}\n`;
  const known = sets.get(key);
  if (known) return known;
  const values: Record<string, string> = Object.create(null);
  for (let i = 0; i < named.length; i += 2) values[named[i] ?? ''] = named[i + 1] ?? '';
  const made = { key, values: Object.freeze(values) };
  if (sets.size >= CACHE_LIMIT) sets.clear();
  sets.set(key, made);
  return made;
}

/** The same tags with a team, which they did not name. */
export function withTeam(tags: TagSet, team: string): TagSet {
  return tagSetOf([...Object.entries(tags.values).flat(), 'team', team]);
}
