import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { organisation, users } from '@/db/schema';
import { displayName, refusal } from '../fields';
import { organisationFields, timeZoneName } from '../organisation-fields';
import { emailAddress, newPassword } from '../password';
import { getOrganisation } from './get-organisation';
import { hashPassword } from './password-hash';
import { redeemSetupToken } from './setup-token';
import { verb } from './verb';

/**
 * First-run set-up: the organisation and its first administrator, once. The one-time token printed at start is
 * what authorises it, so the console calls this as the system. Throws `conflict` once set up.
 */
export const completeSetup = verb({
  name: 'completeSetup',
  permission: 'settings.edit',
  input: z.object({
    token: z.string().trim().min(1, 'Paste the token printed at start.').max(200),
    organisation: organisationFields.extend({ timeZone: timeZoneName }),
    admin: z.object({ name: displayName, email: emailAddress, password: newPassword }),
  }),
  run: async ({ tx, ctx, input, audit }) => {
    if (await getOrganisation(tx))
      throw refusal('conflict', 'token', 'already_set_up', 'This installation is set up already: sign in.');
    if (!(await redeemSetupToken(tx, ctx.now, input.token)))
      throw refusal(
        'forbidden',
        'token',
        'wrong_token',
        'This is not the token printed at start. A restart prints a new one.',
      );
    const made = await tx
      .insert(organisation)
      .values({ ...input.organisation, isDemo: false, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: organisation.id });
    if (made.length === 0)
      throw refusal('conflict', 'token', 'already_set_up', 'This installation is set up already: sign in.');
    const { name, email, password } = input.admin;
    const id = randomUUID();
    await tx.insert(users).values({
      id,
      email,
      name,
      role: 'admin',
      locale: input.organisation.defaultLocale,
      passwordHash: await hashPassword(password),
      createdAt: ctx.now,
    });
    await audit({
      action: 'organisation.set_up',
      subject: { kind: 'organisation', id: '1' },
      after: { ...input.organisation, admin: { id, email, name } },
    });
    return { email };
  },
});
