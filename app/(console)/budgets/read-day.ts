import { z } from 'zod';

/** A day of the period a budget's page shows; null: the one that runs. */
export const readDay = (value: string | string[] | undefined): string | null =>
  z.iso
    .date()
    .nullable()
    .catch(null)
    .parse(typeof value === 'string' ? value : null);
