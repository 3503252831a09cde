import type { APIRequestContext, Page } from '@playwright/test';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-HK.json' with { type: 'json' };
import { isWalkedIn, sizesIn } from './fixtures/calculator';
import { withDemoDatabase } from './fixtures/demo-database';
import { createGateKey } from './fixtures/gate-key';
import { DEMO_METER_URL } from './fixtures/instances';
import { actionSent, sendAction } from './fixtures/server-action';
import { expect, expectNoSidewaysScroll, test } from './fixtures/test';

const WORDS = { en, 'zh-HK': zh } as const;
/** A workflow's budget for each language, both of the demo lead's teams: the tests change what they find. */
const WORKFLOW = { en: 'resolve-ticket', 'zh-HK': 'reschedule-delivery' } as const;
/** A team the demo lead does not have. */
const OTHER_TEAM = 'Freight Forwarding';

/** The row of a budget in the tree. */
const row = (page: Page, name: string) =>
  page.getByTestId('budget-tree').locator('tr[data-budget]').filter({ hasText: name }).first();

const limitButton = (page: Page, name: string) => row(page, name).locator('td[data-align=right] button');

async function openEditor(page: Page, name: string) {
  await page.goto('/budgets');
  await limitButton(page, name).click();
  const editor = page.getByTestId('budget-editor');
  await expect(editor).toBeVisible();
  return { editor, limit: editor.getByRole('textbox').first() };
}

for (const locale of ['en', 'zh-HK'] as const) {
  const t = WORDS[locale].budgets;

  test(`a lead edits within the envelope, is stopped above it, asks, and the CFO approves (${locale})`, async ({
    page,
    signInAs,
    readIn,
  }) => {
    test.setTimeout(120_000);
    const name = WORKFLOW[locale];
    await signInAs('team_lead');
    await readIn(locale);

    // Within: what it would have done is said before it is saved.
    const { editor, limit } = await openEditor(page, name);
    const before = Number(await limit.inputValue());
    await limit.fill(String(before + 100));
    await expect(editor.getByTestId('budget-preview')).toContainText(/\d/);
    await editor.getByRole('button', { name: WORDS[locale].common.save }).click();
    await expect(editor).toHaveCount(0);
    await expect(row(page, name)).toContainText(`HK$${(before + 100).toLocaleString('en')}`);

    // Above: refused beside the field, with the raise one press away.
    const again = await openEditor(page, name);
    await again.limit.fill('250,000');
    await again.editor.getByRole('button', { name: WORDS[locale].common.save }).click();
    await expect(again.limit).toHaveAttribute('aria-invalid', 'true');
    await expect(again.editor.getByRole('alert')).toContainText(/HKD|HK\$/);
    await again.editor.getByRole('button', { name: t.raise.ask }).click();
    const form = page.getByTestId('raise-form');
    await expect(form.getByRole('textbox').first()).toHaveValue('250000');
    const why = `peak season ${locale} ${Date.now()}`;
    await form.getByLabel(t.raise.reason).fill(why);
    await form.getByRole('button', { name: t.raise.send }).click();
    await expect(form).toHaveCount(0);

    // The lead sees it waiting, and cannot decide it.
    await page.goto('/budgets/requests');
    const mine = page.locator('li[data-request]').filter({ hasText: why });
    await expect(mine).toContainText(t.raise.states.pending);
    await expect(mine.getByRole('button', { name: t.raise.withdraw })).toBeVisible();
    await expect(mine.getByRole('button', { name: t.raise.approve })).toHaveCount(0);

    // The CFO approves it as asked: it is in force at once.
    await signInAs('cfo');
    await page.goto('/budgets/requests');
    const asked = page.locator('li[data-request]').filter({ hasText: why });
    await asked.locator('button', { hasText: new RegExp(`^${t.raise.approve}$`) }).click();
    await asked.getByRole('button', { name: t.raise.confirm.approve }).click();
    await expect(page.locator('li[data-request]').filter({ hasText: why })).toContainText(
      t.raise.states.inForce,
    );
    await signInAs('team_lead');
    await page.goto('/budgets');
    await expect(row(page, name)).toContainText('HK$250,000');

    // Its page says who changed what, and when.
    await row(page, name).getByRole('link', { name }).click();
    const history = page.getByTestId('budget-history');
    await expect(history).toContainText(t.history.actions.budget_raise_approve);
    await expect(history).toContainText(`HK$${(before + 100).toLocaleString('en')}`);
    await expect(page.getByTestId('figure-limit')).toHaveText('HK$250,000');

    // Its last day passes: the limit is what it was, and the request says that it ended.
    await withDemoDatabase(async (sql) => {
      await sql`update budget_requests set decided_until = (now() - interval '3 days')::date where reason = ${why}`;
      await sql`update budget_state set version = version + 1`;
    });
    await page.reload();
    await expect(page.getByTestId('figure-limit')).toHaveText(`HK$${(before + 100).toLocaleString('en')}`);
    await page.goto('/budgets/requests');
    await expect(page.locator('li[data-request]').filter({ hasText: why })).toContainText(
      t.raise.states.expired,
    );
  });

  if (isWalkedIn(locale))
    test(`the CFO ends a raise before its last day (${locale})`, async ({ page, signInAs, readIn }) => {
      test.setTimeout(120_000);
      const name = WORKFLOW[locale];
      await signInAs('team_lead');
      await readIn(locale);
      const { editor, limit } = await openEditor(page, name);
      const before = await limit.inputValue();
      await limit.fill('260,000');
      await editor.getByRole('button', { name: WORDS[locale].common.save }).click();
      await editor.getByRole('button', { name: t.raise.ask }).click();
      const form = page.getByTestId('raise-form');
      const why = `short campaign ${locale} ${Date.now()}`;
      await form.getByLabel(t.raise.reason).fill(why);
      await form.getByRole('button', { name: t.raise.send }).click();
      await expect(form).toHaveCount(0);

      await signInAs('cfo');
      await page.goto('/budgets/requests');
      const asked = page.locator('li[data-request]').filter({ hasText: why });
      await asked.locator('button', { hasText: new RegExp(`^${t.raise.approve}$`) }).click();
      await asked.getByRole('button', { name: t.raise.confirm.approve }).click();
      await expect(asked).toContainText(t.raise.states.inForce);
      await asked.locator('button', { hasText: new RegExp(`^${t.raise.end}$`) }).click();
      const dialog = page.getByRole('alertdialog');
      await dialog.getByRole('button', { name: t.raise.end }).click();
      await expect(dialog.getByRole('alert')).toContainText(WORDS[locale].common.reasonNeeded);
      await dialog.getByLabel(WORDS[locale].common.reason).fill('it was called off');
      await dialog.getByRole('button', { name: t.raise.end }).click();
      await expect(asked).toContainText(t.raise.states.expired);

      await signInAs('team_lead');
      await page.goto('/budgets');
      await expect(row(page, name)).toContainText(`HK$${Number(before).toLocaleString('en')}`);
      await page.goto('/budgets/requests');
      const mine = page.locator('li[data-request]').filter({ hasText: why });
      await expect(mine.getByRole('button', { name: t.raise.end })).toHaveCount(0);
    });

  if (isWalkedIn(locale))
    test(`an engineer and another team’s lead are refused, in the page and at the action (${locale})`, async ({
      page,
      context,
      signInAs,
      readIn,
    }) => {
      test.setTimeout(120_000);
      await readIn(locale);
      await signInAs('cfo');
      await page.goto('/budgets');
      const other = (await row(page, OTHER_TEAM).getAttribute('data-budget')) ?? '';

      // What the page of a lead sends for an edit of their own, to be sent again by those who may not.
      await signInAs('team_lead');
      const { editor, limit } = await openEditor(page, 'Customer Service');
      const own = (await row(page, 'Customer Service').getAttribute('data-budget')) ?? '';
      await limit.fill(String(Number(await limit.inputValue()) - 1));
      const action = await actionSent(page, '"changes"', () =>
        editor.getByRole('button', { name: WORDS[locale].common.save }).click(),
      );
      await expect(editor).toHaveCount(0);
      expect(action.body).toContain(`"budgetId":"${own}"`);
      const forOther = {
        ...action,
        body: action.body.replace(`"budgetId":"${own}"`, `"budgetId":"${other}"`),
      };

      // A lead of other teams: not in the tree, no page, no action.
      await page.goto('/budgets');
      await expect(page.getByText(OTHER_TEAM)).toHaveCount(0);
      await page.goto(`/budgets/${other}`);
      await expect(page.getByText(WORDS[locale].shell.notFoundTitle)).toBeVisible();
      expect(await sendAction(context.request, forOther)).toContain('"code":"forbidden"');

      // An engineer reads the team's own, and changes nothing.
      await signInAs('engineer');
      await page.goto('/budgets');
      await expect(row(page, 'Software Engineering')).toBeVisible();
      await expect(page.getByRole('button', { name: t.create.button })).toHaveCount(0);
      await expect(limitButton(page, 'Software Engineering').filter({ hasText: 'HK$' })).toHaveCount(0);
      await page.goto(`/budgets/${own}`);
      await expect(page.getByText(WORDS[locale].shell.notFoundTitle)).toBeVisible();
      expect(await sendAction(context.request, action)).toContain('"code":"forbidden"');
      await page.goto('/budgets/stops');
      await expect(page.getByRole('button', { name: t.stops.button })).toHaveCount(0);
    });

  test(`the kill switch stops a running client, and lets it go on (${locale})`, async ({
    page,
    request,
    signInAs,
    readIn,
  }) => {
    test.setTimeout(120_000);
    await readIn('en');
    const key = await createGateKey(page, signInAs);
    const client = runClient(request, key);
    try {
      await expect.poll(() => client.last()).toMatch(/^(allow|warn|deny:(?!killed))/);
      await signInAs('team_lead');
      await readIn(locale);
      await page.goto('/budgets/stops');
      await page.getByRole('button', { name: t.stops.button }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('combobox', { name: t.levels.team }).last().click();
      await page.getByRole('option', { name: 'Customer Service' }).click();
      const why = `runaway ${locale} ${Date.now()}`;
      await dialog.getByLabel(t.stops.reason).fill(why);
      await dialog.getByRole('button', { name: t.stops.start }).click();
      await expect.poll(() => client.last(), { intervals: [100] }).toContain('deny:killed');
      const stop = page.locator('li[data-stop]').filter({ hasText: why });
      await expect(stop).toContainText('Customer Service');

      await stop.getByRole('button', { name: t.stops.lift }).click();
      const confirm = page.getByRole('alertdialog');
      await confirm.getByLabel(WORDS[locale].common.reason).fill('it was found');
      await confirm.getByRole('button', { name: t.stops.lift }).click();
      await expect(stop).toContainText(t.stops.wasLifted);
      await expect.poll(() => client.last(), { intervals: [100] }).not.toContain('killed');
    } finally {
      await client.stop();
    }
  });

  test(`a budget and its editor are accessible and fit a phone (${locale})`, async ({
    page,
    signInAs,
    readIn,
    expectNoViolations,
    capture,
  }) => {
    test.setTimeout(120_000);
    await signInAs('cfo');
    await readIn(locale);
    await page.goto('/budgets');
    const first = await row(page, 'Customer Service').getAttribute('data-budget');
    const pages = {
      'budgets-editor': `/budgets?edit=${first}`,
      'budgets-page': `/budgets/${first}`,
    };
    for (const [name, path] of Object.entries(pages)) {
      for (const [, { width, height }] of sizesIn(locale)) {
        await page.setViewportSize({ width, height });
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectNoViolations();
        await expectNoSidewaysScroll(page);
        await capture(name);
      }
    }
  });
}

/** Asks the gate ten times a second, as an application does before each call; `last` is the newest answer. */
function runClient(request: APIRequestContext, key: string) {
  let running = true;
  let last = '';
  const loop = (async () => {
    for (let call = 0; running; call += 1) {
      const answer = await request.post(`${DEMO_METER_URL}/v1/gate`, {
        headers: { authorization: `Bearer ${key}` },
        data: {
          id: `e2e-${key.slice(-6)}-${call}`,
          provider: 'openai',
          model: 'gpt-5-nano',
          tags: { workflow: 'resolve-ticket' },
          tokens: { input: 10, max_output: 10 },
        },
      });
      const { decision, reasons, reservation } = await answer.json();
      last = decision === 'deny' ? `deny:${reasons.map((one: { code: string }) => one.code)}` : decision;
      if (reservation)
        await request.delete(`${DEMO_METER_URL}/v1/gate/reservations/${reservation.id}`, {
          headers: { authorization: `Bearer ${key}` },
        });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  return {
    last: () => last,
    stop: async () => {
      running = false;
      await loop;
    },
  };
}
