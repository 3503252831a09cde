'use client';

import { createContext, type ReactNode, useContext, useDeferredValue, useMemo } from 'react';
import { type Reading, readingIn, useBook, useCalculator } from '../calculator-context';
import { type Reckoning, reckon } from './reckon';

export interface ShownReckoning extends Reckoning {
  reading: Reading;
}

const Context = createContext<ShownReckoning | null>(null);

/** The figures on screen. They follow what is typed a moment later, when nothing more urgent is to be drawn. */
export function useReckoning(): ShownReckoning {
  const reckoning = useContext(Context);
  if (!reckoning) throw new Error('This is outside of the workload page.');
  return reckoning;
}

export function ReckoningProvider({ children }: { children: ReactNode }) {
  const { state } = useCalculator();
  const { list, prices } = useBook();
  const shown = useDeferredValue(state);
  const reckoning = useMemo(
    () => ({ ...reckon(shown, prices), reading: readingIn(list, shown.currency) }),
    [shown, prices, list],
  );
  return <Context value={reckoning}>{children}</Context>;
}
