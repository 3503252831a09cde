import type { Page } from '@playwright/test';
import { isSigned, type Receiver, startReceiver } from './fixtures/receiver';
import { expect, expectNoSidewaysScroll, test } from './fixtures/test';

let receiver: Receiver;

test.beforeEach(async () => {
  receiver = await startReceiver();
});
test.afterEach(() => receiver.close());

/** Makes a signed webhook in the page and returns its secret. */
async function makeWebhook(page: Page, name: string): Promise<string> {
  await page.goto('/settings/alerts');
  await page.getByRole('button', { name: 'New channel' }).first().click();
  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Signed webhook' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByRole('textbox', { name: 'Address' }).fill(receiver.url);
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByTestId('secret')).toHaveText(/^whsec_[A-Za-z0-9+/=]{32,}$/);
  await expect(page.getByRole('heading', { name: 'How to verify an alert' })).toBeVisible();
  const secret = (await page.getByTestId('secret').textContent()) ?? '';
  await page.getByRole('button', { name: 'Done' }).click();
  return secret;
}

/** The tests sent to a channel: what happens in other tests meanwhile may reach it too. */
const log = (page: Page, name: string) =>
  page
    .getByRole('region', { name: 'Delivery log' })
    .getByRole('row', { name })
    .filter({ has: page.getByRole('rowheader', { name: /^Test/ }) });

const testsReceived = () => receiver.received.filter(({ body }) => JSON.parse(body).type === 'alert.test');

test('an administrator makes a signed webhook, and a test arrives with a good signature', async ({
  page,
  signInAs,
}) => {
  const name = `hook ${Date.now()}`;
  await signInAs('admin');
  const secret = await makeWebhook(page, name);
  await page.reload();
  expect(await page.content()).not.toContain(secret);

  await page.getByRole('button', { name: `Send a test to ${name}` }).click();
  await expect(log(page, name).getByText('delivered')).toBeVisible();
  expect(testsReceived()).toHaveLength(1);
  const [received] = testsReceived();
  if (!received) throw new Error('nothing arrived');
  expect(isSigned(received, secret)).toBe(true);
  expect(isSigned({ ...received, body: `${received.body} ` }, secret)).toBe(false);
  expect(JSON.parse(received.body)).toMatchObject({ type: 'alert.test' });

  await log(page, name)
    .getByRole('button', { name: /^1 attempt/ })
    .click();
  await expect(page.getByRole('row', { name: /Message id/ }).getByText('204')).toBeVisible();

  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Rotate the secret' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Rotate the secret' }).click();
  await expect(page.getByTestId('secret')).not.toHaveText(secret);
  const next = (await page.getByTestId('secret').textContent()) ?? '';
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: `Send a test to ${name}` }).click();
  await expect.poll(() => testsReceived().length).toBe(2);
  const [, both] = testsReceived();
  expect(both && isSigned(both, secret) && isSigned(both, next)).toBe(true);

  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click();
  const row = page.getByRole('region', { name: 'Channels' }).getByRole('row', { name });
  await expect(row.getByText('disabled')).toBeVisible();
  await expect(page.getByRole('button', { name: `Send a test to ${name}` })).toHaveCount(0);
});

test('a receiver that refuses shows what it said, and "send again" gets through once it is mended', async ({
  page,
  signInAs,
}) => {
  const name = `broken hook ${Date.now()}`;
  await signInAs('admin');
  await makeWebhook(page, name);
  receiver.answer = { status: 422, body: 'unknown field: facts' };
  await page.getByRole('button', { name: `Send a test to ${name}` }).click();
  await expect(log(page, name).getByText('failed')).toBeVisible();
  await log(page, name)
    .getByRole('button', { name: /^1 attempt/ })
    .click();
  await expect(page.getByText('unknown field: facts')).toBeVisible();
  await expect(page.getByRole('row', { name: /Message id/ }).getByText('422')).toBeVisible();

  receiver.answer = { status: 200, body: 'ok' };
  await log(page, name)
    .getByRole('button', { name: `Send Test to ${name} again` })
    .click();
  await expect(log(page, name).getByText('delivered')).toBeVisible();
  expect(testsReceived()).toHaveLength(2);

  await page.getByRole('combobox', { name: 'State' }).click();
  await page.getByRole('option', { name: 'failed' }).click();
  await expect(page).toHaveURL(/state=failed/);
  await expect(log(page, name)).toHaveCount(1);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/inboxes and to/);
});

test("a lead's bell counts what is unread and clears", async ({ page, signInAs }) => {
  await signInAs('team_lead');
  await page.goto('/inbox');
  const bell = page.getByRole('banner').getByRole('link', { name: /^Inbox:/ });
  const label = (await bell.getAttribute('aria-label')) ?? '';
  const unread = label.includes('one') ? 1 : Number(/\d+/.exec(label)?.[0] ?? 0);
  expect(unread).toBeGreaterThan(0);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/wait/);

  await page.getByRole('link', { name: `Unread (${unread})` }).click();
  await expect(page).toHaveURL(/show=unread/);
  await expect(page.getByRole('article')).toHaveCount(unread);
  await page
    .getByRole('button', { name: /^Mark as read/ })
    .first()
    .click();
  await expect(page.getByRole('article')).toHaveCount(unread - 1);
  await expect(bell).not.toHaveAccessibleName(label);
  if (unread > 1) await page.getByRole('button', { name: 'Mark all as read' }).click();
  await expect(bell).toHaveAccessibleName('Inbox: nothing unread');
  await expect(page.getByText('You have read everything.')).toBeVisible();
  await page.reload();
  await expect(bell).toHaveAccessibleName('Inbox: nothing unread');

  await page.getByRole('link', { name: 'Show all alerts' }).click();
  await page.getByRole('article').first().getByRole('link').click();
  await expect(page).toHaveURL(/\/budgets\/\d+$/, { timeout: 30_000 });
});

test('an engineer is refused the alert settings, an auditor reads them', async ({ page, signInAs }) => {
  await signInAs('engineer');
  await page.goto('/settings/alerts');
  await expect(page).toHaveURL(/\/settings\/profile$/);
  await expect(page.getByRole('link', { name: 'Alerts', exact: true })).toHaveCount(0);
  await signInAs('auditor');
  await page.goto('/settings/alerts');
  await expect(page.getByText('You can read this; an administrator can change it.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'New channel' })).toHaveCount(0);
});

test('e-mail is a choice of each person', async ({ page, signInAs }) => {
  await signInAs('cfo');
  await page.goto('/settings/profile');
  const choice = page.getByRole('switch', { name: 'Send me alerts by e-mail' });
  await expect(choice).toBeChecked();
  await choice.click();
  await expect(page.getByText('No more alerts by e-mail.')).toBeVisible();
  await page.reload();
  await expect(choice).not.toBeChecked();
  await choice.click();
  await expect(page.getByText('Alerts come by e-mail.')).toBeVisible();
});

for (const [locale, words] of Object.entries({
  en: { title: 'Channels', log: 'Delivery log', inbox: 'Alerts', noMail: 'No mail server is set.' },
  'zh-HK': { title: '渠道', log: '發送紀錄', inbox: '提示', noMail: '尚未設定郵件伺服器。' },
}) as ['en' | 'zh-HK', Record<'title' | 'log' | 'inbox' | 'noMail', string>][]) {
  test(`alerts and their settings read well on a phone (${locale})`, async ({
    page,
    signInAs,
    readIn,
    expectNoViolations,
  }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await signInAs('admin');
    await readIn(locale, 'dark');
    await page.goto('/settings/alerts');
    await expect(page.getByRole('heading', { name: words.title, exact: true })).toBeVisible();
    await expect(page.getByRole('heading', { name: words.log, exact: true })).toBeVisible();
    await expect(page.getByText(words.noMail)).toBeVisible();
    await expectNoViolations();
    await expectNoSidewaysScroll(page);
    await page.goto('/inbox');
    await expect(page.getByRole('heading', { name: words.inbox, exact: true })).toBeVisible();
    await expectNoViolations();
    await expectNoSidewaysScroll(page);
  });
}
