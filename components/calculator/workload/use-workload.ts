'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { LeverPlan } from '@/lib/calculator/levers';
import type { Workload } from '@/lib/calculator/workload';
import { isTooLarge } from '@/lib/calculator/workload-size';
import { useSetState, useStatePlan, useStateWorkload } from '../calculator-context';

/** The workload that is typed, and how to change a part of it: refused with a
 * reason where it becomes too large. A preset that is changed is no preset any more. */
export function useWorkload() {
  const workload = useStateWorkload();
  const setState = useSetState();
  const t = useTranslations('calculator.field');
  const change = useCallback(
    (part: Partial<Workload> | ((workload: Workload) => Partial<Workload>)): string | undefined => {
      if (isTooLarge({ ...workload, ...(typeof part === 'function' ? part(workload) : part) }))
        return t('tooLarge');
      setState((now) => ({
        ...now,
        origin: now.origin?.kind === 'preset' ? null : now.origin,
        workload: { ...now.workload, ...(typeof part === 'function' ? part(now.workload) : part) },
      }));
      return undefined;
    },
    [workload, setState, t],
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
