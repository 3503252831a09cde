import type { Outcome } from '../backoff';
import { httpOutcome, oneLine } from '../http-outcome';

export const TIMEOUT_MS = 10_000;
/** Of an answer, more than enough for its log line. */
const READ_BYTES = 2_048;

/** Posts a body once: no redirect is followed, and after the time-out it counts as not arrived. Never throws. */
export async function postJson(
  url: string,
  body: string,
  headers: Record<string, string> = {},
  timeoutMs: number = TIMEOUT_MS,
): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { 'content-type': 'application/json', 'user-agent': 'Tollgate', ...headers },
      signal: AbortSignal.timeout(timeoutMs),
    });
    const { status } = response;
    const retryAfter = response.headers.get('retry-after');
    return httpOutcome({ status, retryAfter, body: await beginning(response) }, new Date());
  } catch (error) {
    return { ok: false, status: null, detail: faultOf(error, timeoutMs), again: true };
  }
}

/** What the answer begins with; an answer that breaks off still has its status. */
async function beginning(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  try {
    while (text.length < READ_BYTES) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // The status came; the rest is only for the log.
  }
  void reader.cancel().catch(() => {});
  return text;
}

function faultOf(error: unknown, timeoutMs: number): string {
  if (error instanceof Error && error.name === 'TimeoutError')
    return `No answer within ${timeoutMs / 1000} s.`;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? `${cause.code}: ` : '';
  return oneLine(`${code}${cause instanceof Error ? cause.message : cause}`) ?? 'It failed without a reason.';
}
