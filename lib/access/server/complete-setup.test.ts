import { expect, it } from 'vitest';
import { setupTokens, users } from '@/db/schema';
import { NOW } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { completeSetup } from './complete-setup';
import { systemCtx } from './context';
import { getOrganisation } from './get-organisation';
import { issueSetupToken } from './setup-token';
import { signIn } from './sign-in';

const { db } = await testDatabase();
const ctx = systemCtx(db, 'setup', NOW);
const input = (token: string, timeZone = 'Asia/Hong_Kong') => ({
  token,
  organisation: {
    name: 'Harbour Freight',
    fiscalYearStartMonth: 4,
    readingCurrency: 'HKD' as const,
    defaultLocale: 'zh-HK' as const,
    timeZone,
  },
  admin: { name: 'Mei', email: 'Mei@Example.test', password: 'four unrelated words' },
});

it('sets up once, with the newest printed token only', async () => {
  const old = await issueSetupToken(db, NOW);
  const token = await issueSetupToken(db, NOW);
  if (!old || !token) throw new Error('no token');
  expect((await db.select().from(setupTokens))[0]?.hash).not.toContain(token);

  await expect(completeSetup(ctx, input('guess'))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(completeSetup(ctx, input(old))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(completeSetup(ctx, input(token, 'Asia/Kolkata'))).rejects.toMatchObject({
    code: 'invalid',
    issues: [{ path: 'organisation.timeZone' }],
  });
  expect(await getOrganisation(db)).toBeNull();

  const results = await Promise.allSettled([
    completeSetup(ctx, input(token)),
    completeSetup(ctx, input(token)),
  ]);
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await getOrganisation(db)).toEqual({
    name: 'Harbour Freight',
    timeZone: 'Asia/Hong_Kong',
    fiscalYearStartMonth: 4,
    readingCurrency: 'HKD',
    defaultLocale: 'zh-HK',
    isDemo: false,
  });
  expect((await db.select().from(users)).map((user) => [user.email, user.role])).toEqual([
    ['mei@example.test', 'admin'],
  ]);
  expect(
    (await signIn(db, NOW, { email: 'mei@example.test', password: 'four unrelated words', address: 'a' })).ok,
  ).toBe(true);

  expect(await issueSetupToken(db, NOW)).toBeNull();
  await expect(completeSetup(ctx, input(token))).rejects.toMatchObject({ code: 'conflict' });
});
