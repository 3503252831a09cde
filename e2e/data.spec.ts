import { test as bare } from '@playwright/test';
import { expect, type Locale, test } from './fixtures/test';

/** Names this run's own values, so that the two languages do not meet. */
const csv = (locale: Locale): string => {
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const row = (id: string, input: string, model = 'gpt-5.2') =>
    `${locale}-${id},${at},${model},${input},20,e2e-team-${locale},e2e-flow-${locale}`;
  return `id,time,model,input_tokens,output_tokens,team,workflow\n${row('a', '100')}\n${row('b', '')}\n${row('c', '300')}\n${row('d', '5', `e2e-model-${locale}`)}\n`;
};

const words = {
  en: {
    choose: 'Choose a file',
    import: 'Import',
    done: 'done',
    adopt: (value: string) => `Adopt ${value}`,
    adoptButton: 'Adopt',
    map: (value: string) => `Map ${value}`,
    to: 'Counts as',
    preview: 'Preview',
    apply: 'Apply rule',
    workflow: 'Workflow',
    team: 'Team',
    another: 'Another model…',
    treat: 'Treat as this model',
    repriced: 'Events re-priced: 1. Charged: US$0.00004125.',
  },
  'zh-HK': {
    choose: '選擇檔案',
    import: '匯入',
    done: '完成',
    adopt: (value: string) => `採納 ${value}`,
    adoptButton: '採納',
    map: (value: string) => `對應 ${value}`,
    to: '計入',
    preview: '預覽',
    apply: '套用規則',
    workflow: '工作流程',
    team: '團隊',
    another: '其他模型…',
    treat: '視作此模型',
    repriced: '已為 1 項事件重新計價：US$0.00004125。',
  },
} as const;

for (const locale of ['en', 'zh-HK'] as const) {
  const w = words[locale];
  test.describe
    .serial(`data in ${locale}`, () => {
      test.beforeEach(async ({ signInAs, readIn }) => {
        await signInAs('admin');
        await readIn(locale);
      });

      test('imports a file with a preview, and keeps the rejected row', async ({ page }) => {
        await page.goto('/data/imports');
        await page.waitForLoadState('networkidle'); // a file chosen before the page is live is not seen
        await page.getByLabel(w.choose).setInputFiles({
          name: `gateway-${locale}.csv`,
          mimeType: 'text/csv',
          buffer: Buffer.from(csv(locale)),
        });
        await expect(page.getByText('blank_tokens')).toBeVisible();
        await page.getByRole('button', { name: w.import, exact: true }).click();
        const row = page
          .getByRole('row')
          .filter({ hasText: `gateway-${locale}.csv` })
          .first();
        await expect(row.getByText(w.done)).toBeVisible({ timeout: 30_000 });
        await expect(row.getByRole('cell', { name: '3', exact: true })).toBeVisible();
        await page.reload();
        await expect(
          page
            .getByRole('row')
            .filter({ hasText: `gateway-${locale}.csv` })
            .first(),
        ).toBeVisible();
      });

      test('adopts an untagged team, and maps a value after a preview of what moves', async ({ page }) => {
        const team = `e2e-team-${locale}`;
        await page.goto('/data/tags?tag=team');
        await page.getByRole('button', { name: w.adopt(team) }).click();
        await page.getByRole('dialog').getByRole('button', { name: w.adoptButton, exact: true }).click();
        await expect(page.getByRole('dialog')).toBeHidden();
        await expect(page.getByRole('button', { name: w.adopt(team) })).toBeHidden();

        const flow = `e2e-flow-${locale}`;
        await page.goto('/data/tags?tag=workflow');
        await page.getByRole('button', { name: w.map(flow) }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel(w.to).fill(`Mapped ${locale}`);
        await dialog.getByRole('button', { name: w.preview }).click();
        await expect(dialog.getByTestId('impact')).toContainText(`Mapped ${locale}`);
        await dialog.getByRole('button', { name: w.apply }).click();
        await expect(dialog).toBeHidden();
        await expect(page.getByRole('rowheader', { name: `Mapped ${locale}` })).toBeVisible();
        await expect(page.getByRole('button', { name: w.map(flow) })).toBeHidden();
      });

      // 5 input tokens at US$0.25 and 20 output tokens at US$2.00 a million.
      test('fixes an unpriced model, and says first what its past usage will cost', async ({ page }) => {
        const model = `e2e-model-${locale}`;
        await page.goto('/data/unpriced');
        await page.waitForLoadState('networkidle');
        const row = page.getByRole('row').filter({ hasText: model });
        await row.getByRole('button', { name: w.another }).click();
        await page.getByRole('dialog').getByRole('searchbox').fill('gpt-5-mini');
        await page.getByRole('button', { name: 'openai/gpt-5-mini', exact: true }).click();
        const dialog = page.getByRole('alertdialog');
        await expect(dialog).toContainText('US$0.00004125');
        await dialog.getByRole('textbox').fill('The gateway renamed it.');
        await dialog.getByRole('button', { name: w.treat }).click();
        await expect(page.getByText(w.repriced)).toBeVisible();
        await expect(row).toHaveCount(0);
      });
    });
}

test('an engineer may look at tags, not change them, and finds no imports', async ({
  page,
  signInAs,
  readIn,
}) => {
  await signInAs('engineer');
  await readIn('en');
  await page.goto('/data/tags');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: /^(Adopt|Map) / })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Imports' })).toHaveCount(0);
  await page.goto('/data/imports');
  await expect(page.getByText('Your role cannot see this part.')).toBeVisible();
});

bare('the upload refuses whoever is not signed in', async ({ request }) => {
  const answer = await request.post('/api/imports/upload', { data: 'x' });
  expect(answer.status()).toBe(401);
});
