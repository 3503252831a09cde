import { z } from 'zod';

export const MIN_PASSWORD_LENGTH = 12;
/** Long enough for any passphrase, short enough that hashing cannot be used to exhaust the machine. */
const MAX_PASSWORD_LENGTH = 256;

/** A password someone chooses: 12 to 256 characters, not one character repeated. */
export const newPassword = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `Use at least ${MIN_PASSWORD_LENGTH} characters.`)
  .max(MAX_PASSWORD_LENGTH, `Use at most ${MAX_PASSWORD_LENGTH} characters.`)
  .refine((text) => new Set(text).size >= 4, 'Use at least four different characters.');

/** A password someone types to sign in: anything that could be one. */
export const typedPassword = z.string().min(1).max(MAX_PASSWORD_LENGTH);

/** An email address as it is stored: trimmed, lower case. */
export const emailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email('Write an email address.'));
