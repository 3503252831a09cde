import { unavailable } from '../../errors';

/**
 * The result of `work`, or `unavailable` after `ms`. A driver may never settle a query whose connection broke at
 * the wrong moment; nobody should wait for it for ever.
 */
export function withDeadline<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(unavailable('The database does not answer; send this again shortly.', 2)),
      ms,
    );
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
