'use client';

import { useEffect, useRef, useState } from 'react';
import { useWorker } from '../kit/use-worker';
import type { BuildInputs } from './build-inputs';
import { type BuildOutcome, buildResult } from './build-result';

const startWorker = () => new Worker(new URL('./build.worker.ts', import.meta.url), { type: 'module' });

/** The first figures come with the page; those of changed inputs from a worker, so that typing never waits. */
export function useBuildResult(inputs: BuildInputs): BuildOutcome {
  const [outcome, setOutcome] = useState(() => buildResult(inputs));
  const asked = useRef(inputs);
  const ask = useWorker<BuildInputs, BuildOutcome>(startWorker, setOutcome);
  useEffect(() => {
    if (asked.current === inputs) return;
    asked.current = inputs;
    ask(inputs);
  }, [inputs, ask]);
  return outcome;
}
