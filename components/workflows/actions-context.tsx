'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { z } from 'zod';
import type { ActionResult } from '@/lib/action-result';
import type { OutcomePage } from '@/lib/outcomes/dto';
import type { OutcomePreview, RefusedOutcomeRow } from '@/lib/outcomes/import/preview';
import type { OutcomeImportSummary } from '@/lib/outcomes/import/run';
import type { importOutcomesInput } from '@/lib/outcomes/import-input';
import type {
  archiveOutcomeInput,
  changeDefinitionInput,
  correctOutcomesInput,
  defineOutcomeInput,
  enterOutcomesInput,
  setValueInput,
} from '@/lib/outcomes/outcome-input';
import type { Period } from '@/lib/time/days';

type Read<T> = Promise<ActionResult<T>>;
type Done = Promise<ActionResult<unknown>>;

/** What became of a file's rows: rows = accepted + duplicates + skipped + rejected. */
export interface ImportedOutcomes extends OutcomeImportSummary {
  rejectedRows: RefusedOutcomeRow[];
}

/** The server actions of the area, handed to its components by the page. */
interface WorkflowActions {
  readEntries: (workflow: string, period: Period, cursor: string | null) => Read<OutcomePage>;
  define: (input: z.input<typeof defineOutcomeInput>) => Done;
  changeDefinition: (input: z.input<typeof changeDefinitionInput>) => Done;
  archive: (input: z.input<typeof archiveOutcomeInput>) => Done;
  setValue: (input: z.input<typeof setValueInput>) => Done;
  enter: (input: z.input<typeof enterOutcomesInput>) => Done;
  previewFile: (input: z.input<typeof importOutcomesInput>) => Read<OutcomePreview>;
  importFile: (input: z.input<typeof importOutcomesInput>) => Read<ImportedOutcomes>;
  correct: (input: z.input<typeof correctOutcomesInput>) => Done;
}

const Context = createContext<WorkflowActions | null>(null);

export function WorkflowActionsProvider({
  actions,
  children,
}: {
  actions: WorkflowActions;
  children: ReactNode;
}) {
  return <Context.Provider value={actions}>{children}</Context.Provider>;
}

export function useWorkflowActions(): WorkflowActions {
  const actions = useContext(Context);
  if (!actions) throw new Error('WorkflowActionsProvider is missing above this component.');
  return actions;
}
