import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureBuild } from './start/build';

/** `npm test`: everything CI asks for, in order, and one closing line that counts it. */
const ROOT = path.resolve(import.meta.dirname, '..');
const RESULTS = path.join(ROOT, 'test-results');
const UNIT = path.join(RESULTS, 'unit.json');
const E2E = path.join(RESULTS, 'e2e.json');

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}
interface Outcome {
  name: string;
  ok: boolean;
  seconds: number;
  counts: Counts | null;
}

const NONE: Counts = { passed: 0, failed: 0, skipped: 0 };
const bin = (name: string) => path.join(ROOT, 'node_modules', '.bin', name);

function run(program: string, args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, FORCE_COLOR: '0', NEXT_TELEMETRY_DISABLED: '1' },
    });
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}

function readCounts(file: string, pick: (report: unknown) => Counts): Counts {
  return existsSync(file) ? pick(JSON.parse(readFileSync(file, 'utf8'))) : NONE;
}

const unitCounts = (report: unknown): Counts => {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report as Record<string, number>;
  return {
    passed: numPassedTests ?? 0,
    failed: numFailedTests ?? 0,
    skipped: (numPendingTests ?? 0) + (numTodoTests ?? 0),
  };
};

const e2eCounts = (report: unknown): Counts => {
  const { stats } = report as { stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number> };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
};

interface UnitFile {
  name: string;
  message: string;
  assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
}
interface E2eSuite {
  file: string;
  specs?: { title: string; ok: boolean }[];
  suites?: E2eSuite[];
}

/** What failed, by name, with the first line of why: a log is often read from its end. */
function failedTests(): string[] {
  const unit = existsSync(UNIT) ? (JSON.parse(readFileSync(UNIT, 'utf8')).testResults as UnitFile[]) : [];
  const e2e = existsSync(E2E) ? (JSON.parse(readFileSync(E2E, 'utf8')).suites as E2eSuite[]) : [];
  const ofUnit = unit.flatMap(({ name, message, assertionResults }) => {
    const file = path.relative(ROOT, name);
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    if (failed.length === 0) return message ? [`${file}: ${firstLines(message)}`] : [];
    return failed.map(
      ({ fullName, failureMessages: [why = ''] }) => `${file} > ${fullName}: ${firstLines(why)}`,
    );
  });
  const ofSuite = ({ file, specs = [], suites = [] }: E2eSuite): string[] => [
    ...specs.filter(({ ok }) => !ok).map(({ title }) => `e2e/${file} > ${title}`),
    ...suites.flatMap(ofSuite),
  ];
  return [...ofUnit, ...e2e.flatMap(ofSuite)];
}

const firstLines = (text: string): string => text.split('\n').slice(0, 3).join(' ').slice(0, 400);

async function step(name: string, work: () => Promise<boolean>, counts?: () => Counts): Promise<Outcome> {
  console.log(`\n── ${name}`);
  const begun = performance.now();
  const ok = await work().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return false;
  });
  return { name, ok, seconds: (performance.now() - begun) / 1000, counts: counts?.() ?? null };
}

async function build(): Promise<boolean> {
  const built = await ensureBuild(process.env.NEXT_DIST_DIR ?? '.next');
  console.log(built ? 'Built.' : 'The build there is current.');
  return true;
}

async function all(): Promise<Outcome[]> {
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const outcomes = [
    await step('lint', () => run(bin('biome'), ['check', '.'])),
    await step('types', () => run(bin('tsc'), ['--noEmit'])),
    await step('import directions', () => run('npm', ['run', '-s', 'imports'])),
    await step(
      'unit and integration',
      () => run(bin('vitest'), ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${UNIT}`]),
      () => readCounts(UNIT, unitCounts),
    ),
    await step('console build', build),
  ];
  if (outcomes.at(-1)?.ok)
    outcomes.push(
      await step(
        'end to end',
        () => run(bin('playwright'), ['test']),
        () => readCounts(E2E, e2eCounts),
      ),
    );
  return outcomes;
}

/** A step that failed without a failed test (lint, types, a crash) counts as one failure. */
function total(outcomes: readonly Outcome[]): Counts {
  const sum = { ...NONE };
  for (const { ok, counts } of outcomes) {
    sum.passed += counts?.passed ?? 0;
    sum.failed += counts?.failed ?? 0;
    sum.skipped += counts?.skipped ?? 0;
    if (!ok && !counts?.failed) sum.failed += 1;
  }
  return sum;
}

const begun = performance.now();
const outcomes = await all();
console.log('\n── summary');
for (const { name, ok, seconds, counts } of outcomes) {
  const tests = counts ? `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped` : '';
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(22)} ${seconds.toFixed(1).padStart(7)} s  ${tests}`);
}
for (const name of failedTests().slice(0, 20)) console.log(`failed: ${name}`);
if (!existsSync(path.join(ROOT, '../shared/datasets')))
  console.log('The data sets are not here (../shared/datasets), so the tests that import them were skipped.');
console.log(`${((performance.now() - begun) / 1000).toFixed(0)} s in all`);
const { passed, failed, skipped } = total(outcomes);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
