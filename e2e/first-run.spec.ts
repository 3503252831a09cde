import { FRESH_URL, freshSetupUrl } from './fixtures/instances';
import { expect, expectNoViolations, test } from './fixtures/test';

const PASSWORD = 'four unrelated words';

test('a real installation is set up once, with the printed token, and has no demo sign-in', async ({
  page,
}) => {
  await page.goto(`${FRESH_URL}/explore`);
  await expect(page).toHaveURL(`${FRESH_URL}/setup`);
  await expectNoViolations(page);

  await page.goto(freshSetupUrl());
  const token = await page.getByLabel('One-time token').inputValue();
  await page.getByLabel('One-time token').fill('a guess');
  await page.getByLabel('Name', { exact: true }).fill('Harbour Freight');
  await page.getByLabel('Your name').fill('Mei Wong');
  await page.getByLabel('Email').fill('mei@example.test');
  await page.getByLabel('Password').fill('short');
  const submit = page.getByRole('button', { name: 'Set up and sign in' });
  await submit.click();
  await expect(page.getByText('Use at least 12 characters.')).toBeVisible();
  await page.getByLabel('Password').fill(PASSWORD);
  await submit.click();
  await expect(page.getByText('This is not the token printed at start.')).toBeVisible();

  await page.getByLabel('One-time token').fill(token);
  await submit.click();
  await page.waitForURL((url) => url.pathname !== '/setup');
  await page.goto(`${FRESH_URL}/settings/organisation`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Harbour Freight');

  await page.context().clearCookies();
  await page.goto(`${FRESH_URL}/setup`);
  await expect(page).toHaveURL(`${FRESH_URL}/sign-in`);
  await expect(page.getByText('Look around the demo organisation')).toHaveCount(0);
  const { csrfToken } = await (await page.request.get(`${FRESH_URL}/api/auth/csrf`)).json();
  const refused = await page.request.post(`${FRESH_URL}/api/auth/callback/demo`, {
    form: { csrfToken, role: 'admin', json: 'true' },
  });
  expect(refused.status()).toBe(401);

  await page.getByLabel('Email').fill('mei@example.test');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
});
