import { CONSOLE_PAGES, OPEN_PAGES } from './fixtures/pages';
import { expect, expectNoSidewaysScroll, type Locale, type Theme, test } from './fixtures/test';

/** Every pair of a language, a theme and a width is in one of them. */
const LOOKS: readonly { locale: Locale; theme: Theme; width: number; height: number }[] = [
  { locale: 'en', theme: 'light', width: 1440, height: 900 },
  { locale: 'zh-HK', theme: 'dark', width: 1440, height: 900 },
  { locale: 'zh-HK', theme: 'light', width: 390, height: 844 },
  { locale: 'en', theme: 'dark', width: 390, height: 844 },
];

// Half of all browser time is here: both workers take from it.
test.describe.configure({ mode: 'parallel' });

for (const { locale, theme, width, height } of LOOKS) {
  test.describe(`${width} px, ${theme}, ${locale}`, () => {
    test.use({ viewport: { width, height } });
    for (const { name, path } of [...OPEN_PAGES, ...CONSOLE_PAGES]) {
      const open = OPEN_PAGES.some((page) => page.path === path);
      test(`${name} has nothing for axe to find`, async ({
        page,
        signInAs,
        readIn,
        expectNoViolations,
        capture,
      }) => {
        if (!open) await signInAs('admin');
        await readIn(locale, theme);
        await page.goto(path);
        await expect(page.locator('h1')).toBeVisible();
        await page.waitForLoadState('networkidle');
        await expect(page.locator('html')).toHaveAttribute('lang', locale);
        await capture(name);
        await expectNoViolations();
        if (width < 640) await expectNoSidewaysScroll(page);
      });
    }
  });
}
