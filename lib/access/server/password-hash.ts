import { hash, verify } from '@node-rs/argon2';

/** OWASP's argon2id minimum for interactive sign-in: 19 MiB, two passes, one lane (argon2id is the default). */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, PARAMETERS);

let decoy: Promise<string> | undefined;

/**
 * Whether the password fits. Without a stored hash it does the same work against a decoy and answers no, so
 * that the time taken does not tell whether an account exists.
 */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('no account has this password');
  const fits = await verify(stored ?? (await decoy), password);
  return stored !== null && fits;
}
