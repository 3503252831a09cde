/** The matching language of `@pydantic/genai-prices`: how a list says which model names it prices. */
export type MatchClause =
  | { equals: string }
  | { starts_with: string }
  | { ends_with: string }
  | { contains: string }
  | { regex: string }
  | { or: MatchClause[] }
  | { and: MatchClause[] };

/** Turns a clause into a test, once. The name given to the test must be lower-case and trimmed. */
export function compileClause(clause: MatchClause): (name: string) => boolean {
  if ('or' in clause) {
    const tests = clause.or.map(compileClause);
    return (name) => tests.some((test) => test(name));
  }
  if ('and' in clause) {
    const tests = clause.and.map(compileClause);
    return (name) => tests.every((test) => test(name));
  }
  if ('regex' in clause) {
    const pattern = new RegExp(clause.regex);
    return (name) => pattern.test(name);
  }
  const [kind, text] = Object.entries(clause)[0] as [string, string];
  const wanted = text.toLowerCase();
  if (kind === 'equals') return (name) => name === wanted;
  if (kind === 'starts_with') return (name) => name.startsWith(wanted);
  if (kind === 'ends_with') return (name) => name.endsWith(wanted);
  return (name) => name.includes(wanted);
}

/** The names a clause accepts word for word, lower-case: they need no guessing. */
export function exactNames(clause: MatchClause): string[] {
  if ('or' in clause) return clause.or.flatMap(exactNames);
  return 'equals' in clause ? [clause.equals.toLowerCase()] : [];
}

/** Words that name another, differently priced model. */
const VARIANTS = /^(mini|nano|micro|pro|lite|flash|max|ultra|turbo|codex|fast|thinking|haiku|sonnet|opus)$/;
const wordsOf = (name: string): string[] => name.toLowerCase().split(/[^a-z0-9]+/);

/**
 * True when `name` carries a variant word that `key` does not: `gpt-5.2-mini` is not `gpt-5.2`, whatever a
 * broad clause says. Better unpriced and asked about than charged as another model.
 */
export function namesAnotherVariant(name: string, key: string): boolean {
  const known = new Set(wordsOf(key));
  return wordsOf(name).some((word) => VARIANTS.test(word) && !known.has(word));
}
