import { expect, test } from './fixtures/test';

test('an API key is made, shown once, revoked, and both are on the audit log', async ({ page, signInAs }) => {
  const name = `gateway ${Date.now()}`;
  await signInAs('admin');
  await page.goto('/settings/keys');
  await page.getByRole('button', { name: 'New API key' }).first().click();
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByText('Choose a team').last()).toBeVisible();
  await page.getByRole('combobox', { name: 'Team' }).click();
  await page.getByRole('option', { name: /Any team/ }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByTestId('secret')).toHaveText(/^tg_[A-Za-z0-9_-]{43}$/);
  const secret = (await page.getByTestId('secret').textContent()) ?? '';
  await page.getByRole('button', { name: 'Done' }).click();
  await page.reload();
  await expect(page.getByText(name)).toBeVisible();
  expect(await page.content()).not.toContain(secret);

  await page.getByRole('button', { name: `Revoke: ${name}` }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel('Reason').fill('the gateway was replaced');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('row', { name }).getByText('Revoked')).toBeVisible();

  await page.goto('/settings/audit?action=key');
  await expect(page.getByRole('button', { name: 'key.revoke' }).first()).toBeVisible();
  await expect(page.getByText('the gateway was replaced').first()).toBeVisible();
  await page.getByRole('button', { name: 'Verify the chain' }).click();
  await expect(page.getByText(/^Intact: /)).toBeVisible();
});

test('an auditor reads people and changes nothing; an engineer sees only roles and profile', async ({
  page,
  signInAs,
}) => {
  await signInAs('auditor');
  await page.goto('/settings/people');
  await expect(page.getByText('You can read this; an administrator can change it.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add a person' })).toHaveCount(0);
  await signInAs('engineer');
  await page.goto('/settings/people');
  await expect(page).toHaveURL(/\/settings\/profile$/);
});
