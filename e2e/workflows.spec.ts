import type { Page } from '@playwright/test';
import { toUnits } from '../lib/attribution/figure';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-HK.json' with { type: 'json' };
import { sizesIn } from './fixtures/calculator';
import { actionSent, sendAction } from './fixtures/server-action';
import { expect, expectNoSidewaysScroll, test } from './fixtures/test';

const WORDS = { en, 'zh-HK': zh } as const;
/** Workflows without a definition, one for each language: the tests define them, and end that again. */
const UNDEFINED = { en: 'run-regression-suite', 'zh-HK': 'whatsapp-poc' } as const;

/** The month that runs in the organisation's zone, and its last day so far. */
const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

const exact = async (page: Page, key: string): Promise<bigint> =>
  toUnits((await page.getByTestId(`figure-${key}`).getAttribute('data-value')) ?? '', 22);

for (const locale of ['en', 'zh-HK'] as const) {
  const { workflows: t, common } = WORDS[locale];

  test(`a margin explains itself down to the events of its cost (${locale})`, async ({
    page,
    signInAs,
    readIn,
  }) => {
    await signInAs('cfo');
    await readIn(locale);
    await page.goto('/workflows');
    await expect(page.locator('h1')).toContainText('HK$');
    await page.getByRole('link', { name: /Resolve a ticket/ }).click();
    await expect(page).toHaveURL(/\/workflows\/resolve-ticket/);

    const margin = await exact(page, 'margin');
    await page.getByTestId('figure-margin').click();
    const working = page.getByTestId('working');
    const input = async (key: string) =>
      toUnits((await working.getByTestId(`input-${key}`).getAttribute('title')) ?? '', 22);
    const cost = await input('cost');
    expect((await input('worth')) - cost).toBe(margin);

    await working.getByRole('link', { name: t.working.beneath }).click();
    const explained = page.getByTestId('explained-figure');
    await expect(explained).toBeVisible();
    expect(toUnits((await explained.getAttribute('data-value')) ?? '', 22)).toBe(cost);
    await expect(page.getByTestId('event-row').first()).toBeVisible();
  });

  test(`an outcome is defined, valued, counted, corrected and archived (${locale})`, async ({
    page,
    context,
    signInAs,
    readIn,
  }) => {
    test.setTimeout(120_000);
    const workflow = UNDEFINED[locale];
    const unit = `green run ${locale}`;
    await signInAs('cfo');
    await readIn(locale);
    await page.goto(`/workflows/${workflow}?period=${today().slice(0, 7)}`);
    await page.getByRole('button', { name: t.definition.define }).click();
    const dialog = page.getByRole('dialog');

    // Nothing said: refused beside each field.
    await dialog.getByRole('button', { name: t.definition.save }).click();
    await expect(dialog.getByLabel(t.definition.unit)).toHaveAttribute('aria-invalid', 'true');
    await dialog.getByLabel(t.definition.unit).fill(unit);
    await dialog.getByLabel(t.definition.counts).fill('A run that found what it should.');
    await dialog.getByLabel(t.definition.vouchedBy).fill('Head of Quality');
    await dialog.getByLabel(t.definition.key).fill('run_passed');
    await dialog.getByRole('button', { name: t.definition.save }).click();

    // What one is worth comes next: 5 of which a fifth is done again.
    await dialog.getByLabel(t.values.amount).fill('5');
    await dialog.getByLabel(t.values.reworkField).fill('20');
    await dialog.getByLabel(t.values.basis).fill('A tester for two minutes');
    const valued = await actionSent(page, '"reworkShare"', () =>
      dialog.getByRole('button', { name: t.values.save }).click(),
    );
    await expect(dialog).toHaveCount(0);

    await page.getByRole('button', { name: t.entries.enter, exact: true }).click();
    await dialog.getByLabel(t.entries.count).fill('1,000');
    await dialog.getByLabel(t.entries.why).fill('the counter was down');
    await dialog.getByRole('button', { name: t.entries.enterSave, exact: true }).click();
    await expect(page.getByTestId('figure-outcomes')).toHaveAttribute('data-value', '1000');
    expect(await exact(page, 'worthEach')).toBe(toUnits('4', 22));

    const entry = page.getByTestId('outcome-entry').filter({ hasText: 'the counter was down' });
    await entry.getByRole('button').click();
    await dialog.getByLabel(t.entries.rightCount).fill('900');
    await dialog.getByLabel(t.entries.why).fill('a hundred were counted twice');
    await dialog.getByRole('button', { name: t.entries.correct, exact: true }).click();
    await expect(page.getByTestId('figure-outcomes')).toHaveAttribute('data-value', '900');
    const correction = page.getByTestId('outcome-entry').filter({ hasText: 'a hundred were counted twice' });
    await expect(correction).toContainText('−100');

    // A file: what is good counts once, what is not is named with its row.
    const file = {
      name: 'outcomes.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        `id,time,workflow,outcome,count\n${locale}-1,${today()} 00:30,${workflow},run_passed,50\n${locale}-2,${today()} 00:30,${workflow},run_passed,some\n`,
      ),
    };
    await page.goto('/workflows');
    for (const answer of [/(^|\D)1\D+0\D+1(\D|$)/, /(^|\D)0\D+1\D+1(\D|$)/]) {
      await page.getByRole('button', { name: t.import.button }).click();
      await dialog.getByRole('combobox').click();
      await page.getByRole('option', { name: 'Software Engineering' }).click();
      await dialog.getByLabel(t.import.file).setInputFiles(file);
      await dialog.getByRole('button', { name: t.import.start, exact: true }).click();
      await expect(dialog.getByText(t.import.doneTitle)).toBeVisible();
      await expect(dialog).toContainText(answer);
      await expect(dialog.getByRole('row').last()).toContainText('count');
      await page.keyboard.press('Escape');
    }
    await page.goto(`/workflows/${workflow}?period=${today().slice(0, 7)}`);
    await expect(page.getByTestId('figure-outcomes')).toHaveAttribute('data-value', '950');

    // An engineer sees nothing to press, and the same action is refused.
    await signInAs('engineer');
    await page.goto('/workflows/run-regression-suite');
    for (const name of [t.definition.define, t.definition.change, t.values.set, t.entries.enter])
      await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
    expect(await sendAction(context.request, valued)).toContain('"code":"forbidden"');

    await signInAs('cfo');
    await page.goto(`/workflows/${workflow}?period=${today().slice(0, 7)}`);
    await page.getByRole('button', { name: t.definition.archive, exact: true }).click();
    const confirm = page.getByRole('alertdialog');
    await confirm.getByLabel(common.reason).fill('end of the test');
    await confirm.getByRole('button', { name: t.definition.archive }).click();
    await expect(page.getByRole('button', { name: t.definition.define })).toBeVisible();
  });

  for (const [, { width, height }] of sizesIn(locale))
    test(`nothing is cut off at ${width} (${locale})`, async ({
      page,
      signInAs,
      readIn,
      expectNoViolations,
    }) => {
      test.setTimeout(120_000);
      await page.setViewportSize({ width, height });
      await signInAs('team_lead');
      await readIn(locale);
      await page.goto('/workflows');
      await expect(page.locator('h1')).toBeVisible();
      await expectNoSidewaysScroll(page);
      await expectNoViolations();
      await page.goto('/workflows/resolve-ticket');
      await expect(page.getByTestId('figure-margin')).toBeVisible();
      await expectNoSidewaysScroll(page);
      await expectNoViolations();
      // Another team's workflow is not there.
      await page.goto('/workflows/quote-shipment');
      await expect(page.getByText(WORDS[locale].shell.notFoundTitle)).toBeVisible();
    });
}
