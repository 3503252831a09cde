import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PACK_LOCALES } from '../../board/pack';
import { packOf } from '../../board/server/pack-content';
import { writtenProse } from '../../board/server/pack-prose';
import { packVoice } from '../../board/server/pack-words';
import { sampleBoard, workflow } from '../../board/testing/sample-board';
import { paperPack } from '../pack-document';
import { apart } from './pdf/apart';
import { renderPackCsv } from './render-pack-csv';
import { renderPackPdf } from './render-pack-pdf';
import { pdfPages, squeezed } from './testing/pdf-text';

const board = sampleBoard({ workflows: [workflow('=HYPERLINK("x")', '-14345.00')] });
const now = new Date('2026-11-22T04:00:00Z');
const pack = packOf({ board, prose: writtenProse(board), version: 2, edited: [], issuedBy: 'Cfo', now });

/** The text of a PDF's streams, inflated: enough to see what is embedded. */
function streams(pdf: Uint8Array): string {
  const raw = Buffer.from(pdf).toString('latin1');
  return [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)]
    .map(([, body]) => {
      try {
        return inflateSync(Buffer.from(body ?? '', 'latin1')).toString('latin1');
      } catch {
        return '';
      }
    })
    .join('\n');
}

describe('the PDF of a pack', () => {
  it.each(PACK_LOCALES)('in %s embeds its typeface and is the same bytes twice', async (locale) => {
    const pdf = await renderPackPdf(pack, locale);
    expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    expect(Buffer.from(pdf).toString('latin1')).toContain('/FontFile2');
    expect(streams(pdf)).toContain(' Tf');
    expect(Buffer.compare(Buffer.from(await renderPackPdf(pack, locale)), Buffer.from(pdf))).toBe(0);
  });

  it.each(PACK_LOCALES)('in %s says every sentence and figure to another program', async (locale) => {
    const { words } = packVoice(locale);
    const paper = paperPack(pack, packVoice(locale));
    const pages = (await pdfPages(await renderPackPdf(pack, locale))).map(squeezed);
    const text = pages.join('');
    for (const { sentences, tables } of paper.sections)
      for (const said of [...sentences, ...tables.flatMap(({ rows }) => rows.flat())])
        expect(text).toContain(squeezed(said));
    pages.forEach((page, index) => {
      expect(page).toContain(squeezed(paper.facts));
      expect(page).toContain(squeezed(words('packFiles.page', { page: index + 1, pages: pages.length })));
    });
  });

  it('prints what the board prints, and on every page what it is', () => {
    const paper = paperPack(pack, packVoice('zh-HK'));
    expect(paper.title).toBe('董事會文件 · 2026年10月');
    expect(paper.facts).toBe(
      'Test Group · 2026年10月1日 – 2026年10月31日 · HKD · 第 2 版 · 2026年11月22日 12:00',
    );
    const [table] = paper.sections.find(({ key }) => key === 'departments')?.tables ?? [];
    expect(table?.columns.map(({ title }) => title)).toEqual(['部門', '', '2026年10月', '2026年9月', '佔比']);
    expect(table?.rows[0]).toEqual(['Operations', '', 'HK$400,000', 'HK$300,000', '67.1 %']);
  });
});

describe('labels of a drawing', () => {
  it('move apart where two would touch, and stay above the floor', () => {
    const placed = (heights: number[]) =>
      apart(
        heights.map((at) => ({ at })),
        9,
        100,
      ).map(({ at }) => at);
    expect(placed([50, 10, 52, 54])).toEqual([10, 50, 59, 68]);
    expect(placed([98, 99])).toEqual([91, 100]);
    expect(placed([])).toEqual([]);
  });
});

describe('the CSV of a pack', () => {
  const lines = new TextDecoder().decode(renderPackCsv(pack, 'en')).split('\r\n');

  it('has every figure to the last digit, and says what it is', () => {
    expect(lines).toContain('spend,,effective_cost,HKD,596322.9860866200000000000000');
    expect(lines).toContain('bridge,,price,HKD,-5000');
    expect(lines).toContain(`pack,,sha256,text,${pack.meta.digest}`);
    expect(lines).toContain('pack,2026-10-01 – 2026-11-01,fx_per_usd,HKD,7.8000000000');
  });

  it('writes names as text, never as a formula', () => {
    expect(lines.some((line) => line.includes(',"\'=hyperlink(""x"")",margin,HKD,-14345.00'))).toBe(true);
  });
});
