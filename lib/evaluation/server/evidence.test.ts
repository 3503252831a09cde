import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { DEMO_ACCOUNTS } from '@/db/demo/accounts';
import { seedEvaluation } from '@/db/demo/seed-evaluation';
import { goldenCases, teams, users } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import { verifyAudit } from '../../access/server/verify-audit';
import { addGoldenSet } from './add-golden-set';
import { currentEvidence } from './current-evidence';
import { expireSamples } from './expire-samples';
import { giveSampleConsent } from './give-sample-consent';
import { listSampleConsents } from './list-sample-consents';
import { withdrawSampleConsent } from './withdraw-sample-consent';

const { db } = await testDatabase();

it('shows each verdict in the demo, and one that is out of date', async () => {
  await seedOrganisation(db);
  for (const { email, name, role } of DEMO_ACCOUNTS)
    await db.insert(users).values({ id: randomUUID(), email, name, role, createdAt: NOW });
  await seedEvaluation(db, NOW);
  await seedEvaluation(db, NOW);
  const rows = await currentEvidence(systemCtx(db, 'test', NOW), {});
  expect(rows.map(({ taskClass, verdict, stale }) => [taskClass, verdict, stale])).toEqual([
    ['structured_extraction', 'not_proven', false],
    ['simple_lookup', 'proven', false],
    ['classification', 'worse', false],
    ['multi_step_reasoning', 'proven', true],
  ]);
});

it('keeps samples only with the team’s consent, redacted, no more and no longer than it says', async () => {
  process.env.TOLLGATE_SECRET = 's'.repeat(32);
  const ctx = systemCtx(db, 'test', NOW);
  const [team] = await db.select().from(teams).where(eq(teams.key, 'support'));
  const teamId = String(team?.id);
  const line = (id: string) => `{"id":"${id}","prompt":"Write to ann@example.com","expected":"b"}`;
  const sample = {
    ...{ teamId, name: 'Samples', taskClass: 'classification', kind: 'sample' as const, keepDays: 30 },
    text: line('a'),
  };
  await expect(addGoldenSet(ctx, sample)).rejects.toThrow('not agreed');
  await expect(addGoldenSet(ctx, { ...sample, teamId: null })).rejects.toThrow('belong to the team');
  await giveSampleConsent(ctx, { teamId, keepDays: 7, mostCases: 2 });
  await expect(giveSampleConsent(ctx, { teamId, keepDays: 7, mostCases: 2 })).rejects.toThrow(
    'agreed already',
  );
  expect(await addGoldenSet(ctx, sample)).toMatchObject({ cases: 1, redactions: 1 });
  await expect(addGoldenSet(ctx, { ...sample, text: `${line('b')}\n${line('c')}` })).rejects.toThrow(
    'agreed to 2 samples; 1 are kept',
  );
  const day = 86_400_000;
  const [listed] = (await listSampleConsents(ctx, {})).filter(({ kept }) => kept > 0);
  expect(listed).toMatchObject({
    ...{ team: { id: teamId }, kept: 1, nextExpiry: new Date(NOW.getTime() + 7 * day).toISOString() },
    consent: { keepDays: 7, mostCases: 2, givenByName: 'test' },
  });
  await expireSamples(db, new Date(NOW.getTime() + 7 * day - 1));
  expect(await db.select().from(goldenCases)).toHaveLength(1);
  await expireSamples(db, new Date(NOW.getTime() + 7 * day));
  await expireSamples(db, new Date(NOW.getTime() + 8 * day));
  expect(await db.select().from(goldenCases)).toHaveLength(0);

  await addGoldenSet(ctx, { ...sample, text: line('d') });
  expect(await withdrawSampleConsent(ctx, { teamId, reason: 'no longer' })).toEqual({ deleted: 1 });
  expect(await db.select().from(goldenCases)).toHaveLength(0);
  await expect(addGoldenSet(ctx, sample)).rejects.toThrow('not agreed');
  expect(await verifyAudit(ctx, {})).toMatchObject({ intact: true });
});
