import type { Locator, Page } from '@playwright/test';
import {
  chooseCurrency,
  choosePreset,
  largeFigures,
  lever,
  openCalculator,
  sizesIn,
  WORDS,
} from './fixtures/calculator';
import { expect, expectNoSidewaysScroll, test } from './fixtures/test';

for (const locale of ['en', 'zh-HK'] as const) {
  const t = WORDS[locale];
  for (const [size, viewport] of sizesIn(locale)) {
    test.describe(`${locale}, ${size}`, () => {
      test.use({ viewport });
      test.beforeEach(async ({ readIn, signInAs }) => {
        await readIn(locale);
        await signInAs('engineer');
      });

      test('from a preset, a field and a lever to figures that the address brings back', async ({ page }) => {
        await openCalculator(page);
        await choosePreset(page, t, t.calculator.presets.names.scenario.rag);
        await chooseCurrency(page, t, 'USD');
        // 50,000 queries × (8,000 in × $3 + 800 out × $15) / 10⁶ on Claude Sonnet 4.6, whose contract is 10 % below list.
        await expect.poll(() => largeFigures(page, t)).toContain('US$1,620');

        const prompt = page.getByLabel(t.calculator.call.systemPromptTokens);
        const before = await prompt.inputValue();
        await prompt.fill('many');
        await expect(prompt).toHaveAttribute('aria-invalid', 'true');
        expect(await largeFigures(page, t)).toContain('US$1,620');
        await prompt.fill(before);
        await expect(prompt).not.toHaveAttribute('aria-invalid', 'true');

        await lever(page, t, 'concisePrompts').check();
        await lever(page, t, 'ragCompression').check();
        // 50,000 × (1,200 × 40 % + 6,600 × 50 %) tokens × $2.70 per million are $510.30 less.
        await expect(page.locator('h1')).toContainText('US$1,110');
        await expect.poll(() => largeFigures(page, t)).toContain('US$1,110');
        const [headline, figures] = [
          (await page.locator('h1').textContent()) ?? '',
          await largeFigures(page, t),
        ];
        await expectNoSidewaysScroll(page);

        await expect.poll(() => new URL(page.url()).search).not.toBe('');
        await page.waitForTimeout(500);
        await page.goto(page.url());
        await expect(page.locator('h1')).toHaveText(headline);
        expect(await largeFigures(page, t)).toEqual(figures);
      });

      test('every large figure opens its working, and axe finds nothing in it', async ({
        page,
        expectNoViolations,
      }) => {
        await openCalculator(page);
        await choosePreset(page, t, t.calculator.presets.names.scenario.chatbot);
        const strip = page.getByRole('region', { name: t.calculator.strip.label });
        await strip.getByRole('button').first().click();
        const working = page.getByTestId('working');
        await expect(working).toContainText(t.calculatorKit.formula);
        await expect(working).toContainText(t.calculatorKit.sources);
        await expectNoViolations();
        await page.keyboard.press('Escape');
        await expect(working).toHaveCount(0);
        await expect(strip.getByRole('button').first()).toBeFocused();
      });

      test('counts a text in the browser and sends none of it', async ({ page, context }) => {
        await page.goto('/calculator/tokens');
        const text = page.getByLabel(t.calculatorTokens.text, { exact: true });
        // The tokenizer comes with the first text; from then on there is no network at all.
        await text.fill('a');
        await expect(page.getByText(t.calculatorTokens.ready)).toBeAttached({ timeout: 30_000 });
        const sent: string[] = [];
        page.on('request', (request) =>
          sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`),
        );
        await context.setOffline(true);
        const secret = `swordfish ${Date.now()} 機密合約第七條`;
        await text.fill(secret);
        await expect(page.locator('h1')).toContainText(String([...secret].length));
        await context.setOffline(false);
        expect(sent.filter((one) => !/^GET .*\/_next\//.test(one))).toEqual([]);
        expect(decodeURIComponent(page.url())).not.toContain('swordfish');
        await page.reload();
        await expect(text).toHaveValue('');
      });
    });
  }

  test(`by keyboard alone, from a preset to a lever (${locale})`, async ({ page, readIn, signInAs }) => {
    test.setTimeout(120_000);
    await readIn(locale);
    await signInAs('engineer');
    await openCalculator(page);
    const preset = page.getByRole('combobox', { name: t.calculator.presets.label });
    await tabTo(page, preset);
    await page.keyboard.press('Enter');
    // The list takes the focus once it is placed.
    await expect(page.locator('[role=option]:focus')).toHaveCount(1);
    await page.keyboard.press('Home');
    await expect(page.getByRole('option').first()).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(preset).toHaveText(t.calculator.presets.names.scenario.chatbot);
    await expect(preset).toBeFocused();

    const users = page.getByRole('textbox', { name: t.calculator.call.visibleOutputTokens });
    await tabTo(page, users);
    const before = await largeFigures(page, t);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('900');
    await expect.poll(() => largeFigures(page, t)).not.toEqual(before);

    const pulled = lever(page, t, 'outputLimits');
    await tabTo(page, pulled);
    await page.keyboard.press('Space');
    await expect(pulled).toBeChecked();
    const slider = page.getByRole('slider', { name: t.calculator.levers.names.outputLimits }).first();
    await tabTo(page, slider);
    const at = Number(await slider.inputValue());
    await page.keyboard.press('ArrowRight');
    await expect(slider).toHaveValue(String(Math.round((at + 0.01) * 100) / 100));
  });
}

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 400; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not reach the element.');
}
