import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { findCtx } from '@/app/session';
import { teamScope } from '@/lib/access/actor';
import { TollgateError } from '@/lib/errors';
import { MAX_PRICE_MAP_BYTES } from '@/lib/pricing/server/price-map';
import { uploadDirectory, uploadPath } from '@/lib/usage/server/uploads';

/** Takes one price map as the body, and answers with its id. 413 above the stated limit. */
export async function POST(request: Request): Promise<Response> {
  const ctx = await findCtx();
  if (!ctx) return Response.json({ code: 'unauthenticated' }, { status: 401 });
  const origin = request.headers.get('origin');
  if (origin !== null && new URL(origin).host !== request.headers.get('host'))
    return Response.json({ code: 'forbidden' }, { status: 403 });
  try {
    teamScope(ctx.actor, 'prices.edit');
  } catch (error) {
    if (error instanceof TollgateError) return Response.json({ code: error.code }, { status: 403 });
    throw error;
  }
  const bytes = await readUpTo(request, MAX_PRICE_MAP_BYTES);
  if (!bytes) return Response.json({ code: 'too_large' }, { status: 413 });
  const uploadId = randomUUID();
  await mkdir(uploadDirectory(), { recursive: true, mode: 0o700 });
  await writeFile(uploadPath(uploadId), bytes, { mode: 0o600 });
  return Response.json({ uploadId });
}

/** The body, or null where it is longer than the limit: nothing past it is read. */
async function readUpTo(request: Request, limit: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let taken = 0;
  if (!request.body) return new Uint8Array();
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    taken += chunk.length;
    if (taken > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
