'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ExploreDefaults, ExploreState } from '@/components/explore/state';
import { type AddressAhead, pushed, searchNow } from './address-ahead';
import { readState, writeState } from './search-params';

/**
 * The address is the state. Pushing it does not ask the server for the page again, so a change shows at once
 * and Back undoes it. The router tells a new address only after the page was drawn with it, so what was pushed counts
 * before: whoever chooses twice quickly would lose the first choice.
 */
export function useExploreState(defaults: ExploreDefaults) {
  const told = useSearchParams().toString();
  const [ahead, setAhead] = useState<AddressAhead | null>(null);
  if (ahead !== null && !ahead.behind.has(told)) setAhead(null);
  const search = searchNow(told, ahead);
  useEffect(() => {
    const forget = () => setAhead(null);
    window.addEventListener('popstate', forget);
    return () => window.removeEventListener('popstate', forget);
  }, []);
  const state = useMemo(() => readState(new URLSearchParams(search), defaults), [search, defaults]);
  const setState = useCallback(
    (next: ExploreState) => {
      const text = writeState(next, defaults);
      const address = `/explore${text}`;
      if (address === `${window.location.pathname}${window.location.search}`) return;
      setAhead((before) => pushed(before, told, new URLSearchParams(text).toString()));
      window.history.pushState(null, '', address);
    },
    [defaults, told],
  );
  return [state, setState] as const;
}
