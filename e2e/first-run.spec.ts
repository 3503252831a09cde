import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-HK.json' with { type: 'json' };
import { freshSetupUrl, freshUrl } from './fixtures/instances';
import { expect, expectNoViolations, type Locale, test } from './fixtures/test';

const PASSWORD = 'four unrelated words';

/** In English the verb's own words are shown. */
const WORDS = {
  en: {
    ...en,
    tooShort: 'Use at least 12 characters.',
    wrongToken: 'This is not the token printed at start.',
  },
  'zh-HK': { ...zh, tooShort: zh.errors.paths.password, wrongToken: zh.errors.codes.wrong_token },
} as const;

for (const locale of ['en', 'zh-HK'] as const satisfies Locale[]) {
  const { setup, signIn, tooShort, wrongToken } = WORDS[locale];
  const base = freshUrl(locale);

  test(`a real installation is set up once, with the printed token, and has no demo sign-in (${locale})`, async ({
    page,
    readIn,
  }) => {
    await readIn(locale);
    await page.goto(`${base}/explore`);
    await expect(page).toHaveURL(`${base}/setup`);
    await expect(page.locator('html')).toHaveAttribute('lang', locale);
    await expectNoViolations(page);

    await page.goto(freshSetupUrl(locale));
    const token = await page.getByLabel(setup.token).inputValue();
    await page.getByLabel(setup.token).fill('a guess');
    await page.getByLabel(setup.name, { exact: true }).fill('Harbour Freight');
    await page.getByLabel(setup.adminName).fill('Mei Wong');
    await page.getByLabel(setup.email).fill('mei@example.test');
    await page.getByLabel(setup.password).fill('short');
    const submit = page.getByRole('button', { name: setup.submit });
    await submit.click();
    await expect(page.getByText(tooShort)).toBeVisible();
    await page.getByLabel(setup.password).fill(PASSWORD);
    await submit.click();
    await expect(page.getByText(wrongToken)).toBeVisible();

    await page.getByLabel(setup.token).fill(token);
    await submit.click();
    await page.waitForURL((url) => url.pathname !== '/setup');
    await page.goto(`${base}/settings/organisation`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Harbour Freight');

    await page.context().clearCookies();
    await readIn(locale);
    await page.goto(`${base}/setup`);
    await expect(page).toHaveURL(`${base}/sign-in`);
    await expect(page.getByText(signIn.demoTitle)).toHaveCount(0);
    const { csrfToken } = await (await page.request.get(`${base}/api/auth/csrf`)).json();
    const refused = await page.request.post(`${base}/api/auth/callback/demo`, {
      form: { csrfToken, role: 'admin', json: 'true' },
    });
    expect(refused.status()).toBe(401);

    await page.getByLabel(signIn.email).fill('mei@example.test');
    await page.getByLabel(signIn.password).fill(PASSWORD);
    await page.getByRole('button', { name: signIn.submit, exact: true }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
  });
}
