import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PACK_LOCALES } from '../../board/pack';
import { packOf } from '../../board/server/pack-content';
import { writtenProse } from '../../board/server/pack-prose';
import { packVoice } from '../../board/server/pack-words';
import { sampleBoard, workflow } from '../../board/testing/sample-board';
import { paperPack } from '../pack-document';
import { renderPackCsv } from './render-pack-csv';
import { renderPackPdf } from './render-pack-pdf';

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

  it('prints what the board prints, and on every page what it is', () => {
    const paper = paperPack(pack, packVoice('zh-HK'));
    expect(paper.title).toBe('董事會文件 · 2026年10月');
    expect(paper.facts).toBe('Test Group · 2026-10-01 – 2026-10-31 · HKD · 第 2 版 · 2026年11月22日 12:00');
    const { rows = [] } = paper.sections.find(({ key }) => key === 'departments') ?? {};
    expect(rows[0]).toEqual(['Operations', 'HK$400,000', 'HK$300,000', '67.1 %']);
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
