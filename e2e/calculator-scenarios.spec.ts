import type { Page } from '@playwright/test';
import {
  chooseCurrency,
  choosePreset,
  isWalkedIn,
  largeFigures,
  lever,
  openCalculator,
  sizesIn,
  WORDS,
  type Words,
} from './fixtures/calculator';
import { actionSent, sendAction } from './fixtures/server-action';
import { expect, expectNoSidewaysScroll, test } from './fixtures/test';

/** Knowledge search with two levers; in US dollars, so that every figure can be worked out by hand. */
async function openRag(page: Page, t: Words, levers = true): Promise<void> {
  await openCalculator(page);
  await choosePreset(page, t, t.calculator.presets.names.scenario.rag);
  await chooseCurrency(page, t, 'USD');
  if (!levers) return expect.poll(() => largeFigures(page, t)).toContain('US$1,620');
  await lever(page, t, 'concisePrompts').check();
  await lever(page, t, 'ragCompression').check();
  // 50,000 queries × (1,200 × 40 % + 6,600 × 50 %) tokens × $2.70 per million are $510.30 less than $1,620.
  await expect.poll(() => largeFigures(page, t)).toContain('US$1,110');
}

async function saveAs(page: Page, t: Words, name: string): Promise<void> {
  await page.getByRole('button', { name: t.scenarios.save.button, exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(t.scenarios.save.name).fill(name);
  await dialog.getByRole('button', { name: t.scenarios.save.button, exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

for (const locale of ['en', 'zh-HK'] as const) {
  const t = WORDS[locale];
  for (const [size, viewport] of sizesIn(locale)) {
    test.describe(`${locale}, ${size}`, () => {
      test.use({ viewport });
      test.beforeEach(async ({ readIn, signInAs }) => {
        await readIn(locale);
        await signInAs('engineer');
      });

      test('from a preset to a shared link that reads the same to somebody who is not signed in', async ({
        page,
        browser,
        baseURL,
        expectNoViolations,
      }) => {
        test.setTimeout(120_000);
        await openRag(page, t);
        await page.getByRole('button', { name: t.scenarios.share.button, exact: true }).click();
        const field = page.getByTestId('share-link');
        await expect(field).toHaveValue(/\/share\/calculator#./);
        const link = await field.inputValue();
        await expectNoViolations();

        const stranger = await browser.newContext({ viewport });
        try {
          await stranger.addCookies([{ name: 'locale', value: locale, url: baseURL ?? '' }]);
          const other = await stranger.newPage();
          const asked: string[] = [];
          other.on('request', (request) =>
            asked.push(`${request.method()} ${new URL(request.url()).pathname}`),
          );
          await other.goto(link);
          await expect(other.locator('h1')).toContainText('US$1,620');
          await expect(other.locator('h1')).toContainText('US$1,110');
          const month = other.getByRole('row').filter({
            has: other.getByRole('rowheader', { name: t.scenarios.per.month, exact: true }),
          });
          await expect(month.getByRole('button').nth(0)).toHaveText('US$1,620');
          await expect(month.getByRole('button').nth(1)).toHaveText('US$1,110');
          await expectNoSidewaysScroll(other);
          // Nothing is asked of the server but the empty page and its files.
          expect(asked.filter((one) => !/^GET \/(_next\/|share\/calculator$)/.test(one))).toEqual([]);
          expect((await stranger.cookies()).map(({ name }) => name)).not.toContain('next-auth.session-token');

          // A link that was cut off says so, and shows no figure.
          await other.goto('about:blank');
          await other.goto(link.slice(0, -8));
          await expect(other.getByText(t.scenarios.shared.changed)).toBeVisible();
        } finally {
          await stranger.close();
        }
      });

      test('saves two scenarios, sets them side by side, and comments on one', async ({
        page,
        signInAs,
        expectNoViolations,
      }) => {
        test.setTimeout(120_000);
        const mark = `${locale} ${size} ${Date.now()}`;
        const [plain, pulled] = [`Search as it is ${mark}`, `Search with levers ${mark}`];
        await openRag(page, t, false);
        await saveAs(page, t, plain);
        await openRag(page, t);
        await saveAs(page, t, pulled);

        await page.goto('/calculator/scenarios');
        for (const name of [plain, pulled])
          await page
            .getByRole('checkbox', { name: t.scenarios.list.chooseOne.replace('{name}', name) })
            .check();
        await page.getByRole('link', { name: t.scenarios.list.compare, exact: true }).click();
        await expect(page.locator('h1')).toContainText(pulled);
        await expect(page.locator('h1')).not.toContainText(plain);
        const levers = page.getByRole('table', { name: t.scenarios.compare.levers });
        await expect(levers.getByRole('row')).toHaveCount(3);
        await expect(levers).toContainText(t.scenarios.compare.differs);
        await expectNoSidewaysScroll(page);
        await expectNoViolations();

        await levers.getByRole('link', { name: pulled }).click();
        await expect(page.locator('h1')).toContainText(/1,620|1,110|HK\$/);
        const said = `worth a trial ${mark}`;
        await page.getByLabel(t.scenarios.comments.write).fill(said);
        await page.getByRole('button', { name: t.scenarios.comments.send, exact: true }).click();
        await expect(page.getByText(said)).toBeVisible();
        await expectNoSidewaysScroll(page);
        await expectNoViolations();

        // The CFO sees everybody's, with the comment, and has nothing to change it with.
        const address = page.url();
        await signInAs('cfo');
        await page.goto(address);
        await expect(page.getByText(said)).toBeVisible();
        await expect(page.getByRole('button', { name: t.scenarios.comments.withdraw })).toHaveCount(0);
      });
    });
  }

  if (isWalkedIn(locale))
    test(`a scenario of one’s own is refused to others, in the page and at the action (${locale})`, async ({
      page,
      context,
      signInAs,
      readIn,
    }) => {
      test.setTimeout(120_000);
      await readIn(locale);
      await signInAs('engineer');
      const name = `Nobody’s business ${locale} ${Date.now()}`;
      await openRag(page, t, false);
      await saveAs(page, t, name);
      await page.goto('/calculator/scenarios');
      await page.getByRole('link', { name, exact: true }).click();
      await expect(page).toHaveURL(/scenarios\/\d+|scenarios\/[0-9a-f-]+/);
      const address = page.url();
      await page.getByLabel(t.scenarios.comments.write).fill('first thoughts');
      const commenting = await actionSent(page, 'first thoughts', () =>
        page.getByRole('button', { name: t.scenarios.comments.send, exact: true }).click(),
      );
      await expect(page.getByText('first thoughts')).toBeVisible();

      // A lead of other teams neither finds it nor may say anything of it.
      await signInAs('team_lead');
      await page.goto('/calculator/scenarios');
      await expect(page.locator('h1')).toBeVisible();
      await expect(page.getByText(name)).toHaveCount(0);
      await page.goto(address);
      await expect(page.getByText(t.shell.notFoundTitle)).toBeVisible();
      expect(await sendAction(context.request, commenting)).toMatch(/"code":"(not_found|forbidden)"/);

      // An auditor reads it, and changes nothing.
      await signInAs('auditor');
      await page.goto(address);
      await expect(page.getByText('first thoughts')).toBeVisible();
      await expect(page.getByLabel(t.scenarios.comments.write)).toHaveCount(0);
      expect(await sendAction(context.request, commenting)).toContain('"code":"forbidden"');
      await openCalculator(page);
      await expect(page.getByRole('button', { name: t.scenarios.save.button, exact: true })).toHaveCount(0);
    });
}
