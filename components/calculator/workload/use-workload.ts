'use client';

import { useCallback } from 'react';
import type { LeverPlan } from '@/lib/calculator/levers';
import type { Workload } from '@/lib/calculator/workload';
import { useSetState, useStatePlan, useStateWorkload } from '../calculator-context';

/** The workload that is typed, and how to change a part of it. A preset that is changed is no preset any more. */
export function useWorkload() {
  const workload = useStateWorkload();
  const setState = useSetState();
  const change = useCallback(
    (part: Partial<Workload> | ((workload: Workload) => Partial<Workload>)) => {
      setState((now) => ({
        ...now,
        origin: now.origin?.kind === 'preset' ? null : now.origin,
        workload: { ...now.workload, ...(typeof part === 'function' ? part(now.workload) : part) },
      }));
      return undefined;
    },
    [setState],
  );
  return { workload, change };
}

export function usePlan() {
  const plan = useStatePlan();
  const setState = useSetState();
  const change = useCallback(
    (changed: (plan: LeverPlan) => LeverPlan) => setState((now) => ({ ...now, plan: changed(now.plan) })),
    [setState],
  );
  return { plan, change };
}
