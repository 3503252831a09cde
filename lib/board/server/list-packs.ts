import { desc, sql } from 'drizzle-orm';
import { z } from 'zod';
import { boardPacks, packFiles, packMails } from '@/db/schema';
import { question } from '../../access/server/verb';
import type { Currency } from '../../money/currency';
import type { Locale } from '../../money/format';
import { PACK_FORMATS, type PackFormat } from '../pack';
import type { IssuedPack } from '../pack-dto';

/** Every pack that was issued, newest month first, and its files. */
export const listPacks = question({
  name: 'listPacks',
  permission: 'board.read',
  input: z.object({}),
  run: async ({ db }): Promise<IssuedPack[]> => {
    const packs = await db
      .select({
        ...{ id: boardPacks.id, month: boardPacks.month, version: boardPacks.version },
        ...{ currency: boardPacks.currency, digest: boardPacks.digest },
        ...{ issuedBy: boardPacks.issuedBy, issuedAt: boardPacks.issuedAt },
        edits: sql<number>`jsonb_array_length(${boardPacks.content} #> '{meta,edited}')`,
      })
      .from(boardPacks)
      .orderBy(desc(boardPacks.month), desc(boardPacks.version));
    const files = await db
      .select({
        ...{ packId: packFiles.packId, format: packFiles.format, locale: packFiles.locale },
        ...{ digest: packFiles.digest, bytes: sql<number>`octet_length(${packFiles.bytes})` },
      })
      .from(packFiles);
    const mails = await db
      .select({
        packId: packMails.packId,
        sent: sql<number>`count(${packMails.sentAt})::int`,
        waiting: sql<number>`count(${packMails.nextAttemptAt})::int`,
        all: sql<number>`count(*)::int`,
      })
      .from(packMails)
      .groupBy(packMails.packId);
    return packs.map(({ id, currency, issuedAt, ...pack }) => {
      const mail = mails.find(({ packId }) => packId === id);
      const [sent, waiting] = [mail?.sent ?? 0, mail?.waiting ?? 0];
      return {
        ...pack,
        ...{ id: id.toString(), currency: currency as Currency, issuedAt: issuedAt.toISOString() },
        files: files
          .filter(({ packId }) => packId === id)
          .map(({ format, locale, digest, bytes }) => ({
            ...{ format: format as PackFormat, locale: locale as Locale, digest, bytes },
          }))
          .sort(inOrder),
        mails: { sent, waiting, failed: (mail?.all ?? 0) - sent - waiting },
      };
    });
  },
});

type File = IssuedPack['files'][number];
const inOrder = (a: File, b: File): number =>
  a.locale === b.locale
    ? PACK_FORMATS.indexOf(a.format) - PACK_FORMATS.indexOf(b.format)
    : a.locale < b.locale
      ? -1
      : 1;
