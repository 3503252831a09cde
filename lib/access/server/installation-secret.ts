import { unavailable } from '../../errors';

/** The secret that signs sessions and pseudonymises user ids. `npm start` makes sure that there is one. */
export function installationSecret(): string {
  const secret = process.env.TOLLGATE_SECRET;
  if (!secret) throw unavailable('TOLLGATE_SECRET is not set: start with `npm start`, or set it.');
  return secret;
}
