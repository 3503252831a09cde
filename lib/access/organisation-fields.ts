import { z } from 'zod';
import { CURRENCIES } from '../money/currency';
import { assertWholeHourZone } from '../time/period';
import { displayName, localeName } from './fields';

/** An IANA zone whose days are whole UTC hours, which is how the rollups are kept. */
export const timeZoneName = z
  .string()
  .max(64)
  .superRefine((zone, context) => {
    try {
      assertWholeHourZone(zone);
    } catch (error) {
      context.addIssue({
        code: 'custom',
        message: error instanceof Error ? error.message : 'This is not a time zone.',
      });
    }
  });

/** What an administrator may change without touching the rollups. */
export const organisationFields = z.object({
  name: displayName,
  /** 1–12: April is 4. */
  fiscalYearStartMonth: z.int().min(1).max(12),
  readingCurrency: z.enum(CURRENCIES),
  defaultLocale: localeName,
});
