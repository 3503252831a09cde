'use client';

import { createContext, type ReactNode, useContext, useDeferredValue, useMemo } from 'react';
import { type Comparison, compareModels } from '@/lib/calculator/compare-models';
import { type Reading, readingIn, useBook, useCalculator } from '../calculator-context';
import { type Reckoning, reckon } from './reckon';

export interface ShownReckoning extends Reckoning {
  reading: Reading;
}

const Context = createContext<ShownReckoning | null>(null);
const ComparisonContext = createContext<Comparison | null>(null);

/** The figures on screen. They follow what is typed a moment later, when nothing more urgent is to be drawn. */
export function useReckoning(): ShownReckoning {
  const reckoning = useContext(Context);
  if (!reckoning) throw new Error('This is outside of the workload page.');
  return reckoning;
}

/** The workload on every model of the book, for the same state. */
export function useComparison(): Comparison {
  const comparison = useContext(ComparisonContext);
  if (!comparison) throw new Error('This is outside of the workload page.');
  return comparison;
}

export function ReckoningProvider({ children }: { children: ReactNode }) {
  const { state } = useCalculator();
  const { list, prices } = useBook();
  const shown = useDeferredValue(state);
  const reckoning = useMemo(
    () => ({ ...reckon(shown, prices), reading: readingIn(list, shown.currency) }),
    [shown, prices, list],
  );
  return (
    <Context value={reckoning}>
      <ComparisonProvider>{children}</ComparisonProvider>
    </Context>
  );
}

/** A part of its own, so that the browser may answer a key between the two. */
function ComparisonProvider({ children }: { children: ReactNode }) {
  const { state } = useReckoning();
  const { prices } = useBook();
  const comparison = useMemo(() => compareModels(state.workload, state.plan, prices), [state, prices]);
  return <ComparisonContext value={comparison}>{children}</ComparisonContext>;
}
