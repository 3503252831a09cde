import type { APIRequestContext, Page } from '@playwright/test';
import { sizesIn, WORDS, type Words } from './fixtures/calculator';
import { withDemoDatabase } from './fixtures/demo-database';
import { createGateKey } from './fixtures/gate-key';
import { DEMO_METER_URL } from './fixtures/instances';
import { actionSent, sendAction } from './fixtures/server-action';
import { expect, expectNoSidewaysScroll, test } from './fixtures/test';

const TEAM = 'customer-service';
const ENGINEER = 'engineer@harbour.example';

/** A rule for calls of another size in each run, before all others. */
const ruleOf = (id: string, from: number) => `rules:
  - id: ${id}
    when:
      inputTokens:
        from: ${from}
        below: ${from + 1}
    primary:
      provider: openai
      model: gpt-5-nano
    fallback: []
`;

test.beforeAll(() =>
  // In the demo the engineer and the lead share no team.
  withDemoDatabase(
    (sql) => sql`insert into user_teams (user_id, team_id)
      select u.id, t.id from users u, teams t where u.email = ${ENGINEER} and t.key = ${TEAM} on conflict do nothing`,
  ),
);
test.afterAll(() =>
  withDemoDatabase(
    (sql) => sql`delete from user_teams using users u, teams t
      where user_id = u.id and team_id = t.id and u.email = ${ENGINEER} and t.key = ${TEAM}`,
  ),
);

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
        test.setTimeout(240_000);
        const policyId = await policyOfTeam();
        const address = `/routing/${policyId}`;
        const key = await createGateKey(page, signInAs);
        await readIn(locale);
        await signInAs('cfo');
        await settleOpenVersions(page, t, policyId);

        // An engineer drafts, as text; what does not read as a policy is said with its line, and nothing is saved.
        await signInAs('engineer');
        await page.goto(address);
        await page.getByRole('button', { name: t.routing.draft.fromThis }).click();
        await expect(page).toHaveURL(/version=\d+/);
        const draft = page.url();
        await page.getByRole('tab', { name: t.routing.tabs.yaml }).click();
        const text = page.getByLabel(t.routing.yaml.label);
        const before = await text.inputValue();
        await text.fill('rules: [');
        await expect(page.getByTestId('yaml-problems')).toBeVisible();
        const rule = `walk-${locale.toLowerCase()}-${Date.now().toString(36)}`;
        const size = 60_000 + (Date.now() % 100_000);
        await text.fill(before.replace('rules:\n', ruleOf(rule, size)));
        await expect(page.getByTestId('yaml-problems')).toHaveCount(0);
        await page.getByRole('tab', { name: t.routing.tabs.rows }).click();
        await expect(page.locator(`[data-rule="${rule}"]`)).toBeVisible();
        // The checks send the rules too, as they are typed; only a save names the revision it was read at.
        const saving = await actionSent(page, '"revision"', async () => {
          const save = page.getByRole('button', { name: t.routing.draft.save });
          await expect(save).toBeEnabled();
          await save.click();
        });
        await expect(page.getByText(t.routing.draft.saved)).toBeVisible();
        await expect(page.getByRole('button', { name: t.routing.steps.submit, exact: true })).toHaveCount(0);
        await expectNoSidewaysScroll(page);

        // An auditor reads it and saves nothing.
        await signInAs('auditor');
        await page.goto(draft);
        await expect(page.locator(`[data-rule="${rule}"]`)).toBeVisible();
        await expect(page.getByRole('button', { name: t.routing.draft.save })).toHaveCount(0);
        expect(await sendAction(context.request, saving)).toContain('"code":"forbidden"');

        // Its lead submits it, and can neither approve nor publish it.
        await signInAs('team_lead');
        await page.goto(draft);
        const submitting = await step(page, t, 'submit');
        await expect(page.getByRole('button', { name: t.routing.steps.approve, exact: true })).toHaveCount(0);
        await signInAs('engineer');
        expect(await sendAction(context.request, submitting)).toContain('"code":"forbidden"');

        // The CFO reads what it would have cost and what is proven of its models, approves and publishes it.
        await signInAs('cfo');
        await page.goto(draft.replace(address, `${address}/replay`));
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 60_000 });
        await expectNoSidewaysScroll(page);
        await page.goto('/routing/evidence');
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectNoSidewaysScroll(page);
        await page.goto(draft);
        const approving = await step(page, t, 'approve');
        const publishing = await step(page, t, 'publish');
        await expect.poll(() => ruleThatRoutes(request, key, size)).toBe(`${rule} gpt-5-nano`);

        // One click back, at once.
        await page.goto(`${address}/versions`);
        await step(page, t, 'rollBack', 'it was a trial');
        await expect.poll(() => ruleThatRoutes(request, key, size)).not.toContain(rule);
        for (const role of ['team_lead', 'engineer', 'auditor'] as const) {
          await signInAs(role);
          for (const action of [approving, publishing])
            expect(await sendAction(context.request, action), role).toContain('"code":"forbidden"');
        }
      });
    });
  }
}

/** Presses a step and confirms it; gives what the page sent. */
async function step(
  page: Page,
  t: Words,
  of: 'submit' | 'approve' | 'publish' | 'reject' | 'rollBack',
  reason?: string,
) {
  await page.getByRole('button', { name: t.routing.steps[of], exact: true }).click();
  const dialog = page.getByRole('alertdialog');
  if (reason) await dialog.getByRole('textbox').fill(reason);
  const sent = await actionSent(page, '', () =>
    dialog.getByRole('button', { name: t.routing.steps[of], exact: true }).click(),
  );
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: t.routing.steps[of], exact: true })).toHaveCount(0);
  return sent;
}

const policyOfTeam = (): Promise<string> =>
  withDemoDatabase(async (sql) => {
    const [row] =
      await sql`select p.id from routing_policies p join teams t on t.id = p.team_id where t.key = ${TEAM}`;
    return String(row?.id);
  });

/** What waits in the demo is approved and published, so that there is something to go back to. */
async function settleOpenVersions(page: Page, t: Words, policyId: string): Promise<void> {
  const waiting = await withDemoDatabase(
    (sql) => sql`select id, status from routing_policy_versions
      where policy_id = ${policyId} and status in ('submitted', 'approved') order by id`,
  );
  for (const { id, status } of waiting) {
    await page.goto(`/routing/${policyId}?version=${id}`);
    if (status === 'submitted') await step(page, t, 'approve');
    await step(page, t, 'publish');
  }
}

/** Asks the gate for a dear model with so many tokens of input: the rule that decided and the model it answered. */
async function ruleThatRoutes(request: APIRequestContext, key: string, input: number): Promise<string> {
  const headers = { authorization: `Bearer ${key}` };
  const answer = await request.post(`${DEMO_METER_URL}/v1/gate`, {
    headers,
    data: {
      ...{ id: `walk-${input}-${performance.now()}`, provider: 'anthropic', model: 'claude-sonnet-4-6' },
      ...{ tags: { workflow: 'resolve-ticket' }, tokens: { input, max_output: 10 } },
    },
  });
  const { policy, model, reservation } = await answer.json();
  if (reservation)
    await request.delete(`${DEMO_METER_URL}/v1/gate/reservations/${reservation.id}`, { headers });
  return `${policy?.rule} ${model}`;
}
