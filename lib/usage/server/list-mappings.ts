import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { question } from '../../access/server/verb';
import { mappingSchema } from '../import/mapping';
import type { SavedMapping } from '../import-dto';

const directory = (): string => path.resolve(/* turbopackIgnore: true */ process.cwd(), 'cli/mappings');

/** The mapping files that come with Tollgate, by name. */
export const listMappings = question({
  name: 'listMappings',
  permission: 'usage.import',
  input: z.object({}),
  run: async (): Promise<SavedMapping[]> => {
    const files = (await readdir(directory())).filter((name) => name.endsWith('.json')).sort();
    return Promise.all(
      files.map(async (file) => {
        const mapping = JSON.parse(await readFile(path.join(directory(), file), 'utf8'));
        const { name, description } = mappingSchema.parse(mapping);
        return { key: file.replace(/\.json$/, ''), name, description, mapping };
      }),
    );
  },
});
