/**
 * The one error family. A message says what to do; `path` names the field where there is one.
 * The console shows it beside the field, the meter answers it as RFC 9457 problem+json.
 */
export type ErrorCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'invalid'
  | 'too_large'
  | 'too_many_requests'
  | 'unavailable';

export interface Issue {
  /** JSON pointer or dotted field path. */
  path: string;
  code: string;
  message: string;
}

export class TollgateError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly issues: Issue[] = [],
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
    this.name = 'TollgateError';
  }
}

export const unauthenticated = (message = 'Sign in first.') => new TollgateError('unauthenticated', message);
export const forbidden = (message: string) => new TollgateError('forbidden', message);
export const notFound = (message: string) => new TollgateError('not_found', message);
export const conflict = (message: string) => new TollgateError('conflict', message);
export const invalid = (message: string, issues: Issue[] = []) =>
  new TollgateError('invalid', message, issues);
export const unavailable = (message: string, retryAfterSeconds = 1) =>
  new TollgateError('unavailable', message, [], retryAfterSeconds);
