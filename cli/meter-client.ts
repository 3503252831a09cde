import { setTimeout as sleep } from 'node:timers/promises';
import { TollgateError, unavailable } from '@/lib/errors';
import type { ImportedEvent } from '@/lib/usage/import/convert';
import type { SendResult } from '@/lib/usage/import/run';

export interface MeterClient<Item = ImportedEvent, Result = SendResult> {
  send(items: Item[]): Promise<Result>;
  /** Fails with what to do when nothing answers at the address. */
  ping(): Promise<void>;
}

interface Options {
  url: string;
  key: string;
  source: string;
  /** What the items are; usage events unless said. */
  sends?: 'events' | 'outcomes';
  dryRun?: boolean;
  /** Tries of one batch before giving up. */
  attempts?: number;
  onRetry?: (reason: string, seconds: number) => void;
}

/**
 * Sends batches to POST /v1/usage or /v1/outcomes. Safe to repeat: the meter counts what it is sent once, however
 * often it comes.
 */
export function createMeterClient<Item = ImportedEvent, Result extends object = SendResult>(
  options: Options,
): MeterClient<Item, Result> {
  const { sends = 'events', attempts = 8 } = options;
  const route = sends === 'events' ? '/v1/usage' : '/v1/outcomes';
  const endpoint = new URL(`${route}${options.dryRun ? '?dry_run=true' : ''}`, options.url);

  async function post(body: string): Promise<Result | { retryAfter: number; reason: string }> {
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
    if (response.ok) return (await response.json()) as Result;
    const detail = await problemDetail(response);
    if (response.status === 429 || response.status >= 500) {
      return { retryAfter: retryAfterSeconds(response), reason: `${response.status} ${detail}` };
    }
    throw refusal(response.status, detail, sends);
  }

  return {
    async send(items) {
      const body = JSON.stringify({ source: options.source, [sends]: items });
      for (let attempt = 1; ; attempt += 1) {
        const answer = await post(body);
        if (!('retryAfter' in answer)) return answer;
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

function refusal(status: number, detail: string, sends: 'events' | 'outcomes'): TollgateError {
  const scope = sends === 'events' ? 'usage:write' : 'outcomes:write';
  if (status === 401)
    return new TollgateError(
      'unauthenticated',
      `The meter refused the key: ${detail} Give a key with the scope ${scope} (--key or TOLLGATE_API_KEY).`,
    );
  if (status === 403) return new TollgateError('forbidden', `The meter refused the key: ${detail}`);
  return new TollgateError(
    status === 413 ? 'too_large' : 'conflict',
    `The meter refused a batch (${status}): ${detail}`,
  );
}
