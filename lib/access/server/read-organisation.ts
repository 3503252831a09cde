import { z } from 'zod';
import { notFound } from '../../errors';
import { getOrganisation, type Organisation } from './get-organisation';
import { question } from './verb';

/** The organisation's settings, for the page that edits them. */
export const readOrganisation = question({
  name: 'readOrganisation',
  permission: 'settings.read',
  input: z.object({}),
  run: async ({ db }): Promise<Organisation> => {
    const found = await getOrganisation(db);
    if (!found) throw notFound('This installation is not set up yet.');
    return found;
  },
});
