import { createHash } from 'node:crypto';
import { verb } from '../../access/server/verb';
import { importOutcomesInput } from '../import-input';
import { type TakenFile, takeOutcomeFile } from './take-outcome-file';

/**
 * Counts the outcomes of a CSV file for a team, by the mapping given or by the usual columns. All of it at once or
 * nothing; the same file again counts nothing twice.
 */
export const importOutcomes = verb({
  name: 'importOutcomes',
  permission: 'outcomes.edit',
  input: importOutcomesInput,
  team: (_tx, { teamId }) => teamId,
  run: async ({ tx, ctx, input, scope, audit }): Promise<TakenFile> => {
    const taken = await takeOutcomeFile(tx, input, { name: ctx.actor.name, scope, now: ctx.now });
    const { rejectedRows: _, ...summary } = taken;
    await audit({
      action: 'outcome.import',
      subject: { kind: 'outcome', id: createHash('sha256').update(input.text).digest('hex') },
      teamId: input.teamId,
      after: { fileName: input.fileName, ...summary },
    });
    return taken;
  },
});
