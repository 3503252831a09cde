import { mkdirSync } from 'node:fs';
import { type Browser, chromium } from '@playwright/test';
import { CONSOLE_PAGES, OPEN_PAGES } from '../e2e/fixtures/pages';
import { findChromium } from './chromium';

/**
 * `npx tsx scripts/screenshots.ts [address]`: every page of a running demo in both themes, both languages and both
 * widths, into screenshots/, to be looked at. PAGES=explore,data takes only those.
 */
const SITE = process.argv[2] ?? 'http://localhost:3000';
const ONLY = process.env.PAGES?.split(',');
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

async function photograph(browser: Browser, locale: string, colorScheme: 'light' | 'dark'): Promise<void> {
  for (const viewport of SIZES) {
    const context = await browser.newContext({ baseURL: SITE, viewport, colorScheme });
    await context.addCookies([{ name: 'locale', value: locale, url: SITE }]);
    const page = await context.newPage();
    const take = async (name: string, path: string) => {
      if (ONLY && !ONLY.includes(name)) return;
      await page.goto(path, { waitUntil: 'networkidle' });
      await page.evaluate(() => document.fonts.ready);
      const file = `screenshots/${name}-${viewport.width}-${colorScheme}-${locale}.png`;
      await page.screenshot({ path: file, fullPage: true });
      console.log(file);
    };
    for (const { name, path } of OPEN_PAGES) await take(name, path);
    const { csrfToken } = await (await context.request.get('/api/auth/csrf')).json();
    await context.request.post('/api/auth/callback/demo', {
      form: { csrfToken, role: 'admin', json: 'true' },
    });
    for (const { name, path } of CONSOLE_PAGES) await take(name, path);
    await context.close();
  }
}

const found = await findChromium();
mkdirSync('screenshots', { recursive: true });
const browser = await chromium.launch({
  executablePath: found.executablePath,
  args: found.args,
  env: { ...(process.env as Record<string, string>), ...found.env },
});
for (const locale of ['en', 'zh-HK'])
  for (const scheme of ['light', 'dark'] as const) await photograph(browser, locale, scheme);
await browser.close();
