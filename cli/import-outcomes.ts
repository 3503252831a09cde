import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { invalid, notFound, unauthenticated } from '@/lib/errors';
import { formatCount } from '@/lib/money/format';
import type { RecordOutcomesResult } from '@/lib/outcomes/dto';
import type { ImportedOutcome } from '@/lib/outcomes/import/convert';
import { parseOutcomeMapping } from '@/lib/outcomes/import/mapping';
import { type OutcomeImportSummary, runOutcomeImport } from '@/lib/outcomes/import/run';
import { withOverrides } from '@/lib/usage/import/override';
import { type FileFormat, formatOf, readRows } from '@/lib/usage/import/read-rows';
import { EXIT, run } from './exit';
import { readMappingFile } from './mapping-file';
import { createMeterClient } from './meter-client';
import { openRejectedRows } from './rejected-rows';

interface Options {
  map: string;
  meter: string;
  key?: string;
  source?: string;
  set: string[];
  format?: FileFormat;
  rejected?: string;
}

const BATCH = 2_000;

/** Adds `tollgate import outcomes FILE --map mapping.json` below `tollgate import`. */
export function addImportOutcomes(parent: Command): void {
  parent
    .command('outcomes')
    .description(
      'Import outcomes from CSV, JSON Lines or a JSON array (gzipped or not; - reads standard input)',
    )
    .argument('<file>', 'the file, or - for standard input')
    .requiredOption('--map <mapping>', 'mapping file, or the name of one in cli/mappings/outcomes')
    .option('--meter <url>', 'address of the meter', process.env.TOLLGATE_METER ?? 'http://127.0.0.1:4318')
    .option('--key <key>', 'API key with outcomes:write (or TOLLGATE_API_KEY)')
    .option('--source <name>', 'source of the outcomes, instead of the one in the mapping')
    .option(
      '--set <field=value>',
      'change a field of the mapping, e.g. tags.team=claims',
      (v, all: string[]) => [...all, v],
      [],
    )
    .option('--format <format>', 'csv, jsonl or json, where the file name does not say')
    .option('--rejected <file>', 'where rejected rows go (default: ./<file name>.rejected.csv)')
    .action((file: string, options: Options) => run(() => importOutcomes(file, options)));
}

async function importOutcomes(file: string, options: Options): Promise<number> {
  const key = options.key ?? process.env.TOLLGATE_API_KEY;
  if (!key)
    throw unauthenticated(
      'An API key is needed: --key tg_… or TOLLGATE_API_KEY. Make one under Settings, API keys.',
    );
  const stdin = file === '-';
  if (!stdin && !existsSync(file)) throw notFound(`There is no file ${file}.`);
  const settings = options.source ? [...options.set, `source=${options.source}`] : options.set;
  const mapping = parseOutcomeMapping(
    withOverrides(await readMappingFile(options.map, 'outcomes'), settings),
  );
  const format = options.format ?? mapping.format ?? formatOf(file);
  if (format !== 'csv' && format !== 'jsonl' && format !== 'json')
    throw invalid('--format: say whether the file is csv, jsonl or json.');

  const client = createMeterClient<ImportedOutcome, RecordOutcomesResult>({
    url: options.meter,
    key,
    source: mapping.source,
    sends: 'outcomes',
    onRetry: (reason, seconds) => console.error(`waiting ${seconds.toFixed(1)} s: ${reason}`),
  });
  await client.ping();
  const rejectedPath = options.rejected ?? `${stdin ? 'stdin' : path.basename(file)}.rejected.csv`;
  const rejected = await openRejectedRows(rejectedPath, false);
  const summary = await runOutcomeImport({
    rows: readRows(stdin ? process.stdin : createReadStream(file), { format, delimiter: mapping.delimiter }),
    mapping,
    send: client.send,
    batchSize: BATCH,
    onRejected: rejected.add,
  });
  console.log(summaryLines(summary).join('\n'));
  if (rejected.written() > 0) console.log(`rejected rows with reasons: ${rejectedPath}`);
  return summary.rejected > 0 ? EXIT.rejected : EXIT.done;
}

function summaryLines(summary: OutcomeImportSummary): string[] {
  const rows: [string, number][] = [
    ['rows', summary.rows],
    ['accepted', summary.accepted],
    ['duplicates', summary.duplicates],
    ['skipped (no outcome)', summary.skipped],
    ['rejected', summary.rejected],
    ...Object.entries(summary.rejectedByCode).map(([code, rows]): [string, number] => [`  ${code}`, rows]),
  ];
  return rows.map(([name, figure]) => `${name.padEnd(24)}${formatCount(figure)}`);
}
