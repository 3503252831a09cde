import type { Locale } from '../../money/format';
import { renderPackCsv } from '../../reports/server/render-pack-csv';
import { renderPackPdf } from '../../reports/server/render-pack-pdf';
import { renderPackPptx } from '../../reports/server/render-pack-pptx';
import { renderPackXlsx } from '../../reports/server/render-pack-xlsx';
import { PACK_LOCALES, type Pack, type PackFormat } from '../pack';

export interface PackFile {
  format: PackFormat;
  locale: Locale;
  bytes: Buffer;
}

type Render = (pack: Pack, locale: Locale) => Promise<Uint8Array> | Uint8Array;

const RENDERERS: Record<PackFormat, Render> = {
  pdf: renderPackPdf,
  pptx: renderPackPptx,
  xlsx: renderPackXlsx,
  csv: renderPackCsv,
};

/** Every file of a pack, in each language, one after another: each takes all of a core for a moment. */
export async function renderPackFiles(pack: Pack): Promise<PackFile[]> {
  const files: PackFile[] = [];
  for (const locale of PACK_LOCALES)
    for (const [format, render] of Object.entries(RENDERERS))
      files.push({ format: format as PackFormat, locale, bytes: Buffer.from(await render(pack, locale)) });
  return files;
}
