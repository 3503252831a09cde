'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { TokenCount } from '@/lib/calculator/token-count';
import { useWorker } from '../kit/use-worker';
import type { CountAnswer, CountRequest } from './count.worker';
import type { CountGroup } from './count-groups';

export interface Counted {
  characters: number;
  byGroup: ReadonlyMap<CountGroup, TokenCount>;
}

export interface CountState {
  phase: 'idle' | 'loading' | 'counting' | 'failed';
  /** Of the text last counted; null before the first and for no text. */
  counted: Counted | null;
}

const SETTLE_MS = 150;
export const MOST_CHARACTERS = 1_000_000;

const startWorker = () => new Worker(new URL('./count.worker.ts', import.meta.url), { type: 'module' });

/** Counts a text in a worker, one count at a time: what is typed meanwhile is counted next, once. */
export function useCount(text: string, groups: ReadonlyMap<CountGroup, readonly string[]>) {
  const [state, setState] = useState<CountState>({ phase: 'idle', counted: null });
  const busy = useRef(false);
  const waiting = useRef<string | null>(null);
  const loaded = useRef(false);
  const latest = useRef(text);
  const next = useRef<(text: string) => void>(() => {});
  const ask = useWorker<CountRequest, CountAnswer>(startWorker, (answer) => {
    busy.current = false;
    const open = waiting.current;
    waiting.current = null;
    if ('failed' in answer) return setState((now) => ({ ...now, phase: 'failed' }));
    loaded.current = true;
    if (open !== null) return next.current(open);
    if (latest.current === '') return;
    const names = [...groups.keys()];
    setState({
      phase: 'idle',
      counted: {
        characters: answer.count.characters,
        byGroup: new Map(
          answer.count.counts.flatMap((count, i) => {
            const group = names[i];
            return group ? [[group, count] as const] : [];
          }),
        ),
      },
    });
  });
  const count = useCallback(
    (asked: string) => {
      if (busy.current) {
        waiting.current = asked;
        return;
      }
      busy.current = true;
      setState((now) => ({ ...now, phase: loaded.current ? 'counting' : 'loading' }));
      ask({ text: asked, models: [...groups.values()].map(([first = '']) => first) });
    },
    [ask, groups],
  );
  useEffect(() => {
    next.current = count;
    latest.current = text;
  }, [count, text]);
  useEffect(() => {
    if (text === '' || text.length > 2 * MOST_CHARACTERS) {
      waiting.current = null;
      setState({ phase: 'idle', counted: null });
      return;
    }
    const timer = setTimeout(() => count(text), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text, count]);
  return { ...state, retry: () => count(text) };
}
