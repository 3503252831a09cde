import { readFile } from 'node:fs/promises';
import { pdfPages, squeezed } from '../lib/reports/server/testing/pdf-text';
import { sizesIn, WORDS } from './fixtures/calculator';
import { closeMonth, reopenMonth } from './fixtures/close-month';
import { monthsAgo } from './fixtures/months';
import { expect, expectNoSidewaysScroll, test } from './fixtures/test';

/** For each language a month of its own: they close it, issue its pack and open it again. */
const MONTHS = { en: 4, 'zh-HK': 5 } as const;
const SENTENCE = {
  en: 'The committee asks the board to note the result.',
  'zh-HK': '委員會提請董事會備悉本月結果。',
} as const;
/** What the first bytes of a file say it is: PowerPoint and Excel files are zip archives. */
const BEGINS = { pdf: '%PDF-', pptx: 'PK', xlsx: 'PK', csv: '\uFEFF' } as const;

for (const locale of ['en', 'zh-HK'] as const) {
  const t = WORDS[locale];
  for (const [size, viewport] of sizesIn(locale)) {
    test.describe(`${locale}, ${size}`, () => {
      test.use({ viewport });

      test('the CFO closes a month, writes a sentence, issues the pack and downloads it', async ({
        page,
        context,
        signInAs,
        readIn,
      }) => {
        test.setTimeout(180_000);
        await readIn(locale);
        await signInAs('cfo');
        const month = monthsAgo(MONTHS[locale]);
        await page.goto(`/board?month=${month}`);
        await expect(page.getByRole('heading', { level: 1 })).toContainText('HK$');
        await closeMonth(page, t, month, 'the pack needs a closed month');

        await page.goto(`/board/packs/draft?month=${month}`);
        const said = { section: t.packs.sections.decisions, language: t.packs.languages[locale] };
        const label = t.packs.edit.label
          .replace('{section}', said.section)
          .replace('{language}', said.language);
        await page.getByRole('button', { name: label }).click();
        const editor = page.getByRole('dialog');
        await editor.getByLabel(t.packs.edit.text).fill(SENTENCE[locale]);
        await editor.getByRole('button', { name: t.packs.edit.save, exact: true }).click();
        await expect(page.getByTestId(`prose-decisions-${locale}`)).toContainText(SENTENCE[locale]);

        await page.getByRole('button', { name: t.packs.issue.button, exact: true }).click();
        await page
          .getByRole('alertdialog')
          .getByRole('button', { name: t.packs.issue.confirm, exact: true })
          .click();
        await expect(page).toHaveURL(/\/board\/packs$/, { timeout: 60_000 });
        const row = page.getByTestId(new RegExp(`^pack-${month}-`)).first();
        const digest = (await row.locator('code').getAttribute('title')) ?? '';
        expect(digest).toMatch(/^[0-9a-f]{64}$/);

        const links = await row
          .locator('a[download]')
          .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
        expect(links).toHaveLength(8);
        const files = new Map<string, Buffer>();
        for (const link of links) {
          const answer = await context.request.get(link);
          expect(answer.status(), link).toBe(200);
          const format = new URL(link, 'http://pack').searchParams.get('format') as keyof typeof BEGINS;
          const body = await answer.body();
          expect(body.toString('utf8', 0, 5).startsWith(BEGINS[format]), link).toBe(true);
          files.set(link, body);
        }
        const own = (format: string) =>
          links.find((link) => link.includes(`format=${format}&language=${locale}`)) ?? '';
        const [saved] = await Promise.all([
          page.waitForEvent('download'),
          row.locator(`a[href="${own('pdf')}"]`).click(),
        ]);
        const pdf = await readFile(await saved.path());
        expect(pdf.equals(files.get(own('pdf')) ?? Buffer.alloc(0))).toBe(true);
        const text = (await pdfPages(pdf)).map(squeezed).join('');
        expect(text).toContain(squeezed(SENTENCE[locale]));
        expect(files.get(own('csv'))?.toString()).toContain(digest);

        // What is issued stays as it was, whatever happens to the month; on paper without the console around it.
        await reopenMonth(page, t, month);
        expect(
          (await (await context.request.get(own('csv'))).body()).equals(files.get(own('csv')) ?? pdf),
        ).toBe(true);
        await page.goto('/board/packs');
        await row.getByRole('link').first().click();
        await expect(page.getByText(digest)).toBeVisible();
        await expect(page.getByText(SENTENCE[locale])).toBeVisible();
        await expectNoSidewaysScroll(page);
        await page.emulateMedia({ media: 'print' });
        await expect(page.getByRole('navigation')).toHaveCount(0);
        await expectNoSidewaysScroll(page);

        // A lead reads it; who reads no board is given none of it.
        await signInAs('team_lead');
        await page.goto(`/board/packs/draft?month=${month}`);
        await expect(page).toHaveURL(/\/board\/packs$/);
        await signInAs('engineer');
        expect((await context.request.get(own('pdf'))).status()).toBe(403);
      });
    });
  }
}
