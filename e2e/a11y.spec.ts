import { CONSOLE_PAGES, OPEN_PAGES } from './fixtures/pages';
import { expect, expectNoSidewaysScroll, type Locale, type Theme, test } from './fixtures/test';

interface Look {
  locale: Locale;
  theme: Theme;
  width: number;
  height: number;
}
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** Each page in the next of these; the board, which opens first, in all of them. */
const LOOKS: readonly Look[] = [
  { locale: 'en', theme: 'light', ...DESK },
  { locale: 'zh-HK', theme: 'dark', ...PHONE },
  { locale: 'zh-HK', theme: 'light', ...DESK },
  { locale: 'en', theme: 'dark', ...PHONE },
];
const PAGES = [...OPEN_PAGES, ...CONSOLE_PAGES];

// A good part of all browser time is here: both workers take from it.
test.describe.configure({ mode: 'parallel' });

LOOKS.forEach(({ locale, theme, width, height }, look) => {
  test.describe(`${width} px, ${theme}, ${locale}`, () => {
    test.use({ viewport: { width, height } });
    const pages = PAGES.filter(({ name }, index) => name === 'board' || index % LOOKS.length === look);

    // All pages of a look in one browser context: a new one would compile the console's script for each again.
    test(`axe finds nothing in ${pages.length} pages`, async ({
      page,
      signInAs,
      readIn,
      expectNoViolations,
    }) => {
      test.setTimeout(pages.length * 30_000);
      await readIn(locale, theme);
      // The pages without sign-in come first.
      const firstOfConsole = pages.find(({ path }) => !OPEN_PAGES.some((open) => open.path === path))?.name;
      const found: string[] = [];
      for (const { name, path } of pages)
        await test
          .step(name, async () => {
            if (name === firstOfConsole) await signInAs('admin');
            await page.goto(path);
            await expect(page.locator('h1')).toBeVisible();
            await page.waitForLoadState('networkidle');
            await expect(page.locator('html')).toHaveAttribute('lang', locale);
            await expectNoViolations();
            if (width < 640) await expectNoSidewaysScroll(page);
          })
          .catch((error: Error) => found.push(`${name}: ${error.message}`));
      expect(found).toEqual([]);
    });
  });
});
