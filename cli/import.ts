import { createReadStream, existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { invalid, notFound, unauthenticated } from '@/lib/errors';
import { type Mapping, mappedColumns, parseMapping } from '@/lib/usage/import/mapping';
import { withOverrides } from '@/lib/usage/import/override';
import { type FileFormat, formatOf, readRows, type SourceRow } from '@/lib/usage/import/read-rows';
import { emptySummary, runImport } from '@/lib/usage/import/run';
import { EXIT, run } from './exit';
import { addImportOutcomes } from './import-outcomes';
import { startProgress, summaryLines } from './import-report';
import { fingerprintOf, openState } from './import-state';
import { readMappingFile } from './mapping-file';
import { createMeterClient } from './meter-client';
import { openRejectedRows } from './rejected-rows';

interface ImportOptions {
  map: string;
  meter: string;
  key?: string;
  source?: string;
  set: string[];
  batch: number;
  concurrency: number;
  format?: FileFormat;
  rejected?: string;
  dryRun?: boolean;
  resume?: boolean;
}

/** Adds `tollgate import usage FILE --map mapping.json`, and the same for outcomes. */
export function addImport(program: Command): void {
  const whole =
    (name: string, max: number) =>
    (text: string): number => {
      if (!/^\d{1,6}$/.test(text) || Number(text) < 1 || Number(text) > max)
        throw invalid(`${name}: write a whole number from 1 to ${max}.`);
      return Number(text);
    };
  const parent = program.command('import').description('Bring files in through the meter');
  addImportOutcomes(parent);
  parent
    .command('usage')
    .description('Import usage from CSV, JSON Lines or a JSON array (gzipped or not; - reads standard input)')
    .argument('<file>', 'the file, or - for standard input')
    .requiredOption('--map <mapping>', 'mapping file, or the name of one in cli/mappings')
    .option('--meter <url>', 'address of the meter', process.env.TOLLGATE_METER ?? 'http://127.0.0.1:4318')
    .option('--key <key>', 'API key with usage:write (or TOLLGATE_API_KEY)')
    .option('--source <name>', 'source of the events, instead of the one in the mapping')
    .option(
      '--set <field=value>',
      'change a field of the mapping, e.g. tags.team=claims',
      (v, all: string[]) => [...all, v],
      [],
    )
    .option('--batch <rows>', 'rows a request', whole('--batch', 10_000), 2000)
    .option('--concurrency <n>', 'requests under way at once', whole('--concurrency', 32), 4)
    .option('--format <format>', 'csv, jsonl or json, where the file name does not say')
    .option('--rejected <file>', 'where rejected rows go (default: ./<file name>.rejected.csv)')
    .option('--dry-run', 'price without storing')
    .option('--resume', 'continue where an interrupted import stopped')
    .action((file: string, options: ImportOptions) => run(() => importUsage(file, options)));
}

async function importUsage(file: string, options: ImportOptions): Promise<number> {
  const key = options.key ?? process.env.TOLLGATE_API_KEY;
  if (!key)
    throw unauthenticated(
      'An API key is needed: --key tg_… or TOLLGATE_API_KEY. Make one under Settings, API keys.',
    );
  const stdin = file === '-';
  if (!stdin && !existsSync(file)) throw notFound(`There is no file ${file}.`);
  if (stdin && options.resume) throw invalid('--resume needs a file: standard input cannot be read again.');
  const mapping = await loadMapping(options);
  const format = options.format ?? mapping.format ?? formatOf(file);
  if (format !== 'csv' && format !== 'jsonl' && format !== 'json')
    throw invalid('--format: say whether the file is csv, jsonl or json.');

  const base = stdin ? 'stdin' : path.basename(file);
  const rejectedPath = options.rejected ?? `${base}.rejected.csv`;
  const fingerprint = stdin ? '' : await fingerprintOf(file, [mapping, options.meter]);
  const state = await openState(`.tollgate-import-${base}.json`, fingerprint, options.resume ?? false);
  const client = createMeterClient({
    url: options.meter,
    key,
    source: mapping.source,
    dryRun: options.dryRun ?? false,
    onRetry: (reason, seconds) => progress.note(`waiting ${seconds.toFixed(1)} s: ${reason}`),
  });
  await client.ping();
  const rejected = await openRejectedRows(rejectedPath, state.settledRows > 0);
  const progress = startProgress(stdin ? 0 : (await stat(file)).size);
  let bytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of stdin ? process.stdin : createReadStream(file)) {
      bytes += (chunk as Uint8Array).length;
      yield chunk as Uint8Array;
    }
  }
  let latest = emptySummary();
  const keepState = !stdin && !options.dryRun;
  try {
    const summary = await runImport({
      rows: checked(readRows(counted(), { format, delimiter: mapping.delimiter }), mapping),
      mapping,
      send: client.send,
      batchSize: options.batch,
      concurrency: options.concurrency,
      skipRows: state.settledRows,
      onRejected: rejected.add,
      onProgress: async (now) => {
        latest = now;
        progress.update(bytes, now);
        if (keepState) await state.save(now.settledRows);
      },
    });
    latest = summary;
    progress.update(bytes, summary);
  } catch (error) {
    progress.stop();
    if (keepState && latest.settledRows > 0)
      console.error(
        `Settled up to row ${latest.settledRows}; run again with --resume to continue (${state.path}).`,
      );
    throw error;
  }
  progress.stop();
  if (keepState) await state.remove();
  console.log(
    summaryLines(latest, { dryRun: options.dryRun ?? false, settledBefore: state.settledRows }).join('\n'),
  );
  if (rejected.written() > 0) console.log(`rejected rows with reasons: ${rejectedPath}`);
  return latest.rejected > 0 ? EXIT.rejected : EXIT.done;
}

async function loadMapping(options: ImportOptions): Promise<Mapping> {
  const settings = options.source ? [...options.set, `source=${options.source}`] : options.set;
  return parseMapping(withOverrides(await readMappingFile(options.map, ''), settings));
}

/** Refuses a CSV that lacks a mapped column before anything is sent. Dotted names walk into JSON: they may be absent. */
async function* checked(rows: AsyncGenerator<SourceRow>, mapping: Mapping): AsyncGenerator<SourceRow> {
  let first = true;
  for await (const source of rows) {
    if (first && !source.problem) {
      const missing = mappedColumns(mapping).filter(
        (name) => !name.includes('.') && !Object.hasOwn(source.row, name),
      );
      if (missing.length > 0 && missing.length === mappedColumns(mapping).length)
        throw invalid(
          `The file has none of the mapped columns (${missing.join(', ')}); it has ${Object.keys(source.row).join(', ')}.`,
        );
      if (missing.length > 0 && mapping.format !== 'jsonl' && mapping.format !== 'json')
        throw invalid(
          `The file has no column ${missing.join(', ')}; it has ${Object.keys(source.row).join(', ')}.`,
        );
      first = false;
    }
    yield source;
  }
}
