import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { newKey } from '@/lib/access/server/key-secret';

export const TEST_SECRET = 'a secret of the tests, long enough for anyone';

/** A key with these scopes, for one team or (null) any. */
export async function seedKey(
  db: Db,
  options: { teamId?: bigint | null; scopes?: string[]; expiresAt?: Date } = {},
): Promise<{ key: string; id: string }> {
  const { key, prefix, secretHash } = newKey();
  const id = randomUUID();
  const scopes = `{${(options.scopes ?? ['usage:write']).join(',')}}`;
  await db.execute(sql`insert into api_keys
    (id, name, prefix, secret_hash, scopes, team_id, created_by, created_at, expires_at)
    values (${id}, 'test', ${prefix}, ${secretHash}, ${scopes}::text[], ${options.teamId?.toString() ?? null}::bigint,
      'test', '2026-01-01', ${options.expiresAt?.toISOString() ?? null}::timestamptz)`);
  return { key, id };
}

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the tests read any answer's body
  body: any;
}

/** POST /v1/usage; an object is sent as JSON, bytes and text as they are. */
export async function postUsage(
  url: string,
  key: string | null,
  body: unknown,
  headers: Record<string, string> = {},
  query = '',
): Promise<Answer> {
  const raw = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  const response = await fetch(`${url}/v1/usage${query}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...headers,
    },
    body: raw as string,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
}

let serial = 0;
/** A good event of team support at the tests' clock; a new id each time. */
export function goodEvent(over: Record<string, unknown> = {}): Record<string, unknown> {
  serial += 1;
  return {
    id: `ev-${serial}`,
    time: '2026-11-22T10:00:00+08:00',
    provider: 'openai',
    model: 'gpt-4o',
    tokens: { input: 1000, output: 500 },
    tags: { team: 'support' },
    ...over,
  };
}
