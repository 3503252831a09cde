import type { Classifier } from '../classify/classify';
import type { PastCall } from './replay-types';

/** Calls of the ledger that declare no class, and of them those that the classifier gave one. */
export interface Undeclared {
  calls: bigint;
  assigned: bigint;
}

/**
 * An event that declares no class as the gate would have routed it: by what a call carries before it is made. The ledger
 * knows neither the most it might have written nor whether it needed tools. A declared class stays.
 */
export function assignClass(
  past: PastCall,
  classify: Classifier,
  defaultOf: (workflow: string) => string | null,
  counted: Undeclared,
): PastCall {
  const { call, tokens, requests } = past;
  if (call.taskClass !== '') return past;
  counted.calls += requests;
  const each = (count: bigint) => Number(count / (requests > 0n ? requests : 1n));
  const { taskClass } = classify({
    ...past.said,
    workflow: call.workflow,
    workflowDefault: call.workflow === null ? null : defaultOf(call.workflow),
    inputTokens: each(tokens.input + tokens.cacheRead + tokens.cacheWrite5m + tokens.cacheWrite1h),
    cachedTokens: each(tokens.cacheRead),
    ...{ maxOutputTokens: null, needsTools: false, after: null },
  });
  if (taskClass === null) return past;
  counted.assigned += requests;
  return { ...past, call: { ...call, taskClass } };
}
