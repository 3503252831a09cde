import { readFile } from 'node:fs/promises';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-HK.json' with { type: 'json' };
import { actionSent, sendAction } from './fixtures/server-action';
import { expect, expectNoSidewaysScroll, test } from './fixtures/test';

const WORDS = { en, 'zh-HK': zh } as const;
/** A line for each language, in a team the demo lead has. */
const WORKFLOW = { en: 'e2e-forecast-en', 'zh-HK': 'e2e-forecast-zh' } as const;

for (const locale of ['en', 'zh-HK'] as const) {
  const t = WORDS[locale].forecast;

  test(`the CFO reads the forecast, as a chart, a table and a file (${locale})`, async ({
    page,
    signInAs,
    readIn,
  }) => {
    await signInAs('cfo');
    await readIn(locale);
    await page.goto('/forecast');
    await expect(page.locator('h1')).toContainText(/HK\$\d/);
    await expect(page.getByRole('img')).toHaveAttribute('aria-label', /HK\$\d/);

    await page.getByRole('link', { name: t.ends.quarter, exact: true }).click();
    await expect(page).toHaveURL(/end=quarter/);
    await page.getByRole('link', { name: t.chart.table, exact: true }).click();
    await expect(page).toHaveURL(/view=table/);
    await expect(page.getByRole('table', { name: t.chart.title })).toContainText(/HK\$\d/);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: t.chart.csv }).click(),
    ]);
    const csv = await readFile(await download.path(), 'utf8');
    expect(csv).toContain('day,actual_hkd,expected_hkd,p80_low_hkd');
    expect(csv.trim().split('\r\n').length).toBeGreaterThan(300);

    await page.goto('/forecast/accuracy');
    await expect(page.locator('h1')).toContainText('80');
    await expect(page.getByRole('table', { name: t.accuracy.all.organisation })).toContainText(/US\$\d/);
    for (const path of ['/forecast', '/forecast/plan', '/forecast/accuracy']) {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(path);
      await expect(page.locator('h1')).toBeVisible();
      await expectNoSidewaysScroll(page);
    }
  });

  test(`a plan above its envelope finds a way out; who may not plan is refused (${locale})`, async ({
    page,
    context,
    signInAs,
    readIn,
  }) => {
    test.setTimeout(90_000);
    await signInAs('cfo');
    await readIn(locale);
    await page.goto('/forecast/plan');
    await page.getByRole('button', { name: t.plan.add }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel(t.plan.form.workflow).fill(WORKFLOW[locale]);
    await form.getByRole('combobox', { name: t.plan.form.model, exact: true }).click();
    await page.getByRole('option').first().click();
    await form.getByLabel(t.plan.form.usersAtStart).fill('x');
    await form.getByRole('button', { name: t.plan.form.save }).click();
    await expect(form.getByLabel(t.plan.form.usersAtStart)).toHaveAttribute('aria-invalid', 'true');
    await form.getByLabel(t.plan.form.usersAtStart).fill('25');
    const sent = await actionSent(page, WORKFLOW[locale], () =>
      form.getByRole('button', { name: t.plan.form.save }).click(),
    );
    await expect(form).toHaveCount(0);
    const line = page.getByRole('row').filter({ hasText: WORKFLOW[locale] });
    await expect(line).toContainText('25');

    // Twice the users, then half of the calls: every figure moves, and comes back.
    const headline = (await page.locator('h1').textContent()) ?? '';
    await page.getByRole('slider', { name: t.plan.levers.users }).fill('200');
    await expect(page.locator('h1')).not.toHaveText(headline);
    await page.getByRole('slider', { name: t.plan.levers.cut }).fill('50');
    await expect(page.locator('h1')).toHaveText(headline);
    await page.getByRole('button', { name: t.plan.levers.reset }).click();
    await expect(page.locator('h1')).toHaveText(headline);

    await line.getByRole('button', { name: `${t.plan.lines.remove}: ${WORKFLOW[locale]}` }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: t.plan.lines.remove }).click();
    await expect(line).toHaveCount(0);

    // An engineer has no accuracy of the whole organisation, no button, and no way around it.
    await signInAs('engineer');
    await page.goto('/forecast/plan');
    await expect(page.getByRole('link', { name: t.tabs.accuracy })).toHaveCount(0);
    await expect(page.getByRole('button', { name: t.plan.add })).toHaveCount(0);
    expect(await sendAction(context.request, sent)).toContain('forbidden');
    await page.reload();
    await expect(page.getByText(WORKFLOW[locale])).toHaveCount(0);
  });
}
