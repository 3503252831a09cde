import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PACK_LOCALES } from '../../board/pack';
import { renderPackPptx } from './render-pack-pptx';
import { squeezed } from './testing/pdf-text';
import { samplePack } from './testing/sample-pack';

const office = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((file) => existsSync(file));
const reader = '/usr/bin/pdftotext';

describe('the slides of a pack', () => {
  it('are a file of slides with native charts', async () => {
    const bytes = Buffer.from(await renderPackPptx(samplePack(), 'en'));
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    const names = bytes.toString('latin1');
    // Cover, ten sections and the definitions; three have charts.
    expect(new Set(names.match(/ppt\/slides\/slide\d+\.xml/g)).size).toBe(12);
    expect(new Set(names.match(/ppt\/charts\/chart\d+\.xml/g)).size).toBe(3);
  });

  const canOpen = office !== undefined && existsSync(reader);
  it.skipIf(!canOpen).each(PACK_LOCALES)(
    `open in LibreOffice with every sentence, in %s${canOpen ? '' : ' (skipped: it is not installed)'}`,
    async (locale) => {
      const pack = samplePack();
      const folder = mkdtempSync(path.join(tmpdir(), 'tollgate-slides-'));
      const file = path.join(folder, 'pack.pptx');
      writeFileSync(file, await renderPackPptx(pack, locale));
      const profile = `-env:UserInstallation=file://${folder}/profile`;
      const options = [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, file];
      execFileSync(office ?? '', options, { stdio: 'ignore' });
      const text = execFileSync(reader, ['-layout', path.join(folder, 'pack.pdf'), '-']).toString();
      const read = squeezed(text);
      for (const sentence of Object.values(pack.prose[locale]).flat())
        expect(read).toContain(squeezed(sentence));
    },
    120_000,
  );
});
