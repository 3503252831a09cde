import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import { loadPriceBook } from '../../pricing/server/load-price-book';
import type { MappingInput } from '../import/mapping';
import { cancelImport } from './cancel-import';
import { listImports } from './list-imports';
import { listMappings } from './list-mappings';
import { previewImport } from './preview-import';
import { createRecorder } from './recorder';
import { rejectedRows } from './rejected-rows';
import { resumeImport } from './resume-import';
import { runImportFile } from './run-import';
import { startImport } from './start-import';
import { uploadDirectory, uploadPath } from './uploads';

process.env.TOLLGATE_DATA_DIR = await mkdtemp(path.join(tmpdir(), 'tollgate-uploads-'));
const { db } = await testDatabase();
await seedOrganisation(db);
const ctx = systemCtx(db, 'test', NOW);
const now = () => NOW;
const recorder = createRecorder({
  db,
  loadPriceBook,
  secret: 's'.repeat(32),
  timeZone: 'Asia/Hong_Kong',
  now,
});
afterAll(() => recorder.close());

const mapping: MappingInput = {
  name: 'Gateway export',
  source: 'gateway-export',
  id: { template: '{id}' },
  time: { column: 'at', zone: 'Asia/Hong_Kong' },
  model: 'model',
  tokens: { input: 'in', output: 'out' },
  tags: { team: 'team' },
};
const CSV = `id,at,model,in,out,team
a,2026-11-20 09:00,m,100,10,support
b,2026-11-20 09:01,m,,10,support
c,2026-11-20 09:02,m,300,30,claims
`;

async function upload(content: string): Promise<string> {
  await mkdir(uploadDirectory(), { recursive: true });
  const id = randomUUID();
  await writeFile(uploadPath(id), content);
  return id;
}
const one = async (id: string) => (await listImports(ctx, { id }))[0];
const stored = async () =>
  (
    await db.execute(sql`select count(*)::int as events, sum(input_tokens)::int as input from usage_events`)
  )[0];

describe('importing a file on the Data page', () => {
  it('previews columns, events and problems before anything is stored', async () => {
    const uploadId = await upload(CSV);
    const bare = await previewImport(ctx, { uploadId, fileName: 'x.csv', mapping: null });
    expect(bare.columns).toEqual(['id', 'at', 'model', 'in', 'out', 'team']);
    const preview = await previewImport(ctx, { uploadId, fileName: 'x.csv', mapping });
    expect(preview.issues).toEqual([]);
    expect(preview.rows.map((row) => row.event?.id ?? row.problem?.code)).toEqual(['a', 'blank_tokens', 'c']);
    expect(preview.rows[0]?.event?.time).toBe('2026-11-20T01:00:00.000Z');
    const wrong = await previewImport(ctx, {
      uploadId,
      fileName: 'x.csv',
      mapping: { ...mapping, model: 'engine' },
    });
    expect(wrong.issues).toEqual([{ path: 'engine', message: 'The file has no column engine.' }]);
    const unusable = await previewImport(ctx, {
      uploadId,
      fileName: 'x.csv',
      mapping: { ...mapping, tokens: {} },
    });
    expect(unusable.issues[0]?.path).toBe('tokens');
    expect(await stored()).toEqual({ events: 0, input: null });
  });

  it('runs, keeps the rejected rows, and counts everything again as duplicates', async () => {
    const first = await upload(CSV);
    await startImport(ctx, { uploadId: first, fileName: 'export.csv', mapping });
    expect(await one(first)).toMatchObject({ state: 'interrupted', rowsRead: '0' });
    await runImportFile({ db, recorder, id: first, now });
    expect(await one(first)).toMatchObject({
      state: 'done',
      percent: 100,
      rowsRead: '3',
      accepted: '2',
      duplicates: '0',
      unpriced: '2',
      rejected: '1',
      mappingName: 'Gateway export',
    });
    expect(await stored()).toEqual({ events: 2, input: 400 });
    expect((await rejectedRows(ctx, { importId: first })).rows).toMatchObject([
      { number: 2, code: 'blank_tokens', field: 'tokens.input', row: { id: 'b' } },
    ]);
    expect(existsSync(uploadPath(first))).toBe(false);

    const second = await upload(CSV);
    await startImport(ctx, { uploadId: second, fileName: 'export.csv', mapping });
    await runImportFile({ db, recorder, id: second, now });
    expect(await one(second)).toMatchObject({ accepted: '0', duplicates: '2', rejected: '1' });
    expect(await stored()).toEqual({ events: 2, input: 400 });
  });

  it('keeps a failure in words, and resumes', async () => {
    const id = await upload('id,at,model,in,out,team\na,"open');
    await startImport(ctx, { uploadId: id, fileName: 'broken.csv', mapping });
    await runImportFile({ db, recorder, id, now });
    expect(await one(id)).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/not readable as CSV/),
    });
    await writeFile(uploadPath(id), 'id,at,model,in,out,team\nz,2026-11-20 09:00,m,1,1,support\n');
    await resumeImport(ctx, { importId: id });
    await runImportFile({ db, recorder, id, now });
    expect(await one(id)).toMatchObject({ state: 'done', accepted: '1', error: null });
    await expect(resumeImport(ctx, { importId: id })).rejects.toThrow(/not stopped/);
  });

  it('stops when it is cancelled', async () => {
    const id = await upload(CSV.replaceAll('\na,', '\nq,'));
    await startImport(ctx, { uploadId: id, fileName: 'export.csv', mapping });
    await cancelImport(ctx, { importId: id });
    await runImportFile({ db, recorder, id, now });
    expect(await one(id)).toMatchObject({ state: 'cancelled' });
    await expect(cancelImport(ctx, { importId: id })).rejects.toThrow(/not running/);
  });

  it('offers the mappings that come with it, all of them usable', async () => {
    const names = (await listMappings(ctx, {})).map((saved) => saved.key);
    expect(names).toEqual(expect.arrayContaining(['azure-llm-2023-code', 'ljoukov-agent-steps', 'servegen']));
  });
});
