import { Command } from 'commander';
import { connect, disconnect } from '@/db/client';
import { systemCtx } from '@/lib/access/server/context';
import type { BudgetDifference, ReconciledBudgets } from '@/lib/budgets/server/reconcile-budgets';
import { type Reconciliation, type RollupDifference, reconcile } from '@/lib/usage/server/reconcile';
import { periodOf } from './period-option';

const SHOWN = 20;

function describeDifference({ table, key, measures }: RollupDifference): string {
  const where = Object.entries(key).map(([name, value]) => `${name}=${value || "''"}`);
  const what = measures.map(
    ({ name, events, rollup }) => `    ${name}: events ${events ?? 'none'}, rollup ${rollup ?? 'none'}`,
  );
  return [`  ${table} ${where.join(' ')}`, ...what].join('\n');
}

const describeBudget = ({
  budget,
  budgetId,
  subjectId,
  periodFrom,
  measure,
  expected,
  counter,
}: BudgetDifference): string =>
  budgetId === ''
    ? `  a counter that does not exist is named: holds ${expected}, deltas ${counter}`
    : `  budget ${budget ?? 'archived'} (${budgetId}) subject=${subjectId} from=${periodFrom}: ${measure} ${expected}, counter ${counter}`;

/** The counters' verdict; nothing where there are none. */
function describeBudgets({ counters, differences }: ReconciledBudgets): string[] {
  if (differences.length > 0)
    return [
      ...differences.slice(0, SHOWN).map(describeBudget),
      `${differences.length} budget counters differ. \`tollgate rollup rebuild\` counts them again.`,
    ];
  return counters === '0'
    ? []
    : [`Budget counters = events + open reservations: ${counters} counters agree.`];
}

/** What `tollgate reconcile` prints. */
export function describeReconciliation(result: Reconciliation): string {
  const lines = result.months.map(
    ({ period, events, requests, effectiveCost, unpricedEvents, differences }) => {
      const wrong = Object.values(differences).reduce((sum, count) => sum + count, 0);
      const unpriced = unpricedEvents === '0' ? '' : `, ${unpricedEvents} events unpriced`;
      const verdict = wrong === 0 ? 'agrees' : `${wrong} rollup rows differ`;
      return `${period.from} to ${period.to}: ${events} events, ${requests} requests, USD ${effectiveCost}${unpriced}: ${verdict}`;
    },
  );
  lines.push(...result.differences.slice(0, SHOWN).map(describeDifference));
  if (result.identityDifference !== '0')
    lines.push(`Events and their identities differ by ${result.identityDifference}.`);
  if (result.outcomeDifference !== '0')
    lines.push(
      `${result.outcomeDifference} days of outcomes differ. \`tollgate rollup rebuild\` adds them up again.`,
    );
  lines.push(
    result.differenceCount === 0
      ? 'Events = hourly = daily = monthly = per user, to the last digit.'
      : `${result.differenceCount} rollup rows differ. \`tollgate rollup rebuild\` makes them again from the events.`,
  );
  lines.push(...describeBudgets(result.budgets));
  return lines.join('\n');
}

/** `tollgate reconcile`: exit status 1 when anything differs. */
export function reconcileCommand(): Command {
  return new Command('reconcile')
    .description(
      'compare every rollup row and budget counter with the events beneath it and name each difference',
    )
    .option('--from <day>', 'first day, YYYY-MM-DD')
    .option('--to <day>', 'day after the last')
    .option('--database-url <url>', 'Postgres to read (otherwise DATABASE_URL)')
    .option('--json', 'print the result as JSON')
    .action(async (options: { from?: string; to?: string; databaseUrl?: string; json?: boolean }) => {
      const url = options.databaseUrl ?? process.env.DATABASE_URL;
      if (!url) throw new Error('Set DATABASE_URL or pass --database-url.');
      const db = connect(url, { max: 1, applicationName: 'tollgate-reconcile' });
      try {
        const result = await reconcile(systemCtx(db, 'cli', new Date()), { period: periodOf(options) });
        console.log(options.json ? JSON.stringify(result) : describeReconciliation(result));
        process.exitCode = result.agrees ? 0 : 1;
      } finally {
        await disconnect(db);
      }
    });
}
