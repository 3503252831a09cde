import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { KeyScope } from '@/lib/access/actor';
import type { AuthenticatedKey } from '@/lib/access/server/authenticate-key';
import type { KeyAuthenticator } from '@/lib/access/server/key-authenticator';
import { forbidden, unauthenticated } from '@/lib/errors';
import type { InFlight } from './in-flight';
import { HttpProblem } from './problem';
import {
  decompress,
  MAX_BODY_BYTES,
  readJson,
  readNdjson,
  type Sent,
  type SentRequest,
  tooManyBytes,
} from './read-body';

declare module 'fastify' {
  interface FastifyRequest {
    apiKey: AuthenticatedKey | null;
  }
}

type Reader = (bytes: Buffer, what: Sent) => SentRequest;

const READERS: Record<string, Reader> = {
  'application/json': readJson,
  'application/x-ndjson': readNdjson,
};
/** No gzip stream grows by more than this. */
const GZIP_MAX_GROWTH = 1032;

export interface ListRoute {
  url: string;
  scope: KeyScope;
  what: Sent;
  authenticator: KeyAuthenticator;
  inFlight: InFlight;
  /** Checks what the address asks for, and returns what takes the list; its answer is sent. */
  open(request: FastifyRequest): (key: AuthenticatedKey, body: SentRequest) => Promise<unknown>;
}

/** A route that takes a list of records. Key, type and size are settled before a byte of the body is read. */
export function addListRoute(app: FastifyInstance, options: ListRoute): void {
  const { url, scope, what, authenticator, inFlight, open } = options;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.route({
    method: 'POST',
    url,
    bodyLimit: MAX_BODY_BYTES,
    onRequest: async (request, reply) => {
      const key = await authenticateRequest(request, authenticator, scope);
      request.apiKey = key;
      readerOf(request);
      const releases = [inFlight.holdKey(key.keyId)];
      reply.raw.once('close', () => {
        for (const release of releases) release();
      });
      releases.push(inFlight.holdBytes(expectedBytes(request)));
    },
    handler: async (request, reply) => {
      const { apiKey: key } = request;
      if (!key) throw unauthenticated('Send an API key.');
      const read = readerOf(request);
      const take = open(request);
      if (!Buffer.isBuffer(request.body) || request.body.length === 0)
        throw new HttpProblem(400, 'The body is empty.');
      const bytes = await decompress(request.body, request.headers['content-encoding']);
      return reply.send(await take(key, read(bytes, what)));
    },
  });
}

/** Whose key the request carries; 401 without a good one, 403 without the scope. */
export async function authenticateRequest(
  request: FastifyRequest,
  authenticator: KeyAuthenticator,
  scope: KeyScope,
): Promise<AuthenticatedKey> {
  const match = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '');
  const key = match?.[1] ? await authenticator.authenticate(match[1]) : null;
  if (!key)
    throw unauthenticated(
      'Send a valid API key as "Authorization: Bearer tg_…"; it may have expired or been revoked.',
    );
  if (!key.scopes.includes(scope)) throw forbidden(`This key does not carry the scope ${scope}.`);
  return key;
}

/** How to read the body, by its type; 415 for a type that is not taken. */
function readerOf(request: FastifyRequest): Reader {
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const reader = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (!reader) throw new HttpProblem(415, 'Send application/json or application/x-ndjson.');
  return reader;
}

/** The most memory this body can need, from its headers. */
function expectedBytes(request: FastifyRequest): number {
  const length = Number(request.headers['content-length'] ?? MAX_BODY_BYTES);
  if (length > MAX_BODY_BYTES) throw tooManyBytes();
  if (request.headers['content-encoding'] === undefined) return length;
  return length + Math.min(MAX_BODY_BYTES, length * GZIP_MAX_GROWTH);
}
