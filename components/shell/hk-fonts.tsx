'use client';

import { useLocale } from 'next-intl';
import { useEffect } from 'react';

/**
 * Chinese also stands on English pages (names of people and tags), so both languages load the style sheets of the
 * Hong Kong fonts, after the page shows: they are large, though each of their font files loads only for the
 * characters on the page. English headlines make do with the sans-serif.
 */
export function HkFonts() {
  const chinese = useLocale() === 'zh-HK';
  useEffect(() => {
    void import('./hk-sans');
    if (chinese) void import('./hk-serif');
  }, [chinese]);
  return null;
}
