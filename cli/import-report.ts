import { SingleBar } from 'cli-progress';
import { formatCount, formatMoney } from '@/lib/money/format';
import { type Money, moneyOf, parseMoney } from '@/lib/money/money';
import type { ImportSummary } from '@/lib/usage/import/run';
import { TOKEN_CLASSES } from '@/lib/usage/import/tokens';

export interface Progress {
  update(bytes: number, summary: ImportSummary): void;
  note(line: string): void;
  stop(): void;
}

const line = (s: ImportSummary): string =>
  `${formatCount(s.rows)} rows · ${formatCount(s.accepted)} accepted · ${formatCount(s.duplicates)} duplicates · ${formatCount(s.rejected)} rejected`;

/** A bar on a terminal, otherwise a line every five seconds. `totalBytes` 0: the size is not known (stdin). */
export function startProgress(totalBytes: number, now: () => number = Date.now): Progress {
  if (process.stderr.isTTY && totalBytes > 0) {
    const bar = new SingleBar({
      format: '{bar} {percentage} % · {line}',
      stream: process.stderr,
      hideCursor: true,
    });
    bar.start(totalBytes, 0, { line: '' });
    return {
      update: (bytes, summary) => bar.update(bytes, { line: line(summary) }),
      note: () => {},
      stop: () => bar.stop(),
    };
  }
  let last = now();
  return {
    update: (_, summary) => {
      if (now() - last < 5000) return;
      last = now();
      console.error(line(summary));
    },
    note: (text) => console.error(text),
    stop: () => {},
  };
}

/** The summary as printed: every row is accounted for, tokens by class, and what it would cost on a dry run. */
export function summaryLines(
  summary: ImportSummary,
  options: { dryRun: boolean; settledBefore: number },
): string[] {
  const rows: [string, string][] = [
    ['rows', formatCount(summary.rows)],
    ...(options.settledBefore > 0
      ? [['settled by an earlier run', formatCount(options.settledBefore)] as [string, string]]
      : []),
    [options.dryRun ? 'would be accepted' : 'accepted', formatCount(summary.accepted)],
    ['duplicates', formatCount(summary.duplicates)],
    ['rejected', formatCount(summary.rejected)],
    ...Object.entries(summary.rejectedByCode).map(([code, n]): [string, string] => [
      `  ${code}`,
      formatCount(n),
    ]),
    ['skipped (no requests)', formatCount(summary.skipped)],
    ['requests', formatCount(summary.requests)],
    ...TOKEN_CLASSES.map((name): [string, string] => [`${name} tokens`, formatCount(summary.tokens[name])]),
    ['events without a price', formatCount(summary.unpriced)],
    ...(options.dryRun
      ? [['would cost', formatMoney(total(summary.effectiveCosts), 'USD', 6)] as [string, string]]
      : []),
  ];
  const width = Math.max(...rows.map(([, figure]) => figure.length));
  return rows.map(([label, figure]) => `${label.padEnd(28)}${figure.padStart(width)}`);
}

const total = (costs: readonly string[]): Money =>
  moneyOf(costs.reduce((sum, cost) => sum + parseMoney(cost), 0n));
