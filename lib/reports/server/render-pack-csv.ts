import { BOM, csvLine, textField } from '../../attribution/csv';
import type { Pack } from '../../board/pack';
import type { Locale } from '../../money/format';
import { type PackDatum, packData } from '../pack-data';

const HEAD = ['section', 'item', 'measure', 'unit', 'value'];

/** The figures of a pack to the last digit and its words in one language, as one long table. Names are in English. */
export function renderPackCsv(pack: Pack, locale: Locale): Uint8Array {
  const lines = [...packData(pack), ...proseLines(pack, locale)];
  const rows = lines.map(({ section, item, measure, unit, value }) =>
    csvLine([section, textField(item), measure, unit, isDecimal(value) ? (value ?? '') : textField(value)]),
  );
  return new TextEncoder().encode([BOM, csvLine(HEAD), ...rows].join(''));
}

/** A negative number stays a number; other text that starts like a formula is made text. */
const isDecimal = (value: string | null): boolean => value !== null && /^-?\d+(\.\d+)?$/.test(value);

const proseLines = ({ prose }: Pack, locale: Locale): PackDatum[] =>
  Object.entries(prose[locale]).flatMap(([section, sentences]) =>
    sentences.map((sentence) => ({ section, item: '', measure: 'sentence', unit: 'text', value: sentence })),
  );
