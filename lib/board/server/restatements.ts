import { z } from 'zod';
import { question } from '../../access/server/verb';
import { CURRENCIES } from '../../money/currency';
import { monthText } from '../month';
import { readRestatements } from './read-restatements';

/** What happened to closed months since, shown in the first month after them that is open: never in themselves. */
export const restatements = question({
  name: 'restatements',
  permission: 'board.read',
  input: z.object({ month: monthText, currency: z.enum(CURRENCIES) }),
  run: ({ db, input }) => readRestatements(db, input),
});
