import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { expect, expectNoSidewaysScroll, expectNoViolations, test } from './fixtures/test';

/** Decimal strings of one scale, added exactly. */
function sum(values: string[]): string {
  const places = Math.max(...values.map((value) => value.split('.')[1]?.length ?? 0));
  const units = values.reduce((total, value) => {
    const [whole = '0', fraction = ''] = value.split('.');
    return total + BigInt(whole + fraction.padEnd(places, '0'));
  }, 0n);
  const digits = units.toString().padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Opens an address and waits until the page answers to the pointer and the keyboard. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await ready(page);
}

const ready = (page: Page) =>
  expect(page.getByTestId('explore')).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });

const headline = (page: Page) => page.getByTestId('headline-figure').getAttribute('data-value');

const rowValues = (page: Page, testId = 'split-row') =>
  page
    .getByTestId(testId)
    .getByTestId('row-value')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-value') ?? ''));

async function csvRows(page: Page, name: string): Promise<Record<string, string>[]> {
  const href = await page.getByRole('link', { name }).getAttribute('href');
  const answer = await page.request.get(href ?? '');
  expect(answer.status()).toBe(200);
  return parse(await answer.text(), { columns: true, bom: true });
}

const WORDS = {
  en: {
    split: 'Split by',
    second: 'then by',
    model: 'Model',
    workflow: 'Workflow',
    only: 'Only these',
    add: 'Add a filter',
    provider: 'Provider',
    sentence: /^AI spend (rose|fell) [\d.,]+\s% to HK\$[\d,]+ in October 2026:/,
    explain: 'How this figure is made',
    events: 'Events beneath',
    allEvents: 'All events beneath',
    views: 'Views',
    viewName: 'Name',
    save: 'Save this view',
    table: 'Table',
  },
  'zh-HK': {
    split: '拆分',
    second: '再按',
    model: '模型',
    workflow: '工作流程',
    only: '只看所選',
    add: '加入篩選',
    provider: '供應商',
    sentence: /^2026年10月 AI 開支(上升|下跌) [\d.,]+\s% 至 HK\$[\d,]+：/,
    explain: '此數字如何得出',
    events: '相關事件',
    allEvents: '查看全部事件',
    views: '已存檢視',
    viewName: '名稱',
    save: '儲存此檢視',
    table: '表格',
  },
} as const;

/** The month before the one the demo ends in, whatever day the test runs. */
const LAST_MONTH = '/explore?period=last_month';

for (const locale of ['en', 'zh-HK'] as const) {
  const words = WORDS[locale];

  test.describe(`Explore in ${locale}`, () => {
    test.beforeEach(async ({ signInAs, readIn }) => {
      await signInAs('cfo');
      await readIn(locale);
    });

    test('opens with one sentence, and the parts add up to the figure to the last digit', async ({
      page,
    }) => {
      await open(page, LAST_MONTH);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.sentence);
      const total = await headline(page);
      expect(total).toMatch(/^\d+\.\d{22}$/);
      expect(sum(await rowValues(page))).toBe(total);
      expect((await rowValues(page, 'total-row'))[0]).toBe(total);

      const daily = await csvRows(page, 'CSV');
      expect(sum(daily.map((row) => row.effective_cost_hkd || '0'))).toBe(total);
    });

    test('the CSV holds exactly the rows of the table', async ({ page }) => {
      await open(page, `${LAST_MONTH}&grain=none&by=model&rows=all`);
      await expect(page.getByTestId('split-row').first()).toBeVisible();
      const exported = (await csvRows(page, 'CSV')).map((row) => row.effective_cost_hkd ?? '');
      expect(exported).toEqual(await rowValues(page));
    });

    test('splits one way and two ways, and Back undoes it', async ({ page }) => {
      await open(page, LAST_MONTH);
      const total = await headline(page);
      await page.getByRole('combobox', { name: words.split }).click();
      await page.getByRole('option', { name: words.workflow, exact: true }).click();
      await expect(page).toHaveURL(/by=workflow/);
      // The address is there before the page is drawn with it, and what one chooses next starts from what is drawn.
      await expect(page.getByRole('combobox', { name: words.split })).toContainText(words.workflow);
      await page.getByRole('combobox', { name: words.second }).click();
      await page.getByRole('option', { name: words.model, exact: true }).click();
      await expect(page).toHaveURL(/by=workflow%2Cmodel/);
      await expect(page.getByTestId('split-child').first()).toBeVisible();
      await open(page, `${page.url()}&rows=all`);
      expect(sum(await rowValues(page))).toBe(total);

      await open(page, `${LAST_MONTH}&by=provider`);
      await page.getByTestId('split-row').first().getByRole('button').first().click();
      await expect(page).toHaveURL(/by=model/);
      await expect(page).toHaveURL(/f=provider/);
      expect(await headline(page)).not.toBe(null);
      await page.goBack();
      await expect(page).toHaveURL(/by=provider/);
      await expect.poll(() => headline(page)).toBe(total);
    });

    test('filters, and a shared link shows the same figure in another browser', async ({
      page,
      browser,
      context,
      baseURL,
    }) => {
      await open(page, `${LAST_MONTH}&by=provider`);
      const before = await headline(page);
      await page.getByRole('button', { name: words.add }).click();
      await page.getByRole('button', { name: words.provider, exact: true }).click();
      await page.getByRole('checkbox').nth(1).click();
      await page.getByRole('button', { name: words.only }).click();
      await expect(page).toHaveURL(/f=provider/);
      await expect.poll(() => headline(page)).not.toBe(before);
      const filtered = await headline(page);

      const other = await browser.newContext({
        storageState: await context.storageState(),
        ...(baseURL ? { baseURL } : {}),
      });
      const copy = await other.newPage();
      await open(copy, page.url());
      await expect(copy.getByTestId('headline-figure')).toHaveAttribute('data-value', filtered ?? '');
      await other.close();
    });

    test('every figure opens its working by keyboard, and the events beneath', async ({ page }) => {
      await open(page, `${LAST_MONTH}&by=team`);
      const total = await headline(page);
      await page.getByTestId('headline-figure').locator('..').focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: words.explain });
      await expect(dialog.getByTestId('explained-figure')).toHaveAttribute('data-value', total ?? '');
      await expect(dialog.getByText('Asia/Hong_Kong')).toBeVisible();
      await dialog.getByRole('button', { name: words.allEvents }).click();
      const events = page.getByRole('dialog', { name: words.events });
      await expect(events.getByTestId('event-row')).toHaveCount(50);
      await expect(events.getByTestId('event-row').first()).toContainText(/US\$\d+\.\d{12}/);
      await page.goBack();
      await expect(dialog).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    });

    test('keeps a view under a name, opens it again and deletes it', async ({ page }) => {
      const name = `${locale} ${Date.now()}`;
      await open(page, `${LAST_MONTH}&by=region`);
      await page.getByRole('button', { name: words.views, exact: true }).click();
      await page.getByLabel(words.viewName, { exact: true }).fill(name);
      await page.getByRole('button', { name: words.save }).click();
      await expect(page.getByRole('link', { name })).toBeVisible();
      await open(page, '/explore');
      await page.getByRole('button', { name: words.views, exact: true }).click();
      await page.getByRole('link', { name }).click();
      await expect(page).toHaveURL(/by=region/);
      await page.getByRole('button', { name: words.views, exact: true }).click();
      await page.getByRole('button', { name: new RegExp(`(Delete|刪除).*${name}`) }).click();
      await page
        .getByRole('alertdialog')
        .getByRole('button', { name: /^(Delete|刪除)$/ })
        .click();
      await expect(page.getByRole('link', { name })).toHaveCount(0);
    });

    test('shows the chart as a table in one press', async ({ page }) => {
      await open(page, LAST_MONTH);
      await page.getByRole('button', { name: words.table, exact: true }).click();
      await expect(page).toHaveURL(/show=table/);
      // October has 31 days: a heading row, then one line a day.
      const table = page.getByRole('table').first();
      await expect(table.getByRole('row')).toHaveCount(
        1 + new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth(), 0)).getUTCDate(),
      );
    });

    test('has no accessibility violations, on a desk and on a phone', async ({ page }) => {
      await open(page, LAST_MONTH);
      await expect(page.getByTestId('split-row').first()).toBeVisible();
      await expectNoViolations(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectNoSidewaysScroll(page);
      await expectNoViolations(page);
    });
  });
}

test('the currency of the address decides, at the ledger exactly', async ({ page, signInAs, readIn }) => {
  await signInAs('cfo');
  await readIn('en');
  await open(page, `${LAST_MONTH}&currency=USD`);
  await expect(page.getByTestId('headline-figure')).toContainText('US$');
  const dollars = await headline(page);
  expect(dollars).toMatch(/^\d+\.\d{12}$/);
  expect(sum(await rowValues(page))).toBe(dollars);
});

test('a team lead sees only their own teams, and the page says so', async ({ page, signInAs, readIn }) => {
  await signInAs('team_lead');
  await readIn('en');
  await open(page, `${LAST_MONTH}&by=team`);
  await expect(page.getByTestId('coverage')).toContainText(
    'Your teams only: Customer Service, Last-mile Delivery',
  );
  await expect(page.getByTestId('split-row')).toHaveCount(2);
  const own = await headline(page);
  // Asking for another team by address gives nothing, not its figures.
  await open(page, `${LAST_MONTH}&by=team&f=team%3Dengineering`);
  await expect(page.getByTestId('split-row')).toHaveCount(0);
  await signInAs('cfo');
  await open(page, `${LAST_MONTH}&by=team`);
  expect(await headline(page)).not.toBe(own);
});
