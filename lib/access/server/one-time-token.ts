import { createHash, randomBytes } from 'node:crypto';

/** A secret shown once (a link or a printed code) and the only thing stored of it. */
export function newToken(): { token: string; hash: string } {
  const token = randomBytes(24).toString('base64url');
  return { token, hash: hashToken(token) };
}

export const hashToken = (token: string): string => createHash('sha256').update(token.trim()).digest('hex');
