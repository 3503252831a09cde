'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { INBOX_POLL_MS } from './inbox-keys';

/** How many alerts are unread, as last heard; null until something newer than the page was heard. */
let heard: number | null = null;
const listeners = new Set<() => void>();

function onUnread(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells the bell a newer count: the inbox knows it when alerts were read. */
export function setUnread(count: number): void {
  heard = count;
  for (const listener of listeners) listener();
}

/**
 * The unread count: what the server wrote into the page until something newer was heard. Asks again by itself
 * while the page is looked at, and when it is looked at again.
 */
export function useUnread(written: number, ask: () => Promise<number | null>): number {
  const newer = useSyncExternalStore(
    onUnread,
    () => heard,
    () => null,
  );
  useEffect(() => {
    const look = async () => {
      if (document.visibilityState !== 'visible') return;
      // A poll that fails says nothing new; the next one may.
      const count = await ask().catch(() => null);
      if (count !== null) setUnread(count);
    };
    const timer = setInterval(look, INBOX_POLL_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [ask]);
  return newer ?? written;
}
