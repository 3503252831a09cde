import { type NextRequest, NextResponse } from 'next/server';

/**
 * Only the content policy (a fresh nonce for each page) and the address asked for. Authorisation is not done here but in verbs and
 * questions, where it cannot be routed around.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const policy = contentPolicy(nonce, process.env.NODE_ENV === 'development');
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('x-asked-path', askedPath(request.nextUrl));
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

/** The page asked for, to come back to after signing in. Always set here: a caller's own header does not count. */
function askedPath({ pathname, searchParams }: NextRequest['nextUrl']): string {
  const params = new URLSearchParams(searchParams);
  params.delete('_rsc');
  return params.size > 0 ? `${pathname}?${params}` : pathname;
}

function contentPolicy(nonce: string, development: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    // Radix positions its popovers and recharts its marks with style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export const config = {
  matcher: ['/((?!_next/static|_next/image|favicon.svg|robots.txt).*)'],
};
