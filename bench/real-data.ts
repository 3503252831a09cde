/**
 * The public data sets through the command and the HTTP meter: sums of each file beside the sums of the ledger,
 * a second import that must move nothing, and what the recorded cost of the agent calls has become.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { formatCount } from '@/lib/money/format';
import type { Bench } from './run';
import { disconnect, ownPostgres, prepare, startMeterProcess } from './support/own-system';
import {
  DATA_SETS,
  databaseSums,
  datasetsDirectory,
  fileSums,
  importByCommand,
  type Sums,
} from './support/real-data';

const COLUMNS = ['rows', 'requests', 'input', 'cache_read', 'output', 'reasoning'] as const;

const line = (label: string, sums: Sums): string =>
  `  ${label.padEnd(14)}${COLUMNS.map((name) => formatCount(sums[name]).padStart(17)).join('')}`;

export const run: Bench = async () => {
  const directory = datasetsDirectory();
  if (!directory) throw new Error('The data sets are not here: set TOLLGATE_DATASETS to their folder.');
  const postgres = await ownPostgres();
  const { db, key } = await prepare(postgres.url);
  const meter = await startMeterProcess(postgres.url);
  const cwd = await mkdtemp(path.join(tmpdir(), 'tollgate-import-'));
  const figures: Record<string, unknown> = {};
  let holds = true;
  try {
    for (const set of DATA_SETS) {
      const expected = fileSums(directory, set);
      const options = {
        file: path.join(directory, set.file),
        mapping: set.mapping,
        meter: meter.url,
        key,
        cwd,
      };
      const first = await importByCommand(options);
      const stored = await databaseSums(db, { source: set.source });
      const hourly = await databaseSums(db, { rollup: 'usage_hourly' });
      const second = await importByCommand(options);
      const again = await databaseSums(db, { source: set.source });
      const same = JSON.stringify(stored) === JSON.stringify(expected.sums);
      const unmoved =
        JSON.stringify(again) === JSON.stringify(stored) &&
        JSON.stringify(await databaseSums(db, { rollup: 'usage_hourly' })) === JSON.stringify(hourly) &&
        second.figure('accepted') === 0;
      holds &&= same && unmoved;
      console.error(`${set.file}: ${formatCount(expected.allRows)} rows in the file`);
      console.error(`  ${''.padEnd(14)}${COLUMNS.map((name) => name.padStart(17)).join('')}`);
      console.error(line('file', expected.sums));
      console.error(line('ledger', stored));
      console.error(
        `  ${same ? 'equal' : 'NOT EQUAL'}; rejected ${first.figure('rejected')}, skipped ${first.figure('skipped (no requests)')}; ` +
          `again: ${second.figure('accepted')} accepted, ${second.figure('duplicates')} duplicates, ${unmoved ? 'nothing moved' : 'MOVED'}`,
      );
      figures[set.source] = { same, unmoved, rows: stored.rows, rejected: first.figure('rejected') };
    }
    figures.agentCalls = await agentCalls(db);
  } finally {
    await meter.stop();
    await disconnect(db);
    await postgres.stop();
    await rm(cwd, { recursive: true, force: true });
  }
  return { holds, figures };
};

/** The calls that upstream priced at zero for want of a price, and those asked of one model and served by another. */
async function agentCalls(db: Db) {
  const [row] = await db.execute(sql`
    select count(*) filter (where price_version_id = 0)::int as unpriced,
      count(*) filter (where price_version_id <> 0)::int as priced,
      count(*) filter (where effective_cost = 0)::int as free,
      count(*) filter (where wanted.key = 'chatgpt-gpt-5.3-codex' and served.key like '%gpt-5.2%')::int as asked_of_another
    from usage_events e join models served on served.id = e.model_id
    left join models wanted on wanted.id = e.requested_model_id
    where source_id = (select id from sources where key = 'ljoukov-agent-steps')`);
  return row;
}
