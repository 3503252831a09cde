import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NOW } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { loadCatalogue } from '@/lib/pricing/server/load-catalogue';

const { db, url } = await testDatabase();
let cwd: string;
beforeAll(async () => {
  await loadCatalogue(db, NOW);
  cwd = await mkdtemp(path.join(tmpdir(), 'tollgate-prices-'));
}, 60_000);
afterAll(() => rm(cwd, { recursive: true, force: true }));

function prices(...args: string[]): Promise<{ code: number | null; output: string }> {
  const bin = path.resolve(import.meta.dirname, 'bin.mjs');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, 'prices', ...args, '--database-url', url], { cwd });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

const entry = (input: number) => ({ litellm_provider: 'openai', input_cost_per_token: input });

it('imports a price map: differences first, nothing on a dry run, nothing the second time', async () => {
  const file = path.join(cwd, 'map.json');
  const map = { 'gpt-5.2': entry(1.75e-6), 'our-own': entry(3e-6), free: entry(0) };
  await writeFile(file, JSON.stringify(map));
  const dry = await prices('import', file, '--dry-run');
  expect(dry.output).toContain('New 2, changed 0, unchanged 0, repeated 0, unreadable 1.');
  expect(dry.output).toContain('Beside what charges now: 1 the same, 0 another price, 1 priced by no list.');
  expect(dry.output).not.toContain('Stored');
  expect((await prices('import', file)).output).toContain('Stored: 2 versions added, 0 closed, 1 models.');
  expect((await prices('import', file)).output).toContain('Stored: 0 versions added, 0 closed, 0 models.');
  await writeFile(file, JSON.stringify({ ...map, 'our-own': entry(2e-6) }));
  const changed = await prices('import', file, '--dry-run');
  expect(changed.output).toContain('  openai/our-own: input 3 → 2');
  await writeFile(file, 'no JSON');
  const refused = await prices('import', file);
  expect(refused.code).toBe(2);
  expect(refused.output).toContain('This is not a JSON object');
}, 120_000);
