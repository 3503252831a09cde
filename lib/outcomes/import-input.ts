import { z } from 'zod';
import { idText } from '../access/fields';

/** What one import in the console may hold. */
const MAX_IMPORT_CHARACTERS = 4_000_000;

export const importOutcomesInput = z.object({
  /** CSV with a header. */
  text: z
    .string()
    .min(1, 'The file is empty.')
    .max(MAX_IMPORT_CHARACTERS, 'Use the command line for a file this large.'),
  fileName: z.string().trim().min(1).max(200),
  /** The team all of it is counted for. */
  teamId: idText,
  /** An outcome mapping. Null: the columns id, time, workflow, outcome, count, and amount and currency of one. */
  mapping: z.unknown().default(null),
});
