'use client';

import { useEffect, useState } from 'react';
import type { SimulationResult } from '@/lib/calculator/monte-carlo';
import { useWorker } from '../kit/use-worker';
import type { SimulationAnswer, SimulationRequest } from './simulate.worker';

export interface SimulationState {
  /** Share of the draws done, 0 to 100; null: nothing under way. */
  percent: number | null;
  /** The last finished run; null until the first is. */
  result: SimulationResult | null;
}

/** Typing rests this long before draws begin. */
const SETTLE_MS = 250;

const startWorker = () => new Worker(new URL('./simulate.worker.ts', import.meta.url), { type: 'module' });

/** Draws in a worker, anew whenever the request is another; a run for inputs that are gone is ended. */
export function useSimulation(request: SimulationRequest | null): SimulationState {
  const [state, setState] = useState<SimulationState>({ percent: null, result: null });
  const ask = useWorker<SimulationRequest, SimulationAnswer>(startWorker, (answer) =>
    setState((now) =>
      'result' in answer
        ? { percent: null, result: answer.result }
        : { ...now, percent: (answer.done * 100) / answer.of },
    ),
  );
  useEffect(() => {
    if (!request) return;
    const timer = setTimeout(() => {
      setState((now) => ({ ...now, percent: 0 }));
      ask(request, { afresh: true });
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [request, ask]);
  return state;
}
