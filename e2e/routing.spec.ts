import type { APIRequestContext, Page } from '@playwright/test';
import { isWalkedIn, sizesIn, WORDS, type Words } from './fixtures/calculator';
import { DEMO_METER_URL } from './fixtures/instances';
import { joinRoutingTeam, leaveRoutingTeam, routingKey, settleRouting } from './fixtures/routing-demo';
import { actionSent, type SentAction, sendAction } from './fixtures/server-action';
import { expect, expectNoSidewaysScroll, test } from './fixtures/test';

let key: string;

test.beforeAll(async () => {
  await joinRoutingTeam();
  key = await routingKey();
});
test.afterAll(leaveRoutingTeam);

for (const locale of ['en', 'zh-HK'] as const) {
  const t = WORDS[locale];
  for (const [size, viewport] of sizesIn(locale)) {
    test.describe(`${locale}, ${size}`, () => {
      test.use({ viewport });

      test('a policy is drafted, submitted, replayed, approved by another, published, followed and rolled back', async ({
        page,
        context,
        request,
        signInAs,
        readIn,
      }) => {
        test.setTimeout(120_000);
        const words = t.routing;
        const address = `/routing/${await settleRouting()}`;
        const rule = `walk-${locale.toLowerCase()}-${Date.now().toString(36)}`;
        // Calls of this size alone, so that nobody else's are moved.
        const tokens = 60_000 + (Date.now() % 100_000);
        await readIn(locale);

        // An engineer drafts: a row, tried, put first, and its text; what does not read as a policy counts for nothing.
        await signInAs('engineer');
        await page.goto(address);
        await page.getByRole('button', { name: words.draft.fromThis }).click();
        await expect(page).toHaveURL(/version=\d+/);
        const draft = page.url();
        await addRule(page, t, rule, tokens);
        await page.getByRole('button', { name: handleName(t, rule) }).press('Home');
        await expect(page.getByTestId('rule').first()).toHaveAttribute('data-rule', rule);
        await expect(page.getByRole('button', { name: handleName(t, rule) })).toBeFocused();
        await tryTokens(page, t, tokens);
        await expect(page.getByTestId('try-answer')).toContainText(rule);
        await editAsText(page, t, tokens);
        const saving = await actionSent(page, '"revision"', () =>
          page.getByRole('button', { name: words.draft.save }).click(),
        );
        await expect(page.getByText(words.draft.saved)).toBeVisible();
        await expect(button(page, words.steps.submit)).toHaveCount(0);
        await expectNoSidewaysScroll(page);

        // Its lead submits it, and decides nothing about it.
        await signInAs('team_lead');
        await page.goto(draft);
        const submitting = await step(page, t, 'submit');
        await expect(button(page, words.steps.approve)).toHaveCount(0);

        // The CFO reads what it would have cost and what is proven of its models, approves and publishes it.
        await signInAs('cfo');
        await page.goto(draft.replace(address, `${address}/replay`));
        const moves = page.getByRole('table', { name: words.replay.byClass });
        await expect(moves).toContainText(words.replay.evidence.proven, { timeout: 30_000 });
        await expectNoSidewaysScroll(page);
        await page.goto('/routing/evidence');
        await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
        await expectNoSidewaysScroll(page);
        await page.goto(draft);
        const approving = await step(page, t, 'approve');
        expect(await routeOf(request, key, tokens)).not.toContain(rule);
        const publishing = await step(page, t, 'publish');
        await expect.poll(() => routeOf(request, key, tokens)).toBe(`${rule} gpt-5-nano`);

        // One click back, at once.
        await page.goto(`${address}/versions`);
        await expectNoSidewaysScroll(page);
        const rollingBack = await step(page, t, 'rollBack', 'it was a trial');
        await expect.poll(() => routeOf(request, key, tokens)).not.toContain(rule);

        if (!isWalkedIn(locale)) return;
        // Whoever may not is refused at the action; the pages of a lead and of an auditor do not offer it.
        const forbidden: Record<'engineer' | 'team_lead' | 'auditor', SentAction[]> = {
          engineer: [submitting, approving, publishing, rollingBack],
          team_lead: [approving, publishing, rollingBack],
          auditor: [saving, submitting, approving, publishing, rollingBack],
        };
        for (const role of ['engineer', 'team_lead', 'auditor'] as const) {
          await signInAs(role);
          for (const action of forbidden[role])
            expect(await sendAction(context.request, action), role).toContain('"code":"forbidden"');
        }
        await page.goto(`${address}/versions`);
        await expect(page.getByTestId('publications')).toContainText('it was a trial');
        await expect(button(page, words.steps.rollBack)).toHaveCount(0);
        await page.goto(address);
        await expect(page.getByTestId('rule').first()).toBeVisible();
        await expect(page.getByRole('button', { name: words.draft.fromThis })).toHaveCount(0);
        await expect(page.getByRole('button', { name: words.draft.save })).toHaveCount(0);

        // Nor does the role help with one's own work.
        await signInAs('admin');
        await page.goto(address);
        await page.getByRole('button', { name: words.draft.fromThis }).click();
        await expect(page).toHaveURL(/version=\d+/);
        await step(page, t, 'submit');
        await expect(button(page, words.steps.withdraw)).toBeVisible();
        await expect(button(page, words.steps.approve)).toHaveCount(0);
        const own = approving.body.replace(idOf(draft), idOf(page.url()));
        expect(await sendAction(context.request, { ...approving, body: own })).toContain('own_work');
      });
    });
  }
}

const idOf = (address: string) => new URL(address).searchParams.get('version') ?? '';
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const handleName = (t: Words, rule: string) => new RegExp(t.routing.rule.drag.split('{rule}')[0] + rule);

async function addRule(page: Page, t: Words, rule: string, tokens: number): Promise<void> {
  await page.getByRole('button', { name: t.routing.rule.add }).click();
  const editor = page.getByTestId('rule-editor');
  await editor.getByLabel(t.routing.editor.id).fill(rule);
  await editor.getByLabel(t.routing.editor.primary, { exact: true }).fill('openai/gpt-5-nano');
  await editor.getByLabel(t.routing.editor.tokensFrom).fill(String(tokens));
  await editor.getByLabel(t.routing.editor.tokensBelow).fill(String(tokens + 1));
  await editor.getByRole('button', { name: t.routing.editor.done }).click();
  await expect(editor).toHaveCount(0);
}

async function tryTokens(page: Page, t: Words, tokens: number): Promise<void> {
  const form = page.getByTestId('try');
  await form.getByLabel(t.routing.conditions.inputTokens).fill(String(tokens));
  await form.getByRole('button', { name: t.routing.try.button, exact: true }).click();
}

/** Breaks the text, mends it with one token more, and goes back to the rows, which say so. */
async function editAsText(page: Page, t: Words, tokens: number): Promise<void> {
  const save = page.getByRole('button', { name: t.routing.draft.save });
  await page.getByRole('tab', { name: t.routing.tabs.yaml }).click();
  const text = page.getByLabel(t.routing.yaml.label);
  const before = await text.inputValue();
  await text.fill('rules: [');
  await expect(page.getByTestId('yaml-problems')).toBeVisible();
  await text.fill(before.replace(`below: ${tokens + 1}`, `below: ${tokens + 2}`));
  await expect(page.getByTestId('yaml-problems')).toHaveCount(0);
  await page.getByRole('tab', { name: t.routing.tabs.rows }).click();
  await expect(page.getByTestId('rule').first()).toContainText((tokens + 2).toLocaleString('en'));
  await expect(save).toBeEnabled();
}

/** Presses a step and confirms it; gives what the page sent. */
async function step(
  page: Page,
  t: Words,
  of: 'submit' | 'approve' | 'publish' | 'rollBack',
  reason?: string,
): Promise<SentAction> {
  const { steps } = t.routing;
  await button(page, steps[of]).click();
  const dialog = page.getByRole('alertdialog');
  if (reason) await dialog.getByRole('textbox').fill(reason);
  const sent = await actionSent(page, of === 'rollBack' ? 'policyId' : 'versionId', () =>
    dialog.getByRole('button', { name: steps[of], exact: true }).click(),
  );
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(steps[`${of}Done`], { exact: true })).toBeVisible();
  if (of !== 'rollBack') await expect(button(page, steps[of])).toHaveCount(0);
  return sent;
}

/** Asks the gate for a dear model with so many tokens of input: the rule that decided and the model it answered. */
async function routeOf(request: APIRequestContext, key: string, input: number): Promise<string> {
  const headers = { authorization: `Bearer ${key}` };
  const answer = await request.post(`${DEMO_METER_URL}/v1/gate`, {
    headers,
    data: {
      id: `walk-${input}-${performance.now()}`,
      provider: 'anthropic',
      model: 'claude-sonnet-4-6',
      tags: { workflow: 'resolve-ticket' },
      tokens: { input, max_output: 10 },
    },
  });
  const { policy, model, reservation } = await answer.json();
  if (reservation)
    await request.delete(`${DEMO_METER_URL}/v1/gate/reservations/${reservation.id}`, { headers });
  return `${policy?.rule} ${model}`;
}
