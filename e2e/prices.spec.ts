import type { Page } from '@playwright/test';
import { isWalkedIn, sizesIn, WORDS, type Words } from './fixtures/calculator';
import { closeMonth, reopenMonth } from './fixtures/close-month';
import { firstDayMonthsAgo } from './fixtures/months';
import { actionSent, sendAction } from './fixtures/server-action';
import { expect, expectNoSidewaysScroll, test } from './fixtures/test';

/** A model that the demo uses every month, for each test one of its own: they change its price. */
const MODEL = {
  'en desktop': 'Anthropic · claude-haiku-4-5',
  'en phone': 'OpenAI · gpt-5.5',
  'zh-HK desktop': 'Google · gemini-3.1-pro-preview',
  'zh-HK phone': 'OpenAI · gpt-5-nano',
} as const;

async function openModel(page: Page, t: Words, name: string): Promise<void> {
  await page.goto(`/prices?q=${name.split(' ').at(-1)}`);
  await page
    .getByRole('link', { name: new RegExp(`${name.replaceAll('.', '\\.')}$`) })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: t.prices.model.history })).toBeVisible();
}

/** The month of a row of the table of months. */
const monthRow = (page: Page, locale: string, day: string) =>
  page.getByRole('row').filter({
    has: page.getByRole('rowheader', {
      name: new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
        ...{ month: 'long', year: 'numeric', timeZone: 'UTC' },
      }).format(new Date(day)),
    }),
  });

for (const locale of ['en', 'zh-HK'] as const) {
  const t = WORDS[locale];
  for (const [size, viewport] of sizesIn(locale)) {
    test.describe(`${locale}, ${size}`, () => {
      test.use({ viewport });

      test('a price changed from a past date: its effect first, then charged again, closed months apart', async ({
        page,
        signInAs,
        readIn,
        expectNoViolations,
      }) => {
        test.setTimeout(180_000);
        await readIn(locale);
        await signInAs('cfo');
        const closed = firstDayMonthsAgo(2);
        await closeMonth(page, t, closed.slice(0, 7), 'the test needs a closed month');
        await page.goto('/prices/repricing');
        await expect(monthRow(page, locale, closed)).toContainText(t.prices.months.closed);

        await openModel(page, t, MODEL[`${locale} ${size}` as keyof typeof MODEL]);
        await page.getByRole('button', { name: t.prices.add.edit }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel(t.prices.add.from).fill(firstDayMonthsAgo(3));
        const input = dialog
          .getByRole('group', { name: t.prices.add.prices })
          .getByLabel(t.prices.classes.input, { exact: true });
        await input.fill('free');
        await dialog
          .getByRole('textbox', { name: t.prices.add.note, exact: true })
          .fill('corrected by the invoice');
        await dialog.getByRole('button', { name: t.prices.change.show }).click();
        await expect(input).toHaveAttribute('aria-invalid', 'true');
        await input.fill('9.75');
        await dialog.getByRole('button', { name: t.prices.change.show }).click();

        // Nothing is stored yet: the effect by month, the closed one told apart.
        const months = dialog.getByRole('table', { name: t.prices.effect.byMonth });
        await expect(months.getByRole('row')).not.toHaveCount(1, { timeout: 60_000 });
        await expect(months.getByRole('row').filter({ hasText: t.prices.effect.closed })).toHaveCount(1);
        await expectNoSidewaysScroll(page);
        await expectNoViolations();
        const open = months.getByRole('row').filter({ hasText: t.prices.effect.open });
        const events = (await open.locator('td:nth-of-type(1)').allInnerTexts()).map((text) =>
          Number(text.replaceAll(',', '')),
        );
        const total = events.reduce((sum, count) => sum + count, 0).toLocaleString('en');
        await expect(dialog).toContainText(total);

        await dialog.getByRole('button', { name: t.prices.add.save }).click();
        await expect(dialog.getByRole('alert')).toBeVisible();
        const why = `invoice of ${locale} ${size} ${Date.now()}`;
        await dialog.getByLabel(t.prices.change.reason).fill(why);
        await dialog.getByRole('button', { name: t.prices.add.save }).click();
        await expect(dialog).toHaveCount(0, { timeout: 60_000 });
        await expect(page.getByRole('heading', { level: 1 })).toContainText('9.75');

        // One run, with the reason, of exactly the events that the preview said.
        await page.goto('/prices/repricing');
        const run = page.getByRole('row').filter({ hasText: why });
        await expect(run).toContainText(total);
        await expectNoSidewaysScroll(page);
        await reopenMonth(page, t, closed.slice(0, 7));

        // And on the audit log, whose chain holds.
        await signInAs('admin');
        await page.goto('/settings/audit');
        await expect(page.getByText(why).first()).toBeAttached();
        await page.getByRole('button', { name: t.settings.audit.verify }).click();
        await expect(page.getByText(t.settings.audit.intact.split('{')[0] ?? '').first()).toBeVisible();
      });
    });
  }

  if (isWalkedIn(locale))
    test(`an engineer reads prices and changes none, in the page and at the action (${locale})`, async ({
      page,
      context,
      signInAs,
      readIn,
    }) => {
      test.setTimeout(120_000);
      await readIn(locale);
      await signInAs('admin');
      await openModel(page, t, 'Anthropic · claude-opus-4-7');
      await page.getByRole('button', { name: t.prices.add.edit }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: t.prices.add.note, exact: true }).fill('who may do this');
      const previewing = await actionSent(page, 'who may do this', () =>
        dialog.getByRole('button', { name: t.prices.change.show }).click(),
      );

      await signInAs('engineer');
      await page.reload();
      await expect(page.getByRole('heading', { name: t.prices.model.history })).toBeVisible();
      await expect(page.getByRole('button', { name: t.prices.add.edit })).toHaveCount(0);
      expect(await sendAction(context.request, previewing)).toContain('"code":"forbidden"');
      await page.goto('/prices/repricing');
      await expect(page.locator('h1')).toHaveText(t.prices.repricing.notYours);
    });
}
