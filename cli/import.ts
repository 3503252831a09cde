import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { invalid } from '@/lib/errors';
import { type Mapping, mappedColumns, parseMapping } from '@/lib/usage/import/mapping';
import { readRows, type SourceRow } from '@/lib/usage/import/read-rows';
import { emptySummary, runImport } from '@/lib/usage/import/run';
import { EXIT, run } from './exit';
import { type FileOptions, importCommand, openImport } from './import-file';
import { addImportOutcomes } from './import-outcomes';
import { startProgress, summaryLines } from './import-report';
import { fingerprintOf, openState } from './import-state';
import { createMeterClient } from './meter-client';
import { openRejectedRows } from './rejected-rows';

interface ImportOptions extends FileOptions {
  batch: number;
  concurrency: number;
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
  importCommand(parent, { name: 'usage', folder: '' })
    .option('--batch <rows>', 'rows a request', whole('--batch', 10_000), 2000)
    .option('--concurrency <n>', 'requests under way at once', whole('--concurrency', 32), 4)
    .option('--dry-run', 'price without storing')
    .option('--resume', 'continue where an interrupted import stopped')
    .action((file: string, options: ImportOptions) => run(() => importUsage(file, options)));
}

async function importUsage(file: string, options: ImportOptions): Promise<number> {
  const opened = await openImport(file, options, { folder: '', parse: parseMapping });
  const { key, stdin, mapping, format, base, rejectedPath } = opened;
  if (stdin && options.resume) throw invalid('--resume needs a file: standard input cannot be read again.');
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
