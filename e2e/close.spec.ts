import { readFile } from 'node:fs/promises';
import { sizesIn, WORDS } from './fixtures/calculator';
import { closeButton, closeMonth, reopenMonth } from './fixtures/close-month';
import { monthsAgo } from './fixtures/months';
import { actionSent, sendAction } from './fixtures/server-action';
import { expect, expectNoSidewaysScroll, test } from './fixtures/test';

/** For each test a month of its own: they close it and open it again. */
const MONTHS = { 'en desktop': 6, 'en phone': 7, 'zh-HK desktop': 8, 'zh-HK phone': 9 } as const;

for (const locale of ['en', 'zh-HK'] as const) {
  const t = WORDS[locale];
  for (const [size, viewport] of sizesIn(locale)) {
    test.describe(`${locale}, ${size}`, () => {
      test.use({ viewport });

      test('a month is closed once its open checks are acknowledged, stays as it was, and opens again', async ({
        page,
        context,
        signInAs,
        readIn,
        expectNoViolations,
      }) => {
        test.setTimeout(180_000);
        await readIn(locale);
        await signInAs('cfo');
        const month = monthsAgo(MONTHS[`${locale} ${size}` as keyof typeof MONTHS]);
        await page.goto(`/board/close?month=${month}`);
        await expect(page.getByText(t.boardClose.checks.invoices.missing).first()).toBeVisible();
        await expectNoSidewaysScroll(page);
        await expectNoViolations();

        // Not before somebody says so.
        const refused = await actionSent(page, month, () => closeButton(page, t).click());
        await expect(page.getByRole('alert').first()).toBeVisible({ timeout: 30_000 });

        await closeMonth(page, t, month, `closed by the journey in ${locale}`);
        await expect(page.getByText(`closed by the journey in ${locale}`)).toBeVisible();
        await expect(page.getByRole('button', { name: t.boardClose.invoices.add })).toHaveCount(0);
        await page.goto(`/board/chargeback?month=${month}`);
        await expect(page.getByText(t.chargeback.state.closed)).toBeVisible();
        await expect(page.getByRole('button', { name: t.chargeback.rule.change })).toHaveCount(0);
        await reopenMonth(page, t, month);

        await signInAs('admin');
        expect(await sendAction(context.request, refused)).toContain('"code":"forbidden"');
      });

      test('the statement adds up, in the page and in the file', async ({
        page,
        signInAs,
        readIn,
        expectNoViolations,
      }) => {
        await readIn(locale);
        await signInAs('cfo');
        await page.goto('/board/chargeback');
        const table = page.getByRole('table', { name: t.chargeback.table });
        await expect(table.locator('tfoot')).toBeVisible();
        await expectNoSidewaysScroll(page);
        await expectNoViolations();
        const cents = (text: string) => BigInt(text.replaceAll(/[^0-9]/g, ''));
        const charged = await table.locator('tbody').getByTestId('total').allInnerTexts();
        const total = cents((await table.locator('tfoot').getByTestId('total').textContent()) ?? '');
        expect(charged.length).toBeGreaterThan(3);
        expect(charged.reduce((sum, text) => sum + cents(text), 0n)).toBe(total);

        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('link', { name: t.chargeback.csv, exact: true }).click(),
        ]);
        const rows = (await readFile(await download.path(), 'utf8'))
          .split('\r\n')
          .map((row) => row.split(','));
        expect(cents(rows.find((row) => row[3] === 'total')?.[11] ?? '0')).toBe(total);
      });
    });
  }
}
