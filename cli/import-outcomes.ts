import { createReadStream } from 'node:fs';
import type { Command } from 'commander';
import { formatCount } from '@/lib/money/format';
import type { RecordOutcomesResult } from '@/lib/outcomes/dto';
import type { ImportedOutcome } from '@/lib/outcomes/import/convert';
import { parseOutcomeMapping } from '@/lib/outcomes/import/mapping';
import { type OutcomeImportSummary, runOutcomeImport } from '@/lib/outcomes/import/run';
import { readRows } from '@/lib/usage/import/read-rows';
import { EXIT, run } from './exit';
import { type FileOptions, importCommand, openImport } from './import-file';
import { createMeterClient } from './meter-client';
import { openRejectedRows } from './rejected-rows';

const BATCH = 2_000;

/** Adds `tollgate import outcomes FILE --map mapping.json` below `tollgate import`. */
export function addImportOutcomes(parent: Command): void {
  importCommand(parent, { name: 'outcomes', folder: 'outcomes' }).action(
    (file: string, options: FileOptions) => run(() => importOutcomes(file, options)),
  );
}

async function importOutcomes(file: string, options: FileOptions): Promise<number> {
  const opened = await openImport(file, options, { folder: 'outcomes', parse: parseOutcomeMapping });
  const { key, stdin, mapping, format, rejectedPath } = opened;
  const client = createMeterClient<ImportedOutcome, RecordOutcomesResult>({
    url: options.meter,
    key,
    source: mapping.source,
    sends: 'outcomes',
    onRetry: (reason, seconds) => console.error(`waiting ${seconds.toFixed(1)} s: ${reason}`),
  });
  await client.ping();
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
