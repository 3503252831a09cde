import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  alerts,
  boardPacks,
  closedMonths,
  packFiles,
  packMailings,
  packMails,
  packSchedules,
} from '@/db/schema';
import { seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { type Ctx, systemCtx } from '../../access/server/context';
import { verifyAudit } from '../../access/server/verify-audit';
import { type MailServer, startMailServer } from '../../alerts/server/testing/mail-server';
import { samplePack } from '../../reports/server/testing/sample-pack';
import { atHour } from '../../time/period';
import { firstDayOf } from '../month';
import { sendingDay } from '../pack-schedule';
import { addPackRecipient } from './add-pack-recipient';
import { getPackSchedule } from './get-pack-schedule';
import { sha256 } from './pack-content';
import { sendPacks } from './send-packs';
import { sendPacksByDate } from './send-packs-by-date';
import { setPackSchedule } from './set-pack-schedule';

const { db } = await testDatabase();
let server: MailServer;

const at = (iso: string) => new Date(iso);
const cfo = (iso: string): Ctx => ({
  ...systemCtx(db, 'test', at(iso)),
  actor: { kind: 'user', id: 'u-cfo', name: 'Cfo', role: 'cfo', teamIds: [] },
});
const schedule = (iso: string, terms: { day: number; hour: number } | null) =>
  setPackSchedule(cfo(iso), { schedule: terms });
const close = (month: string, iso: string) =>
  db.insert(closedMonths).values({ month: firstDayOf(month), closedAt: at(iso), closedBy: 'Cfo' });

/** A pack as it lies there once issued, without what it is made of. */
async function issued(month: string, version: number, iso: string): Promise<bigint> {
  const sample = samplePack();
  const content = { ...sample, meta: { ...sample.meta, month, version } };
  const [row] = await db
    .insert(boardPacks)
    .values({
      ...{ month, version, currency: 'HKD', content, digest: 'x', issuedBy: 'Cfo', issuedAt: at(iso) },
    })
    .returning({ id: boardPacks.id });
  const bytes = Buffer.from('%PDF-1.7 of the test');
  await db
    .insert(packFiles)
    .values({ packId: row?.id ?? 0n, format: 'pdf', locale: 'en', bytes, digest: sha256(bytes) });
  return row?.id ?? 0n;
}

/** What the two jobs do in a minute. */
async function minute(iso: string): Promise<string[]> {
  const before = server.mails.length;
  await sendPacksByDate(db, at(iso));
  const mail = { smtpUrl: server.url, from: 'Tollgate <tollgate@example.com>' };
  await sendPacks(db, at(iso), { mail, console: 'https://tollgate.example.com' });
  return server.mails.slice(before).map(({ subject }) => subject);
}
const subject = (month: string, version: number) =>
  `Test Group: AI spend in ${month}, board pack (version ${version})`;

beforeAll(async () => {
  await seedOrganisation(db);
  server = await startMailServer();
  await addPackRecipient(cfo('2026-10-01T00:00:00Z'), { email: 'board@example.com', locale: 'en' });
});
afterAll(() => server.close());
beforeEach(async () => {
  for (const table of [alerts, boardPacks, closedMonths, packFiles, packMailings, packMails, packSchedules])
    await db.delete(table);
});

describe('the day a pack is due', () => {
  it.each([
    ['2026-10', 5, '2026-11-05'],
    ['2026-10', 31, '2026-11-30'],
    ['2026-12', 1, '2027-01-01'],
    ['2027-01', 31, '2027-02-28'],
    ['2028-01', 30, '2028-02-29'],
  ])('of %s, sent on day %d, is %s', (month, day, due) => {
    expect(sendingDay(month, day)).toBe(due);
  });

  it('begins at its hour in the organisation’s zone, with or without daylight saving', () => {
    expect(atHour('2026-11-01', 0, 'Asia/Hong_Kong')).toEqual(at('2026-10-31T16:00:00Z'));
    expect(atHour('2026-07-05', 9, 'Europe/London')).toEqual(at('2026-07-05T08:00:00Z'));
    // The clock goes from 01:00 to 02:00: there is no hour 1.
    expect(atHour('2026-03-29', 1, 'Europe/London')).toEqual(at('2026-03-29T01:00:00Z'));
  });
});

describe('sending by date', () => {
  it('is off until the CFO sets it, and off again when they take it back', async () => {
    await close('2026-10', '2026-11-02T00:00:00Z');
    await issued('2026-10', 1, '2026-11-03T00:00:00Z');
    expect(await getPackSchedule(cfo('2026-11-01T00:00:00Z'), {})).toBeNull();
    expect(await minute('2026-11-05T02:00:00Z')).toEqual([]);
    await schedule('2026-11-01T00:00:00Z', { day: 5, hour: 9 });
    expect(await getPackSchedule(cfo('2026-11-01T00:00:00Z'), {})).toMatchObject({ day: 5, hour: 9 });
    await schedule('2026-11-01T01:00:00Z', null);
    expect(await getPackSchedule(cfo('2026-11-01T02:00:00Z'), {})).toBeNull();
    expect(await minute('2026-11-05T02:00:00Z')).toEqual([]);
    for (const day of [0, 32, 1.5])
      await expect(schedule('2026-11-01T00:00:00Z', { day, hour: 9 })).rejects.toMatchObject({
        code: 'invalid',
      });
    const admin: Ctx = {
      ...cfo('2026-11-01T00:00:00Z'),
      actor: { kind: 'user', id: 'u-a', name: 'Admin', role: 'admin', teamIds: [] },
    };
    await expect(setPackSchedule(admin, { schedule: null })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await verifyAudit(cfo('2026-11-01T00:00:00Z'), {})).toMatchObject({ intact: true });
  });

  it('sends the newest pack of the last closed month from the hour on, once, also by two at a time', async () => {
    await schedule('2026-11-01T00:00:00Z', { day: 5, hour: 9 });
    await close('2026-10', '2026-11-02T00:00:00Z');
    await issued('2026-10', 1, '2026-11-02T00:00:00Z');
    const second = await issued('2026-10', 2, '2026-11-03T00:00:00Z');
    // 09:00 in Hong Kong is 01:00 UTC.
    expect(await minute('2026-11-05T00:59:59Z')).toEqual([]);
    const both = await Promise.all([minute('2026-11-05T01:00:00Z'), minute('2026-11-05T01:00:00Z')]);
    expect(new Set(both.flat())).toEqual(new Set([subject('October 2026', 2)]));
    expect(await db.select().from(packMails)).toMatchObject([{ packId: second, attempts: 1 }]);
    expect(server.mails.at(-1)?.raw).toContain('filename=board-2026-10-v2-en.pdf');
    expect(await minute('2026-11-05T01:01:00Z')).toEqual([]);
    expect(await minute('2026-12-04T00:00:00Z')).toEqual([]);
    expect(await db.select().from(alerts)).toEqual([]);
  });

  it('begins a month at the organisation’s midnight, not at that of UTC', async () => {
    await schedule('2026-10-20T00:00:00Z', { day: 1, hour: 0 });
    await close('2026-09', '2026-10-02T00:00:00Z');
    await issued('2026-09', 1, '2026-10-25T00:00:00Z');
    expect(await minute('2026-10-25T00:01:00Z')).toEqual([subject('September 2026', 1)]);
    expect(await db.select().from(alerts)).toEqual([]);
    await minute('2026-10-31T15:59:00Z');
    expect(await db.select().from(alerts)).toEqual([]);
    await minute('2026-10-31T16:00:00Z');
    expect(await db.select().from(alerts)).toMatchObject([
      { dedupeKey: 'pack_waiting:2026-10', facts: { month: '2026-10', isClosed: false } },
    ]);
  });

  it('reminds once where there is nothing to send, and sends as soon as it is issued', async () => {
    await schedule('2026-11-01T00:00:00Z', { day: 5, hour: 9 });
    await close('2026-10', '2026-11-02T00:00:00Z');
    expect(await minute('2026-11-05T01:00:00Z')).toEqual([]);
    expect(await minute('2026-11-05T01:01:00Z')).toEqual([]);
    expect(await db.select().from(alerts).where(eq(alerts.kind, 'pack_waiting'))).toMatchObject([
      { facts: { kind: 'pack_waiting', month: '2026-10', isClosed: true } },
    ]);
    await issued('2026-10', 1, '2026-11-06T03:00:00Z');
    expect(await minute('2026-11-06T03:01:00Z')).toEqual([subject('October 2026', 1)]);
    // A later version is a pack of its own.
    await issued('2026-10', 2, '2026-11-09T03:00:00Z');
    expect(await minute('2026-11-09T03:01:00Z')).toEqual([subject('October 2026', 2)]);
    // Nobody is reminded of what has been sent, and who joins later waits for the next.
    await addPackRecipient(cfo('2026-11-10T00:00:00Z'), { email: 'late@example.com', locale: 'en' });
    expect(await minute('2026-11-10T03:01:00Z')).toEqual([]);
  });

  it('sends nothing that was due before it was set', async () => {
    await close('2026-10', '2026-11-02T00:00:00Z');
    await issued('2026-10', 1, '2026-11-03T00:00:00Z');
    await schedule('2026-11-20T00:00:00Z', { day: 5, hour: 9 });
    expect(await minute('2026-11-20T00:01:00Z')).toEqual([]);
    expect(await db.select().from(alerts)).toEqual([]);
  });
});
