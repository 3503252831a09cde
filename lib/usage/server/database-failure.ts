import { TollgateError, unavailable } from '../../errors';

/** Two writers met; the same transaction again will do. */
const CONTENTION = new Set(['40001', '40P01', '55P03']);
/** A partition that is not there (it was detached after it was seen). */
const NO_PARTITION = '23514';
const UNIQUE_VIOLATION = '23505';
const CLIENT_CODES = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_|CONNECT|CONNECTION_|ENOENT)/;
/** Connection exceptions, resources exhausted, operator intervention, I/O errors, read-only standby. */
const SERVER_CODES = /^(08|53|57|58|25006)/;

const codeOf = (error: unknown): string => {
  let current: unknown = error;
  for (let depth = 0; depth < 4 && typeof current === 'object' && current !== null; depth += 1) {
    if ('code' in current && typeof current.code === 'string') return current.code;
    current = 'cause' in current ? current.cause : null;
  }
  return '';
};

export const isContention = (error: unknown): boolean => CONTENTION.has(codeOf(error));
/** An event taken for new has been recorded before. */
export const isRepeatedIdentity = (error: unknown): boolean =>
  codeOf(error) === UNIQUE_VIOLATION && (error as { table_name?: string }).table_name === 'usage_event_keys';
/** A request of the gate that another process decided meanwhile. */
export const isRepeatedDecision = (error: unknown): boolean =>
  codeOf(error) === UNIQUE_VIOLATION && (error as { table_name?: string }).table_name === 'gate_decisions';
export const isMissingPartition = (error: unknown): boolean => codeOf(error) === NO_PARTITION;

/** True where the connection is gone, or the server says that it is about to be. */
export const isConnectionLost = (error: unknown): boolean =>
  CLIENT_CODES.test(codeOf(error)) || codeOf(error).startsWith('57P');

/** True where the database is away or out of resources: the sender should try again later. */
export function isDatabaseAway(error: unknown): boolean {
  const code = codeOf(error);
  return CLIENT_CODES.test(code) || SERVER_CODES.test(code);
}

/** The error to answer with: `unavailable` where the database is away or stays contended, itself otherwise. */
export function asUnavailable(error: unknown): unknown {
  if (error instanceof TollgateError) return error;
  if (isDatabaseAway(error)) return unavailable('The database is away; send this again shortly.', 2);
  if (isContention(error)) return unavailable('The database is busy; send this again shortly.', 1);
  return error;
}
