import { and, asc, eq } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { packTexts } from '@/db/schema';
import type { Locale } from '../../money/format';
import type { Board } from '../board';
import { narrate } from '../narrative/narrate';
import { PACK_LOCALES, type PackMeta, type PackProse, type PackSection } from '../pack';
import { packVoice } from './pack-words';

export interface EditedText {
  section: PackSection;
  locale: Locale;
  sentences: string[];
  by: string;
  at: string;
}

/** What the figures say, without anyone's changes. */
export const writtenProse = (board: Board): PackProse => ({
  en: narrate(board, packVoice('en')),
  'zh-HK': narrate(board, packVoice('zh-HK')),
});

/** The changes that hold for a month: of each section and language the newest, unless it went back. */
export async function readEdits(db: Queryable, month: string): Promise<EditedText[]> {
  const rows = await db.select().from(packTexts).where(eq(packTexts.month, month)).orderBy(asc(packTexts.id));
  const newest = new Map(rows.map((row) => [`${row.section} ${row.locale}`, row]));
  return [...newest.values()].flatMap(({ section, locale, sentences, editedBy, editedAt }) =>
    sentences === null
      ? []
      : [
          {
            ...{ section: section as PackSection, locale: locale as Locale, sentences },
            ...{ by: editedBy, at: editedAt.toISOString() },
          },
        ],
  );
}

/** Whether a section's words are a person's now. */
export async function readEdit(
  db: Queryable,
  { month, section, locale }: { month: string; section: PackSection; locale: Locale },
): Promise<string[] | null> {
  const rows = await db
    .select({ sentences: packTexts.sentences })
    .from(packTexts)
    .where(and(eq(packTexts.month, month), eq(packTexts.section, section), eq(packTexts.locale, locale)))
    .orderBy(asc(packTexts.id));
  return rows.at(-1)?.sentences ?? null;
}

/** The words as they go out: written from the figures, with the changes in their place. */
export function editedProse(written: PackProse, edits: readonly EditedText[]): PackProse {
  const prose: PackProse = { en: { ...written.en }, 'zh-HK': { ...written['zh-HK'] } };
  for (const { locale, section, sentences } of edits) prose[locale][section] = sentences;
  return prose;
}

export const editsOf = (edits: readonly EditedText[]): PackMeta['edited'] =>
  PACK_LOCALES.flatMap((locale) =>
    edits.flatMap((edit) =>
      edit.locale === locale ? [{ locale, section: edit.section, by: edit.by, at: edit.at }] : [],
    ),
  );
