import { APICallError } from 'ai';
import { TollgateError } from '../../errors';
import { EndpointFault } from './guarded-fetch';

export interface Failure {
  code: string;
  /** In words; never what the endpoint wrote, which may hold text of the case. */
  detail: string;
  /** Every other case would end the same. */
  isFinal: boolean;
}

/** Why a call of a run failed, or its run cannot go on. */
export function failureOf(error: unknown): Failure {
  if (error instanceof EndpointFault)
    return { code: error.code, detail: error.message, isFinal: error.code !== 'unreachable' };
  if (APICallError.isInstance(error)) return ofStatus(error.statusCode ?? 0);
  if (error instanceof Error && error.name === 'TimeoutError')
    return { code: 'timeout', detail: 'The endpoint did not answer in time.', isFinal: false };
  if (error instanceof TollgateError) {
    const code = error.issues[0]?.code ?? error.code;
    return { code, detail: error.message, isFinal: code !== 'no_judgement' };
  }
  return { code: 'bad_answer', detail: 'The answer is not one of an OpenAI-compatible API.', isFinal: false };
}

function ofStatus(status: number): Failure {
  const detail = `The endpoint answered ${status}.`;
  if (status === 401 || status === 403) return { code: 'key_refused', detail, isFinal: true };
  if (status === 404 || status === 405) return { code: 'not_there', detail, isFinal: true };
  if (status === 429) return { code: 'rate_limited', detail, isFinal: false };
  if (status >= 400 && status < 500) return { code: 'request_refused', detail, isFinal: false };
  return status === 0
    ? { code: 'bad_answer', detail: 'The answer is not one of an OpenAI-compatible API.', isFinal: false }
    : { code: 'endpoint_failed', detail, isFinal: false };
}
