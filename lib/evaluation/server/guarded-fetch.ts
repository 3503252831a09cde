import { type LookupAddress, lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

export type EndpointFaultCode =
  | 'forbidden_address'
  | 'private_address'
  | 'redirected'
  | 'too_long_answer'
  | 'unreachable';

/** Why an endpoint was not asked, or not heard. */
export class EndpointFault extends Error {
  override name = 'EndpointFault';
  constructor(
    readonly code: EndpointFaultCode,
    message: string,
  ) {
    super(message);
  }
}

/** This machine's metadata, broadcast and nowhere: asked by nobody. */
const NEVER = blocked(
  ['0.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4'],
  ['::/128', 'fe80::/10', 'ff00::/8', 'fd00:ec2::254/128'],
);
/** Loopback and private networks: only hosts that the operator named. */
const PRIVATE = blocked(
  [
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '172.16.0.0/12',
    '192.0.0.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
  ],
  ['::1/128', 'fc00::/7', '64:ff9b::/96'],
);
const MOST_BYTES = 16 * 1024 * 1024;
const NO_BODY = [204, 205, 304];

function blocked(v4: readonly string[], v6: readonly string[]): BlockList {
  const list = new BlockList();
  for (const [kind, ranges] of [['ipv4', v4] as const, ['ipv6', v6] as const])
    for (const range of ranges) {
      const [address = '', bits = ''] = range.split('/');
      list.addSubnet(address, Number(bits), kind);
    }
  return list;
}

/** Hosts of private networks that runs may ask, of EVALUATION_PRIVATE_HOSTS: `10.0.0.5, models.internal`. */
export const privateHosts = (): ReadonlySet<string> =>
  new Set(
    (process.env.EVALUATION_PRIVATE_HOSTS ?? '')
      .split(',')
      .map((host) => host.trim().toLowerCase())
      .filter(Boolean),
  );

/** Why an address of `host` must not be asked, or null. */
export function addressFault(
  address: string,
  host: string,
  allowed: ReadonlySet<string>,
): EndpointFault | null {
  const kind = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (NEVER.check(address, kind))
    return new EndpointFault('forbidden_address', `${host} is an address that no model answers at.`);
  if (PRIVATE.check(address, kind) && !allowed.has(host.toLowerCase()))
    return new EndpointFault(
      'private_address',
      `${host} is in a private network: the operator allows it with EVALUATION_PRIVATE_HOSTS.`,
    );
  return null;
}

/** The host of a URL without the brackets of IPv6. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

/**
 * `fetch` for addresses that people write: every address a name resolves to is looked at where the connection is made,
 * no redirect is followed, and an answer has at most 16 MiB. Throws EndpointFault.
 */
export function createGuardedFetch(allowed: ReadonlySet<string>): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const host = hostOf(url);
    const fault = isIP(host) ? addressFault(host, host, allowed) : null;
    if (fault) throw fault;
    return send(url, init ?? {}, guardedLookup(host, allowed));
  };
}

const guardedLookup =
  (host: string, allowed: ReadonlySet<string>): LookupFunction =>
  (name, options, done) => {
    lookup(name, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const fault =
        error ?? addresses.map(({ address }) => addressFault(address, host, allowed)).find(Boolean);
      const [first] = addresses ?? [];
      if (fault || !first) return done(fault ?? new Error('The name has no address.'), '', 0);
      if (options.all) return done(null, addresses);
      done(null, first.address, first.family);
    });
  };

function send(url: URL, init: RequestInit, guarded: LookupFunction): Promise<Response> {
  const { method = 'GET', body, signal } = init;
  const headers = Object.fromEntries(new Headers(init.headers));
  return new Promise((resolve, reject) => {
    const client = url.protocol === 'https:' ? https : http;
    const request = client.request(url, { method, headers, lookup: guarded, signal: signal ?? undefined });
    const fail = (error: Error & { code?: string }) =>
      reject(
        error instanceof EndpointFault || signal?.aborted
          ? (signal?.reason ?? error)
          : new EndpointFault('unreachable', `The endpoint does not answer (${error.code ?? error.name}).`),
      );
    request.on('error', fail);
    request.on('response', (answer) => {
      const { statusCode: status = 502 } = answer;
      if (status >= 300 && status < 400 && status !== 304) {
        request.destroy(
          new EndpointFault('redirected', 'The endpoint sends callers elsewhere; give that address.'),
        );
        return;
      }
      const chunks: Buffer[] = [];
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MOST_BYTES)
          request.destroy(new EndpointFault('too_long_answer', 'The endpoint answers without an end.'));
        else chunks.push(chunk);
      });
      answer.on('error', fail);
      answer.on('end', () => {
        const given = Object.entries(answer.headers).map(([name, value]): [string, string] => [
          name,
          String(value),
        ]);
        const text = NO_BODY.includes(status) ? null : Buffer.concat(chunks);
        resolve(new Response(text, { status, headers: given }));
      });
    });
    request.end(typeof body === 'string' ? body : undefined);
  });
}
