import { z } from 'zod';
import { type ErrorCode, TollgateError } from '../errors';
import { ROLES } from './permissions';

/** A database id on the wire: decimal digits, parsed to bigint. */
export const idText = z
  .string()
  .regex(/^[0-9]{1,18}$/, 'This is not an id.')
  .transform(BigInt);

/** A name people read: trimmed, one line. */
export const displayName = z
  .string()
  .trim()
  .min(1, 'Write a name.')
  .max(120, 'Use at most 120 characters.')
  .regex(/^[^\p{Cc}]*$/u, 'Use one line of plain text.');

/** Why a destructive change was made; it goes on the audit log. */
export const reasonText = z
  .string()
  .trim()
  .min(3, 'Say why: it goes on the audit log.')
  .max(500, 'Use at most 500 characters.');

/** The key of a team or department, as callers send it in a tag. */
export const keyText = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, 'Use lower-case letters, digits, dots and hyphens.');

export const roleName = z.enum(ROLES);
export const localeName = z.enum(['en', 'zh-HK']);

/** A refusal about one field: `code` is stable, so that the console can say it in the reader's language. */
export const refusal = (kind: ErrorCode, path: string, code: string, message: string) =>
  new TollgateError(kind, message, [{ path, code, message }]);
