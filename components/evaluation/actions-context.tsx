'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { z } from 'zod';
import type { ActionResult } from '@/lib/action-result';
import type {
  GoldenSetDto,
  GoldenSetPreview,
  ResultsPreview,
  RunDetail,
} from '@/lib/evaluation/evaluation-dto';
import type {
  addGoldenSetInput,
  compareRunsInput,
  giveConsentInput,
  importEvaluationInput,
  previewGoldenSetInput,
  previewResultsInput,
  resumeEvaluationInput,
  startEvaluationInput,
} from '@/lib/evaluation/evaluation-input';
import type { LeftOut } from '@/lib/evaluation/read-results';

type Read<T> = Promise<ActionResult<T>>;
type Done = Promise<ActionResult<unknown>>;

/** The server actions of the area, handed to its components by the layout. */
interface EvaluationActions {
  readSets: () => Read<GoldenSetDto[]>;
  readRun: (runId: string) => Read<RunDetail>;
  previewSet: (input: z.input<typeof previewGoldenSetInput>) => Read<GoldenSetPreview>;
  addSet: (input: z.input<typeof addGoldenSetInput>) => Read<{ cases: number; redactions: number }>;
  archiveSet: (setId: string) => Done;
  previewImport: (input: z.input<typeof previewResultsInput>) => Read<ResultsPreview>;
  importResults: (
    input: z.input<typeof importEvaluationInput>,
  ) => Read<{ results: number; leftOut: LeftOut[] }>;
  startRun: (input: z.input<typeof startEvaluationInput>) => Read<{ runId: string }>;
  stopRun: (runId: string) => Done;
  resumeRun: (input: z.input<typeof resumeEvaluationInput>) => Done;
  compareTwo: (input: z.input<typeof compareRunsInput>) => Read<{ evidenceId: string }>;
  giveConsent: (input: z.input<typeof giveConsentInput>) => Done;
  withdrawConsent: (teamId: string, reason: string) => Done;
}

const Context = createContext<EvaluationActions | null>(null);

export function EvaluationActionsProvider({
  actions,
  children,
}: {
  actions: EvaluationActions;
  children: ReactNode;
}) {
  return <Context.Provider value={actions}>{children}</Context.Provider>;
}

export function useEvaluationActions(): EvaluationActions {
  const actions = useContext(Context);
  if (!actions) throw new Error('EvaluationActionsProvider is missing above this component.');
  return actions;
}
