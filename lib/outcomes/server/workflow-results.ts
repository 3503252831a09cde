import { question } from '../../access/server/verb';
import type { WorkflowResults } from '../dto';
import { resultsInput } from '../outcome-input';
import { readWorkflowLedger } from './workflow-ledger';

/** Profit and loss of every workflow over a period: cost, outcomes, what they are worth, and what is missing. */
export const workflowResults = question({
  name: 'workflowResults',
  permission: 'outcomes.read',
  input: resultsInput,
  run: async ({ db, input, scope }): Promise<WorkflowResults> => {
    const { resolved, rows } = await readWorkflowLedger(db, { ...input, byMonth: false }, scope);
    return { ...resolved, rows: rows.flatMap(({ results }) => results) };
  },
});
