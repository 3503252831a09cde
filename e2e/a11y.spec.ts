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

// A good part of all browser time is here: both workers take from it.
test.describe.configure({ mode: 'parallel' });

[...OPEN_PAGES, ...CONSOLE_PAGES].forEach(({ name, path }, index) => {
  const open = OPEN_PAGES.some((page) => page.path === path);
  const looks = name === 'board' ? LOOKS : LOOKS.slice(index % LOOKS.length).slice(0, 1);
  for (const { locale, theme, width, height } of looks) {
    test.describe(`${width} px, ${theme}, ${locale}`, () => {
      test.use({ viewport: { width, height } });
      test(`${name} has nothing for axe to find`, async ({ page, signInAs, readIn, expectNoViolations }) => {
        if (!open) await signInAs('admin');
        await readIn(locale, theme);
        await page.goto(path);
        await expect(page.locator('h1')).toBeVisible();
        await page.waitForLoadState('networkidle');
        await expect(page.locator('html')).toHaveAttribute('lang', locale);
        await expectNoViolations();
        if (width < 640) await expectNoSidewaysScroll(page);
      });
    });
  }
});
