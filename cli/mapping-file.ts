import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { invalid, notFound } from '@/lib/errors';

const MAPPINGS = path.join(import.meta.dirname, 'mappings');

/** The JSON of a mapping: a file, or the name of one in cli/mappings (`''`) or a folder of it. */
export async function readMappingFile(name: string, folder: '' | 'outcomes'): Promise<unknown> {
  const named = path.join(MAPPINGS, folder, `${name}.json`);
  const found = existsSync(name) ? name : existsSync(named) ? named : null;
  if (!found)
    throw notFound(`There is no mapping ${name}: give a file, or a name from ${path.dirname(named)}.`);
  try {
    return JSON.parse(await readFile(found, 'utf8'));
  } catch (error) {
    throw invalid(`${found} is not JSON: ${(error as Error).message}`);
  }
}
