import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { isRole } from '@/lib/access/permissions';
import { demoSignIn } from '@/lib/access/server/demo-sign-in';
import { type OidcProfile, oidcSignIn } from '@/lib/access/server/oidc-sign-in';
import type { SessionClaim } from '@/lib/access/server/session-actor';
import { signIn } from '@/lib/access/server/sign-in';
import { getDb } from './database';

declare module 'next-auth' {
  interface Session {
    claim?: SessionClaim;
  }
  interface User {
    claim?: SessionClaim;
  }
}
declare module 'next-auth/jwt' {
  interface JWT {
    claim?: SessionClaim;
  }
}

/** A working day: people sign in each morning. */
const SESSION_SECONDS = 12 * 3600;

type Headers = Record<string, string | string[] | undefined>;

/** The last hop is the one our own server or proxy wrote; anything before it is the caller's word. */
function addressOf(headers: Headers | undefined): string {
  const forwarded = headers?.['x-forwarded-for'];
  const text = Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '');
  return text.split(',').at(-1)?.trim() || 'unknown';
}

const withPassword = CredentialsProvider({
  id: 'password',
  credentials: { email: {}, password: {} },
  authorize: async (credentials, request) => {
    const result = await signIn(getDb(), new Date(), {
      email: credentials?.email ?? '',
      password: credentials?.password ?? '',
      address: addressOf(request.headers),
    });
    if (result.ok) return { id: result.claim.userId, claim: result.claim };
    // next-auth hands the message of an error to the form, which reads it as a code.
    throw new Error(result.reason === 'throttled' ? `throttled:${result.waitSeconds}` : 'wrong');
  },
});

const asDemo = CredentialsProvider({
  id: 'demo',
  credentials: { role: {} },
  authorize: async (credentials) => {
    const role = credentials?.role ?? '';
    const claim = isRole(role) ? await demoSignIn(getDb(), new Date(), role) : null;
    return claim && { id: claim.userId, claim };
  },
});

export const ssoEnabled = (): boolean => singleSignOn().length > 0;

/** Present only when all three variables are set (the start script refuses some without the others). */
function singleSignOn(): OAuthConfig<OidcProfile & { sub: string }>[] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = process.env;
  if (!issuer || !clientId || !clientSecret) return [];
  return [
    {
      id: 'oidc',
      name: 'Single sign-on',
      type: 'oauth',
      wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
      clientId,
      clientSecret,
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      authorization: { params: { scope: 'openid email profile' } },
      profile: (profile) => ({ id: profile.sub }),
    },
  ];
}

export function authOptions(): NextAuthOptions {
  return {
    secret: process.env.TOLLGATE_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    providers: [withPassword, asDemo, ...singleSignOn()],
    callbacks: {
      signIn: async ({ user, account, profile }) => {
        if (account?.provider !== 'oidc') return user.claim !== undefined;
        const claim = await oidcSignIn(getDb(), new Date(), (profile ?? {}) as OidcProfile);
        if (!claim) return '/sign-in?error=unknown-account';
        user.claim = claim;
        return true;
      },
      jwt: ({ token, user }) => (user?.claim ? { claim: user.claim } : token),
      session: ({ session, token }) => ({ expires: session.expires, claim: token.claim }),
      redirect: ({ url, baseUrl }) => (new URL(url, baseUrl).origin === baseUrl ? url : baseUrl),
    },
  };
}
