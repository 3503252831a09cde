'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** False in the server's markup, true once the page answers to the reader. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
