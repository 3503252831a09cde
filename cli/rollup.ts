import { Command } from 'commander';
import { connect, disconnect } from '@/db/client';
import { systemCtx } from '@/lib/access/server/context';
import { rebuildRollup } from '@/lib/usage/server/rebuild-rollup';
import { periodOf } from './period-option';

interface Options {
  from?: string;
  to?: string;
  reason: string;
  databaseUrl?: string;
}

/** `tollgate rollup rebuild`: the rollups again, from the events. */
export function rollupCommand(): Command {
  const command = new Command('rollup').description('the sums kept beside the events');
  command
    .command('rebuild')
    .description(
      'make the hourly, daily, monthly and per-user sums again from the events; recording waits meanwhile',
    )
    .option('--from <day>', 'first day, YYYY-MM-DD (otherwise all time)')
    .option('--to <day>', 'day after the last')
    .option('--reason <text>', 'why, for the audit log', 'Rebuilt from the command line')
    .option('--database-url <url>', 'Postgres to write (otherwise DATABASE_URL)')
    .action(rebuild);
  return command;
}

async function rebuild(options: Options): Promise<void> {
  const url = options.databaseUrl ?? process.env.DATABASE_URL;
  if (!url) throw new Error('Set DATABASE_URL or pass --database-url.');
  const db = connect(url, { max: 1, applicationName: 'tollgate-rollup' });
  try {
    const { reason } = options;
    const result = await rebuildRollup(systemCtx(db, 'cli', new Date()), {
      period: periodOf(options),
      reason,
    });
    if (!result.period) console.log('There is nothing to rebuild.');
    else console.log(`Rebuilt ${result.period.from} to ${result.period.to}.`);
    for (const { name, before, after } of result.tables)
      console.log(`${name}: ${before} rows were, ${after} are`);
  } finally {
    await disconnect(db);
  }
}
