import { startUpstream } from '../integrations/testing/upstream';
import { sizesIn, WORDS } from './fixtures/calculator';
import { withDemoDatabase } from './fixtures/demo-database';
import { actionSent, sendAction } from './fixtures/server-action';
import { expect, expectNoSidewaysScroll, test } from './fixtures/test';

const CASES = 40;
const MODELS = { baseline: 'openai/gpt-5-mini', candidate: 'openai/gpt-5-nano' };
const lines = Array.from({ length: CASES }, (_, at) =>
  JSON.stringify({ prompt: `How is ticket ${at}?`, expected: 'Fine', grader: 'contains' }),
);

for (const locale of ['en', 'zh-HK'] as const) {
  const t = WORDS[locale].evaluation;
  for (const [size, viewport] of sizesIn(locale)) {
    test.describe(`${locale}, ${size}`, () => {
      test.use({ viewport });

      test('an engineer measures two models on a golden set and compares them; an auditor only reads', async ({
        page,
        context,
        signInAs,
        readIn,
      }) => {
        test.setTimeout(180_000);
        const upstream = await startUpstream();
        const name = `Tickets ${locale} ${Date.now()}`;
        const set = page.locator('tr').filter({ hasText: name });
        try {
          await readIn(locale);
          await signInAs('engineer');
          await page.goto('/routing/evidence/sets');
          await page.getByRole('button', { name: t.add.button }).click();
          const form = page.getByTestId('add-set');
          await form.getByLabel(t.form.name, { exact: true }).fill(name);
          await form.getByLabel(t.form.lines).fill(`${lines[0]}\n{"expected":"Fine"}`);
          await expect(form.getByTestId('set-preview')).toContainText(t.problems.no_prompt);
          await expect(form.getByRole('button', { name: t.form.add, exact: true })).toBeDisabled();
          await form.getByLabel(t.form.lines).fill(lines.join('\n'));
          await expect(form.getByTestId('set-preview')).toContainText(t.preview.good);
          await form.getByRole('button', { name: t.form.add, exact: true }).click();
          await expect(form).toHaveCount(0);

          // The runs go on in the meter; their key is gone when they end.
          let sent: Awaited<ReturnType<typeof actionSent>> | null = null;
          for (const model of [MODELS.baseline, MODELS.candidate]) {
            await page.goto('/routing/evidence/sets');
            await set.getByRole('button', { name: t.start.button }).click();
            const start = page.getByTestId('start-run');
            await start.getByLabel(t.start.model).fill(model);
            await start.getByLabel(t.start.baseUrl).fill(upstream.baseUrl);
            await start.getByLabel(t.start.apiKey).fill('sk-for-the-test');
            await start.getByLabel(t.start.cap).fill('1');
            sent = await actionSent(page, '"payingTeamId"', () =>
              start.getByRole('button', { name: t.start.go, exact: true }).click(),
            );
            await expect(page).toHaveURL(/\/routing\/evidence\/runs\/\d+$/);
            await expect(page.locator('h1')).toContainText('100.0 %', { timeout: 60_000 });
          }
          expect(upstream.calls).toHaveLength(2 * CASES);
          expect(new Set(upstream.calls.map(({ model }) => model))).toEqual(
            new Set(['gpt-5-mini', 'gpt-5-nano']),
          );
          const kept = await withDemoDatabase(
            (sql) => sql`select from evaluation_runs where sealed_key is not null`,
          );
          expect(kept).toHaveLength(0);
          await expectNoSidewaysScroll(page);

          await page.getByRole('button', { name: t.compare.button }).click();
          const compare = page.getByTestId('compare-runs');
          await compare.getByLabel(t.compare.margin).fill('10');
          await compare.getByRole('button', { name: t.compare.go, exact: true }).click();
          await expect(page).toHaveURL(/\/routing\/evidence\/\d+$/);
          await expect(page.getByText(new RegExp(`^✓\\s*${t.verdicts.proven}$`))).toBeVisible();
          await expect(page.locator('h1')).toContainText('gpt-5-nano');
          await expectNoSidewaysScroll(page);

          await signInAs('auditor');
          await page.goto('/routing/evidence/sets');
          await expect(set).toContainText(String(CASES));
          await expect(page.getByRole('button', { name: t.add.button })).toHaveCount(0);
          await expect(page.getByRole('button', { name: t.start.button })).toHaveCount(0);
          if (!sent) throw new Error('No run was started.');
          expect(await sendAction(context.request, sent)).toContain('"code":"forbidden"');
        } finally {
          await upstream.close();
        }
      });
    });
  }
}
