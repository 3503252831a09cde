import { desc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditLog, scenarioComments } from '@/db/schema';
import { NOW } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { canonicalJson } from '../../access/audit-entry';
import type { Ctx } from '../../access/server/context';
import { verifyAudit } from '../../access/server/verify-audit';
import { presetState, type ScenarioState, startingState } from '../state';
import { archiveScenario } from './archive-scenario';
import { commentScenario } from './comment-scenario';
import { duplicateScenario } from './duplicate-scenario';
import { getScenario } from './get-scenario';
import { listScenarios } from './list-scenarios';
import { renameScenario } from './rename-scenario';
import { restoreScenario } from './restore-scenario';
import { saveScenario } from './save-scenario';
import { seedPeople } from './testing/people';
import { updateScenario } from './update-scenario';
import { withdrawComment } from './withdraw-comment';

const { db } = await testDatabase();
const { cfo, auditor, lead, otherLead, engineer, teamId } = await seedPeople(db);
const support = String(teamId('support'));
const claims = String(teamId('claims'));

const CHAT = startingState('HKD');
const AGENT: ScenarioState = {
  ...presetState('agentLevel:agentic', 'USD'),
  origin: { kind: 'workflow', workflow: 'resolve-ticket', from: '2026-10-23', to: '2026-11-22' },
};

const save = async (ctx: Ctx, name: string, team: string | null = null, state = CHAT) =>
  (await saveScenario(ctx, { name, teamId: team, state })).scenarioId;
const names = async (ctx: Ctx) => (await listScenarios(ctx, {})).map(({ name }) => name);
const refused = async (work: Promise<unknown>) => work.then(() => 'done').catch((error) => error.code);
const newestAudit = async () => (await db.select().from(auditLog).orderBy(desc(auditLog.seq)).limit(1))[0];

describe('who sees a scenario', () => {
  it('is its owner, the leads of its team, and those who see all', async () => {
    await save(engineer(), 'Mine alone');
    await save(engineer(), 'For support', support);
    await save(otherLead(), 'For claims', claims);
    expect((await names(engineer())).sort()).toEqual(['For support', 'Mine alone']);
    expect(await names(lead())).toEqual(['For support']);
    expect(await names(otherLead())).toEqual(['For claims']);
    for (const all of [cfo(), auditor()])
      expect((await names(all)).sort()).toEqual(['For claims', 'For support', 'Mine alone']);
  });

  it('is not a colleague: an engineer sees their own only, also of the same team', async () => {
    const scenarioId = await save(lead(), 'Of the lead', support);
    expect(await names(engineer())).not.toContain('Of the lead');
    expect(await refused(getScenario(engineer(), { scenarioId }))).toBe('not_found');
    expect(await refused(duplicateScenario(engineer(), { scenarioId, name: 'Copy' }))).toBe('not_found');
    expect(await refused(commentScenario(engineer(), { scenarioId, body: 'Hm' }))).toBe('not_found');
  });

  it('is nobody new through another team: it is for a team of its owner, or none', async () => {
    expect(await refused(save(engineer(), 'X', claims))).toBe('invalid');
    expect(await refused(save(auditor(), 'X'))).toBe('forbidden');
    expect(await refused(saveScenario(lead(), { name: ' ', state: CHAT }))).toBe('invalid');
  });
});

describe('a scenario', () => {
  it('comes back as it was saved, with the workflow it was read from', async () => {
    const { scenarioId, updatedAt } = await saveScenario(lead(), {
      name: 'Agents',
      teamId: support,
      state: AGENT,
    });
    const { scenario, can } = await getScenario(lead(), { scenarioId });
    expect(scenario).toMatchObject({
      ...{ name: 'Agents', own: true, ownerName: 'team_lead', workflow: 'resolve-ticket', commentCount: 0 },
      team: { id: support, name: 'Customer Service' },
      updatedAt,
    });
    expect(scenario.state).toEqual(AGENT);
    expect(can).toEqual({ edit: true, comment: true, duplicate: true });
    expect((await getScenario(auditor(), { scenarioId })).can).toEqual({
      ...{ edit: false, comment: false, duplicate: false },
    });
  });

  it('is changed by its owner, and a change of an older version is refused with nothing lost', async () => {
    const { scenarioId, updatedAt } = await saveScenario(lead(), {
      name: 'Twice',
      teamId: support,
      state: CHAT,
    });
    const first = await updateScenario(lead(), { scenarioId, updatedAt, state: AGENT });
    expect(first.updatedAt > updatedAt).toBe(true);
    const stale = { ...CHAT, currency: 'EUR' as const };
    expect(await refused(updateScenario(lead(), { scenarioId, updatedAt, state: stale }))).toBe('conflict');
    expect((await getScenario(lead(), { scenarioId })).scenario.state).toEqual(AGENT);
    await updateScenario(lead(), { scenarioId, updatedAt: first.updatedAt, state: stale });
    expect((await getScenario(lead(), { scenarioId })).scenario).toMatchObject({
      state: stale,
      workflow: null,
    });
    expect(await newestAudit()).toMatchObject({
      ...{ action: 'scenario.change', before: { state: AGENT }, after: { state: stale } },
    });
    expect(
      await refused(updateScenario(cfo(), { scenarioId, updatedAt: first.updatedAt, state: CHAT })),
    ).toBe('forbidden');
  });

  it('has only one of two changes made at the same time', async () => {
    const { scenarioId, updatedAt } = await saveScenario(lead(), { name: 'Race', state: CHAT });
    const change = () => refused(updateScenario(lead(), { scenarioId, updatedAt, state: AGENT }));
    expect((await Promise.all([change(), change(), change()])).sort()).toEqual([
      'conflict',
      'conflict',
      'done',
    ]);
  });

  it('is renamed without becoming another version, and duplicated as one’s own', async () => {
    const { scenarioId, updatedAt } = await saveScenario(engineer(), {
      name: 'A',
      teamId: support,
      state: AGENT,
    });
    await renameScenario(engineer(), { scenarioId, name: 'B', teamId: support });
    expect((await getScenario(engineer(), { scenarioId })).scenario).toMatchObject({ name: 'B', updatedAt });
    expect(await refused(renameScenario(lead(), { scenarioId, name: 'C' }))).toBe('forbidden');
    expect(await refused(renameScenario(engineer(), { scenarioId, name: 'C', teamId: claims }))).toBe(
      'invalid',
    );
    const copy = await duplicateScenario(lead(), { scenarioId, name: 'Of B', teamId: support });
    expect((await getScenario(lead(), copy)).scenario).toMatchObject({
      ...{ name: 'Of B', own: true, state: AGENT, workflow: 'resolve-ticket' },
    });
  });

  it('is archived and restored by its owner, and stays readable', async () => {
    const scenarioId = await save(lead(), 'Old');
    expect(await refused(archiveScenario(cfo(), { scenarioId }))).toBe('forbidden');
    await archiveScenario(lead(), { scenarioId });
    expect(await names(lead())).not.toContain('Old');
    expect((await listScenarios(lead(), { show: 'archived' })).map(({ name }) => name)).toEqual(['Old']);
    expect((await getScenario(lead(), { scenarioId })).scenario.archivedAt).toBe(NOW.toISOString());
    await restoreScenario(lead(), { scenarioId });
    expect(await names(lead())).toContain('Old');
  });
});

describe('comments', () => {
  it('are written by whoever sees it and changes something, and taken back by their author', async () => {
    const scenarioId = await save(engineer(), 'Talked about', support);
    const body = 'Is 90 % of hits real?\nLast month it was 71 %.';
    const { commentId } = await commentScenario(lead(), { scenarioId, body });
    await commentScenario(cfo(), { scenarioId, body: 'Agreed.' });
    expect(await refused(commentScenario(auditor(), { scenarioId, body: 'No' }))).toBe('forbidden');
    expect(await refused(commentScenario(otherLead(), { scenarioId, body: 'No' }))).toBe('not_found');
    expect(await refused(commentScenario(lead(), { scenarioId, body: '   ' }))).toBe('invalid');
    const before = await getScenario(engineer(), { scenarioId });
    expect(before.comments.map((one) => [one.authorName, one.body, one.own])).toEqual([
      ['team_lead', body, false],
      ['cfo', 'Agreed.', false],
    ]);
    expect(before.scenario.commentCount).toBe(2);

    expect(await refused(withdrawComment(engineer(), { commentId }))).toBe('forbidden');
    expect(await refused(withdrawComment(otherLead(), { commentId }))).toBe('not_found');
    await withdrawComment(lead(), { commentId });
    expect(await refused(withdrawComment(lead(), { commentId }))).toBe('conflict');
    const after = await getScenario(lead(), { scenarioId });
    expect(after.comments[0]).toMatchObject({ own: true, body: '', withdrawnAt: NOW.toISOString() });
    expect(after.scenario.commentCount).toBe(1);
    const [kept] = await db
      .select()
      .from(scenarioComments)
      .where(eq(scenarioComments.id, BigInt(commentId)));
    expect(kept?.body).toBe('');
    expect(canonicalJson(await db.select().from(auditLog))).not.toContain('90 %');
  });

  it('leave an audit log that verifies', async () => {
    expect(await verifyAudit(cfo(), {})).toMatchObject({ intact: true });
  });
});
