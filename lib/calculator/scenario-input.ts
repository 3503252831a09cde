import { z } from 'zod';
import { displayName, idText } from '../access/fields';
import { type ScenarioState, scenarioState } from './state';

const team = idText.nullable().default(null);
/** The `updatedAt` of the version that was changed. */
const seen = z.iso.datetime();

export const saveScenarioInput = z.object({ name: displayName, teamId: team, state: scenarioState });
export const updateScenarioInput = z.object({
  scenarioId: idText,
  updatedAt: seen,
  state: scenarioState,
});
export const renameScenarioInput = z.object({ scenarioId: idText, name: displayName, teamId: team });
export const duplicateScenarioInput = z.object({ scenarioId: idText, name: displayName, teamId: team });

/** Plain text of several lines: no control characters but line breaks. */
const commentBody = z
  .string()
  .trim()
  .min(1, 'Write a comment.')
  .max(4000, 'Use at most 4,000 characters.')
  .regex(/^[^\p{Cc}\p{Cs}]*(?:[\r\n\t][^\p{Cc}\p{Cs}]*)*$/u, 'Use plain text.');
export const commentInput = z.object({ scenarioId: idText, body: commentBody });

export type SaveScenarioInput = z.input<typeof saveScenarioInput>;
export type UpdateScenarioInput = z.input<typeof updateScenarioInput>;
export type RenameScenarioInput = z.input<typeof renameScenarioInput>;
export type DuplicateScenarioInput = z.input<typeof duplicateScenarioInput>;

/** The workflow of the ledger that a state was read from, as long as it says so. */
export const workflowOf = ({ origin }: ScenarioState): string | null =>
  origin?.kind === 'workflow' ? origin.workflow : null;
