'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { z } from 'zod';
import type { ActionResult } from '@/lib/action-result';
import type { Finding } from '@/lib/routing/checks';
import type {
  approvePolicyInput,
  checkDraftInput,
  draftPolicyInput,
  policyReasonInput,
  publishPolicyInput,
  rejectPolicyInput,
  saveDraftInput,
  submitPolicyInput,
  tryRequestInput,
  versionInput,
} from '@/lib/routing/policy-verbs-input';
import type { Tried } from './try-answer';

type Read<T> = Promise<ActionResult<T>>;
type Done = Promise<ActionResult<unknown>>;

/** The server actions of the area, handed to its components by the layout. */
interface RoutingActions {
  check: (input: z.input<typeof checkDraftInput>) => Read<{ findings: Finding[]; yaml: string }>;
  tryCall: (input: z.input<typeof tryRequestInput>) => Read<Tried>;
  draft: (input: z.input<typeof draftPolicyInput>) => Read<{ policyId: string; versionId: string }>;
  save: (input: z.input<typeof saveDraftInput>) => Read<{ revision: number; findings: Finding[] }>;
  submit: (input: z.input<typeof submitPolicyInput>) => Done;
  withdraw: (input: z.input<typeof versionInput>) => Done;
  approve: (input: z.input<typeof approvePolicyInput>) => Done;
  reject: (input: z.input<typeof rejectPolicyInput>) => Done;
  publish: (input: z.input<typeof publishPolicyInput>) => Done;
  discard: (input: z.input<typeof versionInput>) => Done;
  rollBack: (input: z.input<typeof policyReasonInput>) => Done;
  retire: (input: z.input<typeof policyReasonInput>) => Done;
}

const Context = createContext<RoutingActions | null>(null);

export function RoutingActionsProvider({
  actions,
  children,
}: {
  actions: RoutingActions;
  children: ReactNode;
}) {
  return <Context.Provider value={actions}>{children}</Context.Provider>;
}

export function useRoutingActions(): RoutingActions {
  const actions = useContext(Context);
  if (!actions) throw new Error('RoutingActionsProvider is missing above this component.');
  return actions;
}
