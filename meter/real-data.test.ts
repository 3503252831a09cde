import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  DATA_SETS,
  databaseSums,
  datasetsDirectory,
  fileSums,
  importByCommand,
  noSums,
} from '@/bench/support/real-data';
import { seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '@/lib/access/server/context';
import { createApiKey } from '@/lib/access/server/create-api-key';
import { loadCatalogue } from '@/lib/pricing/server/load-catalogue';
import { type Meter, startMeter } from './server';

const directory = datasetsDirectory();
const { db } = await testDatabase();
let meter: Meter;
let key: string;
let cwd: string;

beforeAll(async () => {
  await seedOrganisation(db);
  await loadCatalogue(db, new Date());
  const made = await createApiKey(systemCtx(db, 'test', new Date()), {
    name: 'import',
    scopes: ['usage:write'],
    teamId: null,
  });
  key = made.key;
  meter = await startMeter({ db, secret: 's'.repeat(32), port: 0, logLevel: 'silent', jobs: false });
  cwd = await mkdtemp(path.join(tmpdir(), 'tollgate-import-'));
});
afterAll(async () => {
  await meter?.close();
  await rm(cwd, { recursive: true, force: true });
});

const run = (file: string, mapping: string, more: string[] = []) =>
  importByCommand({ file, mapping, meter: meter.url, key, cwd, more });

describe.skipIf(!directory)('real data through the meter (TOLLGATE_DATASETS)', () => {
  const at = directory ?? '';

  it.each(DATA_SETS)(
    '$file equals the sums of the file, and a second time moves nothing',
    async (set) => {
      const expected = fileSums(at, set);
      const first = await run(path.join(at, set.file), set.mapping);
      expect(first.figure('rows'), first.output).toBe(expected.allRows);
      expect(first.figure('accepted')).toBe(expected.sums.rows);
      expect(first.figure('rejected')).toBe(expected.leftOut.rejected);
      expect(first.figure('skipped (no requests)')).toBe(expected.leftOut.skipped);
      expect(first.exitCode).toBe(expected.leftOut.rejected > 0 ? 3 : 0);
      expect(await databaseSums(db, { source: set.source })).toEqual(expected.sums);
      const hourly = await databaseSums(db, { rollup: 'usage_hourly' });
      expect(await databaseSums(db, { rollup: 'usage_daily' })).toEqual(hourly);

      const second = await run(path.join(at, set.file), set.mapping);
      expect([second.figure('accepted'), second.figure('duplicates')]).toEqual([0, expected.sums.rows]);
      expect(await databaseSums(db, { source: set.source })).toEqual(expected.sums);
      expect(await databaseSums(db, { rollup: 'usage_hourly' })).toEqual(hourly);
    },
    240_000,
  );

  it('names every row of blank tokens in the rejected file', async () => {
    const lines = (await readFile(path.join(cwd, 'hourly_by_client.csv.rejected.csv'), 'utf8'))
      .trim()
      .split('\n');
    expect(lines[0]).toMatch(/^_row,_code,_field,_detail,workload,client,hour_start_s,requests/);
    expect(lines.length - 1).toBe(19_320);
    expect(lines.slice(1).every((line) => line.includes(',blank_tokens,'))).toBe(true);
  });

  it('shows both models where another one served, and never a free call', async () => {
    const [asked] = await db.execute(sql`
      select count(*)::int as calls from usage_events e
      join models served on served.id = e.model_id join models wanted on wanted.id = e.requested_model_id
      where wanted.key = 'chatgpt-gpt-5.3-codex' and served.key like '%gpt-5.2%'`);
    expect(asked?.calls).toBe(93);
    const free = await db.execute(sql`select event_id from usage_events where effective_cost = 0
      and input_tokens + cache_read_tokens + output_tokens + reasoning_tokens > 0`);
    expect(free).toEqual([]);
    const [unpriced] = await db.execute(sql`select count(*)::int as calls from usage_events
      where price_version_id = 0 and (unpriced_reason is null or effective_cost is not null)`);
    expect(unpriced?.calls).toBe(0);
  });
});

describe('tollgate import usage', () => {
  const mapping = {
    name: 'small',
    source: 'small',
    id: { template: '{id}' },
    time: { column: 'at' },
    model: 'model',
    tokens: { input: 'in', output: 'out' },
    tags: { team: { constant: 'support' } },
  };
  const csv =
    'id,at,model,in,out\n1,2026-10-31T23:59:59+08:00,nobody-knows,1000,10\n2,2026-10-31T23:59:59+08:00,nobody-knows,,10\n';

  it('prices on a dry run without storing, then stores, with the rejected row and its reason', async () => {
    await writeFile(path.join(cwd, 'small.csv'), csv);
    await writeFile(path.join(cwd, 'small.json'), JSON.stringify(mapping));
    const dry = await run('small.csv', 'small.json', ['--dry-run', '--set', 'model=gpt-5.2']);
    expect(dry.output).toMatch(/would cost\s+US\$0\.001890$/m); // 1,000 × 1.75 + 10 × 14 per million
    expect(await databaseSums(db, { source: 'small' })).toEqual(noSums());

    const real = await run('small.csv', 'small.json');
    expect(real.exitCode).toBe(3);
    expect(real.figure('events without a price')).toBe(1);
    expect(await databaseSums(db, { source: 'small' })).toEqual({
      ...noSums(),
      rows: 1,
      requests: 1,
      input: 1000,
      output: 10,
    });
    const rejected = await readFile(path.join(cwd, 'small.csv.rejected.csv'), 'utf8');
    expect(rejected.split('\n')[1]).toMatch(/^2,blank_tokens,tokens\.input,/);
  });

  it('says what to do when it cannot work', async () => {
    const nokey = await importByCommand({
      file: 'small.csv',
      mapping: 'small.json',
      meter: meter.url,
      key: '',
      cwd,
    });
    expect([nokey.exitCode, nokey.output]).toEqual([1, expect.stringMatching(/API key is needed: --key/)]);
    const away = await importByCommand({
      file: 'small.csv',
      mapping: 'small.json',
      meter: 'http://127.0.0.1:9',
      key,
      cwd,
    });
    expect([away.exitCode, away.output]).toEqual([1, expect.stringMatching(/Start it with "npm start"/)]);
    const wrong = await importByCommand({
      file: 'small.csv',
      mapping: 'small.json',
      meter: meter.url,
      key: 'tg_wrong',
      cwd,
    });
    expect([wrong.exitCode, wrong.output]).toEqual([1, expect.stringMatching(/refused the key/)]);
    const field = await run('small.csv', 'small.json', ['--set', 'time.zone=Mars']);
    expect([field.exitCode, field.output]).toEqual([2, expect.stringMatching(/time\.zone/)]);
    const column = await run('small.csv', 'small.json', ['--set', 'time.column=when']);
    expect([column.exitCode, column.output]).toEqual([2, expect.stringMatching(/no column when/)]);
  });
});
