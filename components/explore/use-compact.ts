'use client';

import { useSyncExternalStore } from 'react';

const NARROW = '(max-width: 639px)';

/** True on a phone. The server draws for a desk, so the first paint there does not move. */
export function useCompact(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(NARROW);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => window.matchMedia(NARROW).matches,
    () => false,
  );
}
