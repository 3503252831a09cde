import { z } from 'zod';
import { type HeldAboutPerson, heldAboutPerson } from '../../usage/server/held-about-person';
import { pseudonymOf } from '../../usage/server/pseudonym';
import { reasonText } from '../fields';
import { installationSecret } from './installation-secret';
import { verb } from './verb';

export interface PersonLookup {
  pseudonym: string;
  /** Null: nothing is held. */
  held: HeldAboutPerson | null;
}

/**
 * Answers a data-subject request: the pseudonym a user id is stored under, and what is held. A verb because
 * the look-up itself is audited; the log keeps the pseudonym, never the id that was typed.
 */
export const lookupPerson = verb({
  name: 'lookupPerson',
  permission: 'people.lookup',
  input: z.object({ userId: z.string().trim().min(1, 'Write the user id.').max(256), reason: reasonText }),
  run: async ({ tx, input, audit }): Promise<PersonLookup> => {
    const pseudonym = pseudonymOf(installationSecret(), input.userId);
    const held = await heldAboutPerson(tx, pseudonym);
    await audit({
      action: 'person.lookup',
      subject: { kind: 'pseudonym', id: pseudonym },
      after: { found: held !== null },
      reason: input.reason,
    });
    return { pseudonym, held };
  },
});
