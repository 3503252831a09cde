import { randomBytes } from 'node:crypto';

/** How long the secret before a rotation still signs too. */
export const ROTATION_MS = 24 * 3_600_000;

/** A secret of the Standard Webhooks scheme: 256 random bits. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** Enough to tell secrets apart, too little to sign with. */
export const secretHint = (secret: string): string => `…${secret.slice(-4)}`;
