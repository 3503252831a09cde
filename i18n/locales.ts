/** Locales of the console. The first is the fallback. */
export const LOCALES = ['en', 'zh-HK'] as const;
export type Locale = (typeof LOCALES)[number];

export const LOCALE_COOKIE = 'locale';

export const isLocale = (text: string | undefined | null): text is Locale =>
  (LOCALES as readonly string[]).includes(text ?? '');

/** The best of our locales for an Accept-Language header, or null when it names none of them. */
export function localeFromHeader(header: string | null): Locale | null {
  if (!header) return null;
  const wanted = header
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(';q=');
      return { tag: tag.trim().toLowerCase(), weight: quality === undefined ? 1 : Number(quality) };
    })
    .filter((entry) => entry.tag !== '' && entry.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of wanted) {
    if (tag.startsWith('en')) return 'en';
    if (tag.startsWith('zh')) return 'zh-HK';
  }
  return null;
}
