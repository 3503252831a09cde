import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { invalid, notFound, unauthenticated } from '@/lib/errors';
import { withOverrides } from '@/lib/usage/import/override';
import { type FileFormat, formatOf } from '@/lib/usage/import/read-rows';
import { readMappingFile } from './mapping-file';

/** What every import is told on the command line. */
export interface FileOptions {
  map: string;
  meter: string;
  key?: string;
  source?: string;
  set: string[];
  format?: FileFormat;
  rejected?: string;
}

interface ImportKind {
  name: 'usage' | 'outcomes';
  /** Below cli/mappings. */
  folder: '' | 'outcomes';
}

/** `tollgate import usage|outcomes FILE --map …` with the options that both have; the caller adds its own. */
export function importCommand(parent: Command, { name, folder }: ImportKind): Command {
  return parent
    .command(name)
    .description(
      `Import ${name} from CSV, JSON Lines or a JSON array (gzipped or not; - reads standard input)`,
    )
    .argument('<file>', 'the file, or - for standard input')
    .requiredOption(
      '--map <mapping>',
      `mapping file, or the name of one in ${['cli/mappings', folder].filter(Boolean).join('/')}`,
    )
    .option('--meter <url>', 'address of the meter', process.env.TOLLGATE_METER ?? 'http://127.0.0.1:4318')
    .option('--key <key>', `API key with ${name}:write (or TOLLGATE_API_KEY)`)
    .option(
      '--source <name>',
      `source of the ${name === 'usage' ? 'events' : name}, instead of the one in the mapping`,
    )
    .option(
      '--set <field=value>',
      'change a field of the mapping, e.g. tags.team=claims',
      (value, all: string[]) => [...all, value],
      [],
    )
    .option('--format <format>', 'csv, jsonl or json, where the file name does not say')
    .option('--rejected <file>', 'where rejected rows go (default: ./<file name>.rejected.csv)');
}

interface OpenedImport<M> {
  key: string;
  stdin: boolean;
  mapping: M;
  format: FileFormat;
  /** Of the file, for what is written beside it. */
  base: string;
  rejectedPath: string;
}

/** What an import needs before it reads a row; refuses what is missing, in words for the one who typed it. */
export async function openImport<M extends { format?: FileFormat | undefined }>(
  file: string,
  options: FileOptions,
  { folder, parse }: Pick<ImportKind, 'folder'> & { parse: (raw: unknown) => M },
): Promise<OpenedImport<M>> {
  const key = options.key ?? process.env.TOLLGATE_API_KEY;
  if (!key)
    throw unauthenticated(
      'An API key is needed: --key tg_… or TOLLGATE_API_KEY. Make one under Settings, API keys.',
    );
  const stdin = file === '-';
  if (!stdin && !existsSync(file)) throw notFound(`There is no file ${file}.`);
  const settings = options.source ? [...options.set, `source=${options.source}`] : options.set;
  const mapping = parse(withOverrides(await readMappingFile(options.map, folder), settings));
  const format = options.format ?? mapping.format ?? formatOf(file);
  if (format !== 'csv' && format !== 'jsonl' && format !== 'json')
    throw invalid('--format: say whether the file is csv, jsonl or json.');
  const base = stdin ? 'stdin' : path.basename(file);
  return { key, stdin, mapping, format, base, rejectedPath: options.rejected ?? `${base}.rejected.csv` };
}
