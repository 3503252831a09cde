import { ROLES } from '../lib/access/permissions';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-HK.json' with { type: 'json' };
import { expect, type Locale, test } from './fixtures/test';

const WORDS = { en, 'zh-HK': zh } as const;

for (const locale of ['en', 'zh-HK'] as const satisfies Locale[]) {
  const words = WORDS[locale];

  test(`one click signs in as each role (${locale})`, async ({ page, context, readIn, baseURL }) => {
    for (const role of ROLES) {
      await context.clearCookies();
      await readIn(locale);
      await page.goto('/settings/profile');
      await expect(page).toHaveURL(`${baseURL}/sign-in?next=%2Fsettings%2Fprofile`);
      await page.getByRole('button', { name: words.settings.roles[role] }).click();
      await expect(page).toHaveURL(`${baseURL}/settings/profile`);
      await expect(page.getByRole('heading', { level: 1 })).toContainText(words.settings.roles[role]);
    }
  });

  test(`a wrong password is refused, then has to wait (${locale})`, async ({ page, readIn }) => {
    await readIn(locale);
    await page.goto('/sign-in');
    await page
      .getByLabel(words.signIn.email, { exact: true })
      .fill(`guess-${locale}-${Date.now()}@example.test`);
    await page.getByLabel(words.signIn.password, { exact: true }).fill('not the password');
    const submit = page.getByRole('button', { name: words.signIn.submit, exact: true });
    for (let i = 0; i < 5; i += 1) {
      const answer = page.waitForResponse((response) => response.url().includes('/callback/password'));
      await submit.click();
      await answer;
      await expect(page.getByText(words.signIn.wrong)).toBeVisible();
    }
    await submit.click();
    await expect(page.getByText(/30 seconds|30 秒/)).toBeVisible();
  });
}

test('the sign-in page has no accessibility violations', async ({ page, expectNoViolations }) => {
  await page.goto('/sign-in');
  await expectNoViolations();
});
