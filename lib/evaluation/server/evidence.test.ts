import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { DEMO_ACCOUNTS } from '@/db/demo/accounts';
import { seedEvaluation } from '@/db/demo/seed-evaluation';
import { goldenCases, users } from '@/db/schema';
import { NOW, seedOrganisation } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import { verifyAudit } from '../../access/server/verify-audit';
import { addGoldenSet } from './add-golden-set';
import { currentEvidence } from './current-evidence';
import { expireSamples } from './expire-samples';

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

it('keeps samples only with consent, redacted, and until they expire', async () => {
  process.env.TOLLGATE_SECRET = 's'.repeat(32);
  const ctx = systemCtx(db, 'test', NOW);
  const sample = {
    ...{ teamId: null, name: 'Samples', taskClass: 'classification', kind: 'sample' as const, keepDays: 7 },
    text: '{"prompt":"Write to ann@example.com","expected":"b"}',
  };
  await expect(addGoldenSet(ctx, sample)).rejects.toThrow('consent');
  expect(await addGoldenSet(ctx, { ...sample, consent: true })).toMatchObject({ cases: 1, redactions: 1 });
  const day = 86_400_000;
  await expireSamples(db, new Date(NOW.getTime() + 7 * day - 1));
  expect(await db.select().from(goldenCases)).toHaveLength(1);
  await expireSamples(db, new Date(NOW.getTime() + 7 * day));
  await expireSamples(db, new Date(NOW.getTime() + 8 * day));
  expect(await db.select().from(goldenCases)).toHaveLength(0);
  expect(await verifyAudit(ctx, {})).toMatchObject({ intact: true });
});
