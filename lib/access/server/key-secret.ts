import { createHash, randomBytes } from 'node:crypto';
import { keyPrefix } from '../api-key';

/** SHA-256 in hex: enough for a 256-bit random secret, and fast on every request. */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex');

/** A new key: the secret is shown once, only the prefix and the hash are stored. */
export function newKey(): { key: string; prefix: string; secretHash: string } {
  const key = `tg_${randomBytes(32).toString('base64url')}`;
  return { key, prefix: keyPrefix(key), secretHash: hashKey(key) };
}
