import { createHmac } from 'node:crypto';

/**
 * The pseudonym a user id is stored under: HMAC-SHA256 with the installation's secret, hex.
 * The same person gets the same pseudonym as long as the secret is kept.
 */
export const pseudonymOf = (secret: string, userId: string): string =>
  createHmac('sha256', secret).update('tollgate/user/').update(userId).digest('hex');

/** Users remembered: beyond it they are forgotten and worked out again. */
const MOST_REMEMBERED = 20_000;

/** The same for who asks again and again: a look-up in place of a digest, but for the first time. */
export function rememberPseudonyms(secret: string): (userId: string) => string {
  const known = new Map<string, string>();
  return (userId) => {
    const found = known.get(userId);
    if (found !== undefined) return found;
    const pseudonym = pseudonymOf(secret, userId);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(userId, pseudonym);
    return pseudonym;
  };
}
