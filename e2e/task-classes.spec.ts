import { sizesIn, WORDS } from './fixtures/calculator';
import { actionSent, sendAction } from './fixtures/server-action';
import { expect, expectNoSidewaysScroll, test } from './fixtures/test';

const WORKFLOW = 'whatsapp-poc';

for (const locale of ['en', 'zh-HK'] as const) {
  const t = WORDS[locale].taskClasses;
  const said = (text: string, values: Record<string, string>) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  for (const [size, viewport] of sizesIn(locale)) {
    test.describe(`${locale}, ${size}`, () => {
      test.use({ viewport });

      test('Finance adds a class, sets it for a workflow and archives it; an engineer only reads', async ({
        page,
        context,
        signInAs,
        readIn,
      }) => {
        test.setTimeout(120_000);
        const name = `Customs query ${locale}`;
        const key = `customs_query_${locale === 'en' ? 'en' : 'zh'}`;
        const row = page.locator('tr').filter({ hasText: WORKFLOW });
        const setClass = async (taskClass: string) => {
          await row
            .getByRole('button', { name: said(t.workflows.editLabel, { workflow: WORKFLOW }) })
            .click();
          const form = page.getByRole('dialog');
          await form.getByLabel(t.workflows.choose, { exact: true }).selectOption(taskClass);
          await form.getByLabel(t.workflows.reason, { exact: true }).fill('a walk through the page');
          await form.getByRole('button', { name: t.workflows.edit, exact: true }).click();
          await expect(form).toHaveCount(0);
        };
        await readIn(locale);
        await signInAs('cfo');
        await page.goto('/routing/classes');
        await page.getByRole('button', { name: t.classes.add }).click();
        const form = page.getByRole('dialog');
        await form.getByLabel(t.classes.name, { exact: true }).fill(name);
        await form.getByLabel(t.classes.key).fill('Two Words');
        await form.getByLabel(t.classes.description, { exact: true }).fill('A question about a tariff.');
        const add = form.getByRole('button', { name: t.classes.add });
        await add.click();
        await expect(form.getByRole('alert')).toBeVisible();
        await form.getByLabel(t.classes.key).fill(key);
        await add.click();
        await expect(form).toHaveCount(0);

        const sent = await actionSent(page, `"${key}"`, () => setClass(key));
        await expect(row).toContainText(name);
        await page.getByRole('button', { name: said(t.classes.archiveLabel, { name }) }).click();
        const asked = page.getByRole('alertdialog');
        await asked.getByRole('textbox').fill('the end of the walk');
        await asked.getByRole('button', { name: t.classes.archive, exact: true }).click();
        await expect(row).toContainText(said(t.workflows.notInUse, { name: key }));
        await expectNoSidewaysScroll(page);
        await setClass('');
        await expect(row).toContainText(t.workflows.none);

        await signInAs('engineer');
        await page.goto('/routing/classes');
        await expect(page.getByRole('heading', { name: t.rules.title })).toBeVisible();
        await expect(page.getByRole('button', { name: t.classes.add })).toHaveCount(0);
        expect(await sendAction(context.request, sent)).toContain('"code":"forbidden"');
      });
    });
  }
}
