'use client';

import { useLocale } from 'next-intl';
import { useEffect } from 'react';

/**
 * Chinese also stands on English pages (names of people and tags), so both languages load the style sheets of the
 * Hong Kong fonts after the page shows: they are large, though each of their font files loads only for the characters
 * on the page. On English pages they wait until the browser has nothing else to do, and headlines make do with the
 * sans-serif.
 */
export function HkFonts() {
  const chinese = useLocale() === 'zh-HK';
  useEffect(() => {
    if (!chinese) return whenIdle(() => void import('./hk-sans'));
    void import('./hk-sans');
    void import('./hk-serif');
  }, [chinese]);
  return null;
}

/** After everything of the page has loaded, or at once where it has. Returns what calls it off. */
function whenIdle(load: () => void): () => void {
  let handle = 0;
  // Safari has no idle callbacks.
  const wait = () => {
    handle = window.requestIdleCallback ? window.requestIdleCallback(load) : window.setTimeout(load, 500);
  };
  if (document.readyState === 'complete') wait();
  else window.addEventListener('load', wait, { once: true });
  return () => {
    window.removeEventListener('load', wait);
    if (window.cancelIdleCallback) window.cancelIdleCallback(handle);
    else window.clearTimeout(handle);
  };
}
