/** What samples of traffic lose before they are kept: what tells one person or one account from another. */
const PATTERNS: readonly [name: string, pattern: RegExp][] = [
  ['secret', /\b(?:sk|pk|tg|ghp|xox[abp]|AKIA)[-_]?[A-Za-z0-9_-]{16,200}/g],
  ['email', /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g],
  ['iban', /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g],
  ['hkid', /\b[A-Z]{1,2}\d{6} ?\(?[0-9A]\)?/g],
  ['address', /\b(?:\d{1,3}\.){3}\d{1,3}\b/g],
  // Cards, accounts, telephone numbers: seven digits and more, written together or in groups.
  ['number', /\+?\d(?:[ -]?\d){6,24}/g],
];

/** The text with each find replaced by its kind in brackets, and how many there were. */
export function redact(text: string): { text: string; found: number } {
  let found = 0;
  const clean = PATTERNS.reduce(
    (now, [name, pattern]) =>
      now.replace(pattern, () => {
        found += 1;
        return `[${name}]`;
      }),
    text,
  );
  return { text: clean, found };
}
