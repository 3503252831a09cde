import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { findCtx } from '@/app/session';
import { teamScope } from '@/lib/access/actor';
import { TollgateError } from '@/lib/errors';
import { MAX_UPLOAD_BYTES } from '@/lib/usage/import-dto';
import { uploadDirectory, uploadPath } from '@/lib/usage/server/uploads';

class TooLarge extends Error {}

/** Takes one file as the body, straight to disk, and answers with its id. 413 above the stated limit. */
export async function POST(request: Request): Promise<Response> {
  const ctx = await findCtx();
  if (!ctx) return Response.json({ code: 'unauthenticated' }, { status: 401 });
  if (!sameOrigin(request)) return Response.json({ code: 'forbidden' }, { status: 403 });
  try {
    teamScope(ctx.actor, 'usage.import');
  } catch (error) {
    if (error instanceof TollgateError) return Response.json({ code: error.code }, { status: 403 });
    throw error;
  }
  if (!request.body) return Response.json({ code: 'invalid' }, { status: 400 });
  const uploadId = randomUUID();
  await mkdir(uploadDirectory(), { recursive: true, mode: 0o700 });
  try {
    const body = Readable.fromWeb(request.body as ReadableStream<Uint8Array>);
    await pipeline(body, upTo(MAX_UPLOAD_BYTES), createWriteStream(uploadPath(uploadId), { mode: 0o600 }));
  } catch (error) {
    await rm(uploadPath(uploadId), { force: true });
    if (error instanceof TooLarge) return Response.json({ code: 'too_large' }, { status: 413 });
    throw error;
  }
  return Response.json({ uploadId });
}

/** The session cookie is sent on same-site requests; a page of another origin is refused all the same. */
function sameOrigin(request: Request): boolean {
  const origin = request.headers.get('origin');
  return origin === null || new URL(origin).host === request.headers.get('host');
}

function upTo(limit: number): Transform {
  let taken = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      taken += chunk.length;
      if (taken > limit) done(new TooLarge());
      else done(null, chunk);
    },
  });
}
