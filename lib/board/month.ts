import { z } from 'zod';

/** A calendar month on the wire and on screen: `2026-10`. */
export const monthText = z
  .string()
  .trim()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Write a month like 2026-10.');

export const firstDayOf = (month: string): string => `${month}-01`;
export const monthOfDay = (day: string): string => day.slice(0, 7);

/** A month that is or was closed. Instants are ISO. */
export interface ClosedMonthDto {
  month: string;
  closedAt: string;
  closedBy: string;
  reopenedAt: string | null;
  reopenedBy: string | null;
  reopenReason: string | null;
}
