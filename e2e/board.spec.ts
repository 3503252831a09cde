import type { Page } from '@playwright/test';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-HK.json' with { type: 'json' };
import { isWalkedIn, sizesIn } from './fixtures/calculator';
import { actionSent, sendAction } from './fixtures/server-action';
import { expect, expectNoSidewaysScroll, test } from './fixtures/test';

const WORDS = { en, 'zh-HK': zh } as const;

const figure = (page: Page, key: string) => page.getByTestId(`metric-${key}`).getByRole('button');
const sheet = (page: Page) => page.getByTestId('metric-working');

for (const locale of ['en', 'zh-HK'] as const) {
  const words = WORDS[locale];
  const t = words.board;

  for (const [, { width }] of sizesIn(locale)) {
    test(`the CFO opens the board, and a figure explains itself down to an event (${locale}, ${width})`, async ({
      page,
      signInAs,
      readIn,
    }) => {
      test.setTimeout(120_000);
      await page.setViewportSize({ width, height: 900 });
      await signInAs('cfo');
      await readIn(locale);
      await page.goto('/');
      await expect(page).toHaveURL(/\/board$/);
      await expect(page.getByRole('heading', { level: 1 })).toContainText('HK$');
      await expectNoSidewaysScroll(page);

      const cell = page.getByTestId('metric-cost_per_outcome');
      const value = await cell.getAttribute('data-value');
      expect(value).toMatch(/^\d+\.\d+$/);
      await figure(page, 'cost_per_outcome').click();
      await expect(page).toHaveURL(/open=cost_per_outcome/);
      await expect(sheet(page).getByTestId('explained-figure')).toHaveAttribute('data-value', value ?? '');
      await expect(sheet(page)).toContainText(t.metrics.cost_per_outcome.formula);
      for (const term of ['effective_cost_of_workflows', 'outcomes'])
        await expect(sheet(page).locator(`[data-term=${term}]`)).toHaveText(/\d/);

      // A row, its events, and the price version that charged each.
      const row = page.getByTestId('metric-rows').locator('tbody tr').first();
      await row.getByRole('link', { name: t.sheet.rowEvents }).click();
      await expect(page).toHaveURL(/\/explore\?.*open=/);
      await expect(page.getByRole('dialog')).toContainText(words.explore.events.title);
      await expect(page.getByRole('dialog').locator('tbody tr').first()).toBeVisible({ timeout: 30_000 });

      // Back is the board with the sheet, and back again the board alone.
      await page.goBack();
      await expect(sheet(page)).toBeVisible({ timeout: 30_000 });
      await page.keyboard.press('Escape');
      await expect(sheet(page)).toHaveCount(0);
    });
  }

  if (isWalkedIn(locale))
    test(`the CFO changes a target, and nobody else can (${locale})`, async ({ page, signInAs, readIn }) => {
      test.setTimeout(120_000);
      await signInAs('cfo');
      await readIn(locale);
      const percent = locale === 'en' ? '41' : '42';
      const reason = `agreed with the board ${locale} ${Date.now()}`;
      await page.goto('/board?open=cost_optimised_share');
      await sheet(page).getByRole('button', { name: t.target.change }).click();
      const form = page.getByTestId('target-form');
      await form.getByRole('textbox').first().fill('ten');
      await form.getByRole('textbox').nth(1).fill(reason);
      await form.getByRole('button', { name: t.target.save }).click();
      await expect(form.getByRole('alert')).toContainText(t.target.wrong.share);
      await form.getByRole('textbox').first().fill(percent);
      const sent = await actionSent(page, reason, () =>
        form.getByRole('button', { name: t.target.save }).click(),
      );
      await expect(form).toHaveCount(0);
      await page.goto('/board');
      const row = page.locator('tr[data-metric=cost_optimised_share]');
      await expect(row).toContainText(`≥ ${percent} %`);
      await figure(page, 'cost_optimised_share').click();
      await expect(page.getByTestId('target-history')).toContainText(reason);

      // An administrator reads the board and is offered no change; the same action from them is refused.
      await signInAs('admin');
      await page.goto('/board?open=cost_optimised_share');
      await expect(sheet(page)).toBeVisible();
      await expect(sheet(page).getByRole('button', { name: t.target.change })).toHaveCount(0);
      expect(await sendAction(page.request, sent)).toContain('"code":"forbidden"');
    });

  test(`the board prints whole, without the console around it (${locale})`, async ({
    page,
    signInAs,
    readIn,
  }) => {
    await signInAs('cfo');
    await readIn(locale);
    await page.goto('/board');
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await expect(page.getByTestId('board-state')).toBeVisible();
    await expect(page.locator('tr[data-metric]')).toHaveCount(8);
    await expect(page.getByRole('img', { name: new RegExp(t.bridge.title) })).toBeVisible();
    await expectNoSidewaysScroll(page);
  });
}

test('engineers are shown no board, in the rail, the palette or by its address', async ({
  page,
  signInAs,
}) => {
  await signInAs('engineer');
  await page.goto('/');
  await expect(page).toHaveURL(/\/explore/);
  const rail = page.getByRole('navigation', { name: en.shell.areas });
  await expect(rail.getByRole('link', { name: en.shell.explore })).toBeVisible();
  await expect(rail.getByRole('link', { name: en.shell.board })).toHaveCount(0);
  await page.goto('/board');
  await expect(page).toHaveURL(/\/explore/);
});
