import { createHmac } from 'node:crypto';

/**
 * The pseudonym a user id is stored under: HMAC-SHA256 with the installation's secret, hex.
 * The same person gets the same pseudonym as long as the secret is kept.
 */
export const pseudonymOf = (secret: string, userId: string): string =>
  createHmac('sha256', secret).update('tollgate/user/').update(userId).digest('hex');
