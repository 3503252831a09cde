import { setTimeout as sleep } from 'node:timers/promises';
import { TollgateError, unavailable } from '@/lib/errors';
import type { ImportedEvent } from '@/lib/usage/import/convert';
import type { SendResult } from '@/lib/usage/import/run';

export interface MeterClient {
  send(events: ImportedEvent[]): Promise<SendResult>;
  /** Fails with what to do when nothing answers at the address. */
  ping(): Promise<void>;
}

interface Options {
  url: string;
  key: string;
  source: string;
  dryRun: boolean;
  /** Tries of one batch before giving up. */
  attempts?: number;
  onRetry?: (reason: string, seconds: number) => void;
}

/** Sends batches to POST /v1/usage. Safe to repeat: the meter counts an event once however often it comes. */
export function createMeterClient(options: Options): MeterClient {
  const endpoint = new URL(`/v1/usage${options.dryRun ? '?dry_run=true' : ''}`, options.url);
  const attempts = options.attempts ?? 8;

  async function post(body: string): Promise<SendResult | { retryAfter: number; reason: string }> {
    let response: Response;
    try {
      response = await fetch(endpoint, {
        method: 'POST',
        headers: { authorization: `Bearer ${options.key}`, 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(120_000),
      });
    } catch (error) {
      return { retryAfter: 0, reason: reasonOf(error) };
    }
    if (response.ok) return (await response.json()) as SendResult;
    const detail = await problemDetail(response);
    if (response.status === 429 || response.status >= 500) {
      return { retryAfter: retryAfterSeconds(response), reason: `${response.status} ${detail}` };
    }
    throw refusal(response.status, detail);
  }

  return {
    async send(events) {
      const body = JSON.stringify({ source: options.source, events });
      for (let attempt = 1; ; attempt += 1) {
        const answer = await post(body);
        if ('accepted' in answer) return answer;
        if (attempt >= attempts)
          throw unavailable(
            `The meter did not take a batch after ${attempts} tries (${answer.reason}). Run again with --resume.`,
          );
        const seconds =
          Math.max(answer.retryAfter, Math.min(30, 0.25 * 2 ** attempt)) * (1 + Math.random() / 4);
        options.onRetry?.(answer.reason, seconds);
        await sleep(seconds * 1000);
      }
    },
    async ping() {
      try {
        await fetch(new URL('/healthz', options.url), { signal: AbortSignal.timeout(5000) });
      } catch {
        throw unavailable(
          `No meter answers at ${options.url}. Start it with "npm start", or name another with --meter.`,
        );
      }
    },
  };
}

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
};

function retryAfterSeconds(response: Response): number {
  const text = response.headers.get('retry-after') ?? '';
  return /^\d{1,4}$/.test(text) ? Math.min(Number(text), 300) : 0;
}

async function problemDetail(response: Response): Promise<string> {
  const body = (await response.json().catch(() => ({}))) as { detail?: unknown; title?: unknown };
  const said = body.detail ?? body.title;
  return typeof said === 'string' ? said : response.statusText;
}

function refusal(status: number, detail: string): TollgateError {
  if (status === 401)
    return new TollgateError(
      'unauthenticated',
      `The meter refused the key: ${detail} Give a key with the scope usage:write (--key or TOLLGATE_API_KEY).`,
    );
  if (status === 403) return new TollgateError('forbidden', `The meter refused the key: ${detail}`);
  return new TollgateError(
    status === 413 ? 'too_large' : 'conflict',
    `The meter refused a batch (${status}): ${detail}`,
  );
}
