import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { alertPreferences } from '@/db/schema';
import { verb } from '../../access/server/verb';
import { personOf } from './own-inbox';

/** Turns one's own e-mail on or off. The inbox in the console stays. */
export const setAlertPreference = verb({
  name: 'setAlertPreference',
  permission: 'alerts.read',
  input: z.object({ email: z.boolean() }),
  run: async ({ tx, ctx, input, audit }) => {
    const userId = personOf(ctx.actor);
    const [before] = await tx.select().from(alertPreferences).where(eq(alertPreferences.userId, userId));
    await tx
      .insert(alertPreferences)
      .values({ userId, email: input.email })
      .onConflictDoUpdate({ target: alertPreferences.userId, set: { email: input.email } });
    await audit({
      action: 'user.alert_preference',
      subject: { kind: 'user', id: userId },
      before: { email: before?.email ?? true },
      after: { email: input.email },
    });
  },
});
