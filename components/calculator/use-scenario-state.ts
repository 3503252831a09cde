'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  type DecodedState,
  decodeState,
  encodeState,
  type LinkProblem,
  type ScenarioState,
  STATE_PARAM,
} from '@/lib/calculator/state';

/** How long typing rests before the address follows. */
const SETTLED_MS = 300;

export interface ScenarioHandle {
  state: ScenarioState;
  setState: (change: (state: ScenarioState) => ScenarioState) => void;
  /** What was wrong with the link this was opened by; gone once something is changed. */
  problem: LinkProblem | null;
  /** Whether it is something else than what the calculator opens with. */
  touched: boolean;
}

interface Kept extends DecodedState {
  touched: boolean;
}

const opened = (text: string | null, start: ScenarioState): Kept =>
  text === null
    ? { state: start, problem: null, touched: false }
    : { ...decodeState(text, start), touched: true };

/**
 * The state of the calculator, kept while the reader goes from tab to tab, and in the address: read from it when a
 * link is followed, written to it once typing rests.
 */
export function useScenarioState(start: ScenarioState): ScenarioHandle {
  const text = useSearchParams().get(STATE_PARAM);
  const [kept, setKept] = useState(() => opened(text, start));
  /** What the address says, as far as this knows: told apart from a link that was followed. */
  const written = useRef(text);

  useEffect(() => {
    if (text === null || text === written.current) return;
    written.current = text;
    setKept(({ state }) => opened(text, state));
  }, [text]);

  useEffect(() => {
    if (!kept.touched || kept.problem) return;
    const timer = setTimeout(() => {
      const next = encodeState(kept.state);
      if (next === written.current) return;
      written.current = next;
      writeAddress(next);
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [kept]);

  const setState = useCallback(
    (change: (state: ScenarioState) => ScenarioState) =>
      setKept(({ state }) => ({ state: change(state), problem: null, touched: true })),
    [],
  );
  return useMemo(() => ({ ...kept, setState }), [kept, setState]);
}

function writeAddress(text: string): void {
  const params = new URLSearchParams(window.location.search);
  params.delete(STATE_PARAM);
  const others = params.size > 0 ? `&${params}` : '';
  window.history.replaceState(null, '', `${window.location.pathname}?${STATE_PARAM}=${text}${others}`);
}
