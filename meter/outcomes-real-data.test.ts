import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { datasetsDirectory, importByCommand } from '@/bench/support/real-data';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '@/lib/access/server/context';
import { createApiKey } from '@/lib/access/server/create-api-key';
import { fromUnits } from '@/lib/attribution/figure';
import { divideHalfEven } from '@/lib/money/rounding';
import { defineOutcome } from '@/lib/outcomes/server/define-outcome';
import { setOutcomeValue } from '@/lib/outcomes/server/set-outcome-value';
import { workflowResults } from '@/lib/outcomes/server/workflow-results';
import { seedUpstreamPrices } from '@/lib/pricing/server/testing/upstream-prices';
import { LJOUKOV_PRICES } from '@/lib/pricing/testing/ljoukov-prices';
import { type Meter, startMeter } from './server';

const directory = datasetsDirectory();
const { db } = await testDatabase();
const ctx = systemCtx(db, 'test', NOW);
const YEAR = { from: '2026-01-01', to: '2027-01-01' };
let meter: Meter;
let key: string;
let cwd: string;

beforeAll(async () => {
  await seedOrganisation(db);
  await seedUpstreamPrices(db);
  const scopes = ['usage:write' as const, 'outcomes:write' as const];
  key = (await createApiKey(ctx, { name: 'import', scopes, teamId: null })).key;
  meter = await startMeter({ db, secret: 's'.repeat(32), port: 0, logLevel: 'silent', jobs: false });
  cwd = await mkdtemp(path.join(tmpdir(), 'tollgate-outcomes-'));
});
afterAll(async () => {
  await meter?.close();
  await rm(cwd, { recursive: true, force: true });
});

/** Rows of a file by plain line and comma splitting: nothing shared with the importer. */
async function rowsOf(file: string): Promise<Record<string, string>[]> {
  const [head = '', ...lines] = (await readFile(file, 'utf8')).trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

/** 10⁻¹² USD: tokens × USD per million at 6 decimals. */
function stepCost(row: Record<string, string>): bigint {
  const prices = LJOUKOV_PRICES[row.model_version ?? ''];
  if (!prices) return 0n;
  const micros = (price: string) => BigInt(Math.round(Number(price) * 1e6));
  const [prompt, cached] = [BigInt(row.prompt_tokens || 0), BigInt(row.cached_tokens || 0)];
  const output = BigInt(row.response_tokens || 0) + BigInt(row.thinking_tokens || 0);
  return (
    (prompt - cached) * micros(prices.input) +
    cached * micros(prices.cacheRead) +
    output * micros(prices.output)
  );
}

describe.skipIf(!directory)('agent runs as outcomes (TOLLGATE_DATASETS)', () => {
  const at = (name: string) => path.join(directory ?? '', 'ljoukov-agent-steps', name);
  const run = (file: string, mapping: string, what: 'usage' | 'outcomes') =>
    importByCommand({ file: at(file), mapping, meter: meter.url, key, cwd, what });

  it('cost per resolved task is the cost of all steps over the runs that succeeded, by hand from the files', async () => {
    const [steps, runs] = [await rowsOf(at('steps.csv')), await rowsOf(at('runs.csv'))];
    await run('steps.csv', 'ljoukov-agent-steps', 'usage');
    const first = await run('runs.csv', 'ljoukov-agent-runs', 'outcomes');
    expect(first.figure('rows'), first.output).toBe(261);
    expect(first.figure('accepted')).toBe(52);
    expect(first.figure('skipped (no outcome)')).toBe(209);
    expect(first.exitCode).toBe(0);
    const again = await run('runs.csv', 'ljoukov-agent-runs', 'outcomes');
    expect([again.figure('accepted'), again.figure('duplicates')]).toEqual([0, 52]);

    const resolved = { 'gcse-chemistry-8-9': 23n, 'trappist1b-atmosphere': 10n, 'tumor-vaccine-ici': 19n };
    for (const workflow of Object.keys(resolved)) {
      const definition = { workflow, outcome: 'task_resolved', unit: 'resolved task' };
      const { definitionId } = await defineOutcome(ctx, {
        ...{ ...definition, description: 'The grader passed it', vouchedBy: 'The benchmark' },
      });
      await setOutcomeValue(ctx, {
        ...{ definitionId, amount: '0.50', currency: 'USD', reworkShare: '0' },
        ...{ validFrom: YEAR.from, basis: 'For the test' },
      });
    }
    const { rows } = await workflowResults(ctx, { period: YEAR, currency: 'USD' });
    for (const [workflow, count] of Object.entries(resolved)) {
      expect(BigInt(runs.filter((row) => row.task === workflow && row.success === '1').length)).toBe(count);
      const cost = steps
        .filter(({ task }) => task === workflow)
        .reduce((sum, step) => sum + stepCost(step), 0n);
      expect(cost).toBeGreaterThan(0n);
      expect(rows.find((row) => row.workflow === workflow)).toMatchObject({
        outcomes: count.toString(),
        effectiveCost: { value: fromUnits(cost, 12), reason: null },
        costPerOutcome: fromUnits(divideHalfEven(cost, count), 12),
        outcomeValue: fromUnits(count * 5n * 10n ** 21n, 22),
        margin: fromUnits(count * 5n * 10n ** 21n - cost * 10n ** 10n, 22),
        gap: null,
      });
    }
  });
});
