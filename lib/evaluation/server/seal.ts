import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { unavailable } from '../../errors';

/** Texts at rest: AES-256-GCM under a key of TOLLGATE_SECRET, bound to the place they belong to. */
export interface Sealer {
  seal(text: string, place: string): string;
  /** Throws `unavailable` where the text was sealed under another secret, for another place, or changed since. */
  open(sealed: string, place: string): string;
}

const VERSION = 'v1';
const TAG_BYTES = 16;

export function createSealer(secret: string): Sealer {
  const key = Buffer.from(hkdfSync('sha256', secret, 'tollgate', 'evaluation cases', 32));
  return {
    seal(text, place) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      cipher.setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [VERSION, ...[iv, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))].join(
        '.',
      );
    },
    open(sealed, place) {
      try {
        const [version, iv = '', tag = '', body = ''] = sealed.split('.');
        if (version !== VERSION) throw new Error('unknown version');
        const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(Buffer.from(place));
        decipher.setAuthTag(Buffer.from(tag, 'base64url'));
        return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString(
          'utf8',
        );
      } catch {
        throw unavailable('This case cannot be read: TOLLGATE_SECRET is not the one it was stored under.');
      }
    },
  };
}

export const placeOf = (setId: bigint, key: string): string => `${setId}/${key}`;
