'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import type { ExploreDefaults, ExploreState } from '@/components/explore/state';
import { readState, writeState } from './search-params';

/**
 * The address is the state. Pushing it does not ask the server for the page again, so a change shows at once
 * and Back undoes it.
 */
export function useExploreState(defaults: ExploreDefaults) {
  const search = useSearchParams().toString();
  const state = useMemo(() => readState(new URLSearchParams(search), defaults), [search, defaults]);
  const setState = useCallback(
    (next: ExploreState) => {
      const address = `/explore${writeState(next, defaults)}`;
      if (address !== `${window.location.pathname}${window.location.search}`) {
        window.history.pushState(null, '', address);
      }
    },
    [defaults],
  );
  return [state, setState] as const;
}
