import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePartitions } from '@/db/partitions';
import { boardPacks, packFiles, packMails, packTexts } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { type Ctx, systemCtx } from '../../access/server/context';
import { verifyAudit } from '../../access/server/verify-audit';
import { type MailServer, startMailServer } from '../../alerts/server/testing/mail-server';
import { loadCatalogue } from '../../pricing/server/load-catalogue';
import { loadPriceBook } from '../../pricing/server/load-price-book';
import { createRecorder } from '../../usage/server/recorder';
import { PACK_LOCALES, type Pack } from '../pack';
import { addPackRecipient } from './add-pack-recipient';
import { editPackText } from './edit-pack-text';
import { getPackFile } from './get-pack-file';
import { issuePack } from './issue-pack';
import { listPackRecipients } from './list-pack-recipients';
import { listPacks } from './list-packs';
import { isWhole, sha256 } from './pack-content';
import { readPackDraft } from './read-pack-draft';
import { removePackRecipient } from './remove-pack-recipient';
import { resetPackText } from './reset-pack-text';
import { sendPacks } from './send-packs';

const { db } = await testDatabase();
const cfo: Ctx = {
  ...systemCtx(db, 'test', NOW),
  actor: { kind: 'user', id: 'u-cfo', name: 'Cfo', role: 'cfo', teamIds: [] },
};
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const cover = { month: '2026-10', section: 'cover', locale: 'en' } as const;

const recorder = createRecorder({
  ...{ db, secret: 'a secret of the pack test, 32 or more', now: () => NOW, loadPriceBook },
  timeZone: 'Asia/Hong_Kong',
});

/** gpt-4o: 2.5 and 10 USD per million, so 1,000 × 2.5 + 500 × 10 is 7,500 micro-dollars an event. */
const send = (time: string, id: string) =>
  recorder.record(
    { keyId: 'k-any', teamId: null },
    {
      source: 'gateway',
      events: [
        {
          ...{ id, time, provider: 'openai', model: 'gpt-4o', tokens: { input: 1000, output: 500 } },
          tags: { team: 'support', workflow: 'replies', feature: 'inbox', environment: 'production' },
        },
      ],
    },
  );

const issue = (month = '2026-10') => issuePack(cfo, { month, currency: 'USD' });
/** A PDF of the pack in both languages, where it has none. */
const keepPdf = async (id: string) => {
  const bytes = Buffer.from('%PDF-1.7 of the test');
  const rows = PACK_LOCALES.map((locale) => ({ packId: BigInt(id), format: 'pdf', locale, bytes }));
  await db
    .insert(packFiles)
    .values(rows.map((row) => ({ ...row, digest: sha256(bytes) })))
    .onConflictDoNothing();
};
const stored = async (id: string) =>
  (await db.select().from(boardPacks).where(sql`id = ${id}::bigint`))[0]?.content as Pack;

beforeAll(async () => {
  await seedOrganisation(db);
  await loadCatalogue(db, NOW);
  await ensurePartitions(db, ['2026-09', '2026-10', '2026-11']);
  await send('2026-09-10T04:00:00Z', 's-1');
  await send('2026-10-10T04:00:00Z', 'o-1');
  await send('2026-10-11T04:00:00Z', 'o-2');
});

describe('the words of a pack', () => {
  it('follow from the figures until someone changes them, and go back', async () => {
    const before = await readPackDraft(cfo, { month: '2026-10', currency: 'USD' });
    expect(before.prose).toEqual(before.written);
    expect(before.prose.en.cover[0]).toBe('AI spend rose 100\u00a0% to US$0.0150 in October 2026.');
    await editPackText(cfo, { ...cover, sentences: ['  Spend doubled, as planned.  '] });
    const edited = await readPackDraft(cfo, { month: '2026-10', currency: 'USD' });
    expect(edited.prose.en.cover).toEqual(['Spend doubled, as planned.']);
    expect(edited.prose['zh-HK']).toEqual(before.written['zh-HK']);
    expect(edited.written).toEqual(before.written);
    expect(edited.edited).toEqual([{ locale: 'en', section: 'cover', by: 'Cfo', at: NOW.toISOString() }]);
    await resetPackText(cfo, cover);
    expect((await readPackDraft(cfo, { month: '2026-10', currency: 'USD' })).prose).toEqual(before.written);
    await expect(resetPackText(cfo, cover)).rejects.toMatchObject({ code: 'conflict' });
    expect(await db.select().from(packTexts)).toHaveLength(2);
  });

  it.each([
    ['nothing', []],
    ['an empty sentence', [' ']],
    ['a line break', ['one\ntwo']],
  ])('refuses %s', async (_, sentences) => {
    await expect(editPackText(cfo, { ...cover, sentences })).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('issuing', () => {
  it('keeps what was issued: late usage and new words make another version', async () => {
    const first = await issue();
    expect(first).toMatchObject({ month: '2026-10', version: 1 });
    const kept = await stored(first.id);
    await send('2026-10-12T04:00:00Z', 'o-late');
    await editPackText(cfo, { ...cover, sentences: ['Now with late usage.'] });
    const second = await issue();
    expect(second.version).toBe(2);
    expect(second.digest).not.toBe(first.digest);
    expect(await stored(first.id)).toEqual(kept);
    expect(kept.board.spend.amount.value).toBe('0.015000000000');
    const newer = await stored(second.id);
    expect(newer.board.spend.amount.value).toBe('0.022500000000');
    expect(newer.prose.en.cover).toEqual(['Now with late usage.']);
    expect(newer.meta.edited).toHaveLength(1);
  });

  it('has a digest that any change breaks', async () => {
    const [pack] = await listPacks(cfo, {});
    const content = await stored(pack?.id ?? '');
    expect(pack?.digest).toBe(content.meta.digest);
    expect(isWhole(content)).toBe(true);
    expect(isWhole({ ...content, meta: { ...content.meta, issuedBy: 'Someone else' } })).toBe(false);
  });

  it('gives two that are issued at once two versions', async () => {
    const issued = await Promise.all([issue('2026-09'), issue('2026-09')]);
    expect(issued.map(({ version }) => version).sort()).toEqual([1, 2]);
  });

  it('refuses a month that is not over', async () => {
    await expect(issue('2026-11')).rejects.toMatchObject({ code: 'invalid' });
  });

  it('hands out each file as it was made, and none that was tampered with', async () => {
    const [pack] = await listPacks(cfo, {});
    const asked = { packId: pack?.id ?? '', format: 'pdf', locale: 'zh-HK' } as const;
    await keepPdf(asked.packId);
    const file = await getPackFile(cfo, asked);
    expect(file.name).toBe('board-2026-10-v2-zh-HK.pdf');
    expect(sha256(file.bytes)).toBe(file.digest);
    expect(file.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    await db.execute(
      sql`update pack_files set bytes = 'x' where pack_id = ${asked.packId}::bigint and format = 'pdf'`,
    );
    await expect(getPackFile(cfo, asked)).rejects.toThrow('not what was issued');
  });
});

describe('the mailing list', () => {
  let server: MailServer;
  beforeAll(async () => {
    server = await startMailServer();
  });
  afterAll(() => server.close());
  const deliver = (now: Date) =>
    sendPacks(db, now, {
      mail: { smtpUrl: server.url, from: 'Tollgate <tollgate@example.com>' },
      console: 'https://tollgate.example.com',
    });

  it('is sent each pack once, in its language, also by two at a time and after a refusal', async () => {
    await addPackRecipient(cfo, { email: 'Board@Example.com', locale: 'zh-HK' });
    await addPackRecipient(cfo, { email: 'chair@example.com', locale: 'en' });
    await expect(addPackRecipient(cfo, { email: 'board@example.com', locale: 'en' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await keepPdf((await issue()).id);
    server.refuse.push('450 busy');
    await Promise.all([deliver(at(0)), deliver(at(0))]);
    expect(server.mails).toHaveLength(1);
    await deliver(at(1));
    await deliver(at(2));
    expect(server.mails.map(({ to }) => to[0]).sort()).toEqual(['board@example.com', 'chair@example.com']);
    const chair = server.mails.find(({ to }) => to[0] === 'chair@example.com');
    expect(chair?.subject).toBe('Test Group: AI spend in October 2026, board pack (version 3)');
    expect(chair?.raw).toContain('filename=board-2026-10-v3-en.pdf');
    const board = server.mails.find(({ to }) => to[0] === 'board@example.com');
    expect(board?.subject).toBe('Test Group：2026年10月 AI 開支董事會文件（第 3 版）');
    expect((await listPacks(cfo, {}))[0]?.mails).toEqual({ sent: 2, waiting: 0, failed: 0 });
  });

  it('no longer has who was removed', async () => {
    const [first] = await listPackRecipients(cfo, {});
    await removePackRecipient(cfo, { id: first?.id ?? '' });
    expect((await listPackRecipients(cfo, {})).map(({ email }) => email)).toEqual(['chair@example.com']);
    await issue();
    await deliver(at(10));
    expect(server.mails.slice(2).map(({ to }) => to[0])).toEqual(['chair@example.com']);
  });

  it('says so where this installation sends no e-mail', async () => {
    await issue('2026-09');
    await sendPacks(db, at(20), { mail: null });
    const waiting = await db.select().from(packMails).where(sql`sent_at is null`);
    expect(waiting.map(({ detail, nextAttemptAt }) => [detail, nextAttemptAt])).toEqual([
      ['This installation sends no e-mail.', null],
    ]);
  });
});

it('leaves an audit log that holds', async () => {
  expect(await verifyAudit(cfo, {})).toMatchObject({ intact: true });
});
