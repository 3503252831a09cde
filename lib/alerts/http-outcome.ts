import type { Outcome } from './backoff';

/** Client errors that pass: request timeout, too early, too many requests. */
const PASSING = new Set([408, 425, 429]);
const GONE = 410;
const DETAIL_LENGTH = 200;

export interface HttpAnswer {
  status: number;
  /** The header as sent. */
  retryAfter: string | null;
  /** The beginning of the body. */
  body: string;
}

/** What an answer of a receiver means: 2xx arrived, 410 never again, other 4xx and 3xx a mistake, the rest may pass. */
export function httpOutcome({ status, retryAfter, body }: HttpAnswer, now: Date): Outcome {
  const detail = oneLine(body);
  if (status >= 200 && status < 300) return { ok: true, status, detail, again: false };
  if (status >= 300 && status < 400)
    return {
      ok: false,
      status,
      detail: 'It answered with another address, which is not followed.',
      again: false,
    };
  if (status >= 400 && status < 500 && !PASSING.has(status))
    return { ok: false, status, detail, again: false, gone: status === GONE };
  return { ok: false, status, detail, again: true, retryAfterMs: retryAfterMs(retryAfter, now) };
}

/** Retry-After: seconds or an HTTP date. */
export function retryAfterMs(header: string | null, now: Date): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}

/** Plain text of one line, or null where there is none. */
export function oneLine(text: string): string | null {
  const plain = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return plain === '' ? null : plain.slice(0, DETAIL_LENGTH);
}
