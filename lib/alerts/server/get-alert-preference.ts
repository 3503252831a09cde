import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { alertPreferences } from '@/db/schema';
import { question } from '../../access/server/verb';
import type { AlertPreference } from '../alert-dto';
import { mailSettings } from './mail-settings';
import { personOf } from './own-inbox';

/** Whether one gets alerts by e-mail: on unless turned off. */
export const getAlertPreference = question({
  name: 'getAlertPreference',
  permission: 'alerts.read',
  input: z.object({}),
  run: async ({ db, ctx }): Promise<AlertPreference> => {
    const [row] = await db
      .select({ email: alertPreferences.email })
      .from(alertPreferences)
      .where(eq(alertPreferences.userId, personOf(ctx.actor)));
    return { email: row?.email ?? true, emailReady: mailSettings() !== null };
  },
});
