import { desc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditLog, routingPublications } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import type { Actor } from '../../access/actor';
import type { Ctx } from '../../access/server/context';
import { seedPrices } from '../../budgets/server/testing/gate-fixture';
import { TollgateError } from '../../errors';
import { EMPTY_POLICY, type PolicyBody } from '../policy';
import { policyToYaml } from '../yaml';
import { addTaskClass } from './add-task-class';
import { approvePolicy } from './approve-policy';
import { archiveTaskClass } from './archive-task-class';
import { discardDraft } from './discard-draft';
import { draftPolicy } from './draft-policy';
import { getPolicy } from './get-policy';
import { listPolicies } from './list-policies';
import { listTaskClasses } from './list-task-classes';
import { publishPolicy } from './publish-policy';
import { rejectPolicy } from './reject-policy';
import { retirePolicy } from './retire-policy';
import { rollBackPolicy } from './roll-back-policy';
import { saveDraft } from './save-draft';
import { submitPolicy } from './submit-policy';
import { publishBody, type RoutingPeople, routingPeople } from './testing/publish';
import { tryRequest } from './try-request';
import { withdrawSubmission } from './withdraw-submission';

const { db } = await testDatabase();
let people: RoutingPeople;
let support: string;
let teamId: (key: string) => bigint;
let clock = NOW;
const as = (actor: Actor): Ctx => ({ db, now: clock, actor });

beforeAll(async () => {
  ({ teamId } = await seedOrganisation(db));
  await seedPrices(db);
  support = String(teamId('support'));
  people = await routingPeople(db, teamId('support'));
});

const bodyOf = (model: string, id = 'all'): PolicyBody => ({
  ...EMPTY_POLICY,
  rules: [{ id, when: {}, primary: { provider: 'acme', model }, fallback: [] }],
});

/** The refusal's stable code, or its kind. */
async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TollgateError)) throw error ?? new Error('It was not refused.');
  return error.issues[0]?.code ?? error.code;
}

const later = () => {
  clock = new Date(clock.getTime() + 60_000);
};

describe('a policy', () => {
  it('goes from draft to published by two people, and back with one step', async () => {
    const { policyId, versionId } = await draftPolicy(as(people.engineer), { teamId: support });
    const saved = await saveDraft(as(people.engineer), { versionId, revision: 1, body: bodyOf('dime') });
    expect(saved).toEqual({ revision: 2, findings: [] });
    expect(await refusal(submitPolicy(as(people.engineer), { versionId }))).toBe('forbidden');
    expect(await refusal(approvePolicy(as(people.cfo), { versionId }))).toBe('wrong_status');
    await submitPolicy(as(people.lead), { versionId, note: 'cheaper triage' });
    expect(await refusal(saveDraft(as(people.lead), { versionId, revision: 2, body: bodyOf('penny') }))).toBe(
      'wrong_status',
    );
    expect(await refusal(approvePolicy(as(people.lead), { versionId }))).toBe('forbidden');
    expect(await refusal(publishPolicy(as(people.cfo), { versionId }))).toBe('wrong_status');
    await approvePolicy(as(people.cfo), { versionId });
    later();
    await publishPolicy(as(people.cfo), { versionId });
    expect(await refusal(rollBackPolicy(as(people.cfo), { policyId, reason: 'no reason' }))).toBe(
      'nothing_before',
    );

    const second = await draftPolicy(as(people.lead), { teamId: support });
    expect(second.policyId).toBe(policyId);
    await saveDraft(as(people.lead), { versionId: second.versionId, revision: 1, body: bodyOf('penny') });
    const read = await getPolicy(as(people.auditor), { policyId });
    expect(read.shown).toMatchObject({ version: { version: 2, status: 'draft', basedOn: 1 } });
    expect(read.diff).toMatchObject({
      fromVersion: 1,
      rules: [{ id: 'all', kind: 'changed', fields: ['primary'] }],
      constraints: [],
    });
    await submitPolicy(as(people.lead), { versionId: second.versionId });
    await approvePolicy(as(people.admin), { versionId: second.versionId });
    later();
    await publishPolicy(as(people.cfo), { versionId: second.versionId });
    later();
    await rollBackPolicy(as(people.cfo), { policyId, reason: 'answers got worse' });

    const after = await getPolicy(as(people.cfo), { policyId });
    expect(after.published).toMatchObject({ version: 1, rules: 1 });
    expect(
      after.versions.map(({ version, status, retiredBecause }) => [version, status, retiredBecause]),
    ).toEqual([
      [2, 'retired', 'replaced'],
      [1, 'published', null],
    ]);
    expect(after.publications.map(({ kind, version }) => [kind, version])).toEqual([
      ['roll_back', 1],
      ['publish', 2],
      ['publish', 1],
    ]);
    const actions = await db.select().from(auditLog).orderBy(desc(auditLog.seq)).limit(1);
    expect(actions[0]).toMatchObject({ action: 'routing.roll_back', reason: 'answers got worse' });

    later();
    await retirePolicy(as(people.cfo), { policyId, reason: 'the team is routed with all others' });
    expect((await listPolicies(as(people.cfo), {}))[0]).toMatchObject({ published: null, open: [] });
    expect(await refusal(rollBackPolicy(as(people.cfo), { policyId, reason: 'once more' }))).toBe(
      'policy_retired',
    );
    const rows = await db
      .select()
      .from(routingPublications)
      .where(eq(routingPublications.policyId, BigInt(policyId)))
      .orderBy(desc(routingPublications.id));
    expect(rows[0]).toMatchObject({ kind: 'retire', versionId: null, from: clock });
  });

  it('is decided about by nobody who wrote in it or handed it in', async () => {
    const { versionId } = await draftPolicy(as(people.cfo), { teamId: null });
    await saveDraft(as(people.cfo), { versionId, revision: 1, body: bodyOf('dime') });
    await submitPolicy(as(people.admin), { versionId });
    expect(await refusal(approvePolicy(as(people.cfo), { versionId }))).toBe('own_work');
    expect(await refusal(approvePolicy(as(people.admin), { versionId }))).toBe('own_work');
    // Withdrawn, the text goes on in a new draft; its authors stay its authors.
    const again = await withdrawSubmission(as(people.admin), { versionId });
    await submitPolicy(as(people.admin), { versionId: again.versionId });
    expect(await refusal(approvePolicy(as(people.cfo), { versionId: again.versionId }))).toBe('own_work');
    const third = { ...people.admin, id: 'another' } as Actor;
    const { versionId: sentBack } = await rejectPolicy(as(third), {
      versionId: again.versionId,
      note: 'say what it saves',
    });
    const policy = (await listPolicies(as(people.cfo), {})).find(({ team }) => team === null);
    expect(policy?.open.map(({ version, status }) => [version, status])).toEqual([[3, 'draft']]);
    await discardDraft(as(people.cfo), { versionId: sentBack });
    expect((await listPolicies(as(people.cfo), {})).find(({ team }) => team === null)?.open).toEqual([]);
  });

  it('is saved whole or not at all: not from a broken text, nor over what another saved', async () => {
    const { policyId, versionId } = await draftPolicy(as(people.lead), { teamId: support });
    await saveDraft(as(people.lead), { versionId, revision: 1, yaml: policyToYaml(bodyOf('penny')) });
    const before = (await getPolicy(as(people.lead), { policyId })).shown;
    expect(before?.body).toEqual(bodyOf('penny'));
    const broken = policyToYaml(bodyOf('dime')).replace('fallback: []', 'fallback: 7');
    expect(await refusal(saveDraft(as(people.lead), { versionId, revision: 2, yaml: broken }))).toBe(
      'not_a_policy',
    );
    const stale = saveDraft(as(people.engineer), { versionId, revision: 1, body: bodyOf('dime') });
    expect(await refusal(stale)).toBe('draft_moved');
    expect((await getPolicy(as(people.lead), { policyId })).shown).toEqual(before);
    const both = await Promise.allSettled([
      saveDraft(as(people.lead), { versionId, revision: 2, body: bodyOf('dime') }),
      saveDraft(as(people.engineer), { versionId, revision: 2, body: bodyOf('dollar') }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is not handed in with an error, and names it', async () => {
    const { versionId } = await draftPolicy(as(people.lead), { teamId: support });
    const { findings } = await saveDraft(as(people.lead), { versionId, revision: 1, body: bodyOf('gift') });
    expect(findings).toMatchObject([{ code: 'model_without_price', severity: 'error', ruleId: 'all' }]);
    expect(await refusal(submitPolicy(as(people.lead), { versionId }))).toBe('model_without_price');
  });

  it('is published once, however often it is asked at once', async () => {
    const claims = teamId('claims');
    const made = await publishBody(
      db,
      clock,
      { author: people.admin, approver: people.cfo },
      claims,
      bodyOf('dime'),
    );
    const next = await draftPolicy(as(people.admin), { teamId: String(claims) });
    await submitPolicy(as(people.admin), { versionId: next.versionId });
    await approvePolicy(as(people.cfo), { versionId: next.versionId });
    const tries = await Promise.allSettled(
      [1, 2, 3].map(() => publishPolicy(as(people.cfo), { versionId: next.versionId })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { versions, publications } = await getPolicy(as(people.cfo), { policyId: made.policyId });
    expect(versions.map(({ status }) => status)).toEqual(['published', 'retired']);
    expect(publications).toHaveLength(2);
  });

  it('can be tried before it is handed in', async () => {
    const { policyId } = await draftPolicy(as(people.engineer), { teamId: support });
    const call = { team: 'support', inputTokens: 100, model: 'dollar', taskClass: 'agentic' };
    const body = bodyOf('dime');
    const [rule] = body.rules;
    const first = { ...rule, id: 'first', when: { taskClass: ['classification'] } } as typeof rule;
    const rules = [first, rule].flatMap((one) => one ?? []);
    const tried = await tryRequest(as(people.engineer), { policyId, body: { ...body, rules }, call });
    expect(tried.steps).toEqual([
      { rule: 'first', mismatch: 'task_class' },
      { rule: 'all', mismatch: null },
    ]);
    expect(tried.result).toMatchObject({
      rule: 'all',
      primary: { provider: 'acme', model: 'dime' },
      moved: true,
    });
  });
});

it('keeps the task classes of the organisation beside those built in', async () => {
  const own = { key: 'contract_review', name: 'Contract review', description: 'A test', isSimple: false };
  await addTaskClass(as(people.cfo), own);
  expect(await refusal(addTaskClass(as(people.cfo), own))).toBe('task_class_taken');
  expect(await refusal(addTaskClass(as(people.cfo), { ...own, key: 'agentic' }))).toBe('task_class_taken');
  const keys = async () => (await listTaskClasses(as(people.engineer), {})).map(({ key }) => key);
  expect((await keys()).at(-1)).toBe('contract_review');
  await archiveTaskClass(as(people.cfo), { key: 'contract_review', reason: 'not used' });
  expect(await keys()).not.toContain('contract_review');
  await addTaskClass(as(people.cfo), own);
  expect(await keys()).toContain('contract_review');
});
