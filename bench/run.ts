/**
 * `npm run -s bench -- <name> [arguments]`: runs bench/<name>.ts, which starts what it needs itself. Ends with one
 * JSON line; the exit status says the same as `holds`.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

export interface BenchResult {
  holds: boolean;
  figures: Record<string, unknown>;
}

/** What each benchmark exports as `run`; progress goes to standard error. */
export type Bench = (args: string[]) => Promise<BenchResult>;

const [name = '', ...args] = process.argv.slice(2);
const file = path.join(import.meta.dirname, `${name}.ts`);

if (!/^[a-z][a-z-]*$/.test(name) || name === 'run' || !existsSync(file)) {
  const names = readdirSync(import.meta.dirname)
    .filter((entry) => /^[a-z-]+\.ts$/.test(entry) && entry !== 'run.ts')
    .map((entry) => entry.slice(0, -3));
  console.error(`Name a benchmark: ${names.join(', ')}`);
  process.exit(2);
}

const { run } = (await import(file)) as { run: Bench };
let result: BenchResult;
try {
  result = await run(args);
} catch (error) {
  console.error(error);
  result = { holds: false, figures: { error: error instanceof Error ? error.message : String(error) } };
}
console.log(JSON.stringify({ bench: name, ...result }));
process.exit(result.holds ? 0 : 1);
