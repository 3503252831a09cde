let installed = false;

/** The driver writes to a socket that is gone when the database dies in mid-transaction. */
const isLostSocket = (error: unknown): boolean =>
  error instanceof TypeError &&
  error.message.includes("reading 'write'") &&
  (error.stack ?? '').includes('postgres/src/connection.js');

/**
 * On each connection that it opens, the driver asks for the types of arrays in a promise that nobody holds. Whoever
 * waits for the connection is told of its loss as well.
 */
const isLostOpening = (error: unknown): boolean =>
  error instanceof Error && 'query' in error && String(error.query).includes('b.typarray');

/**
 * Keeps the process alive through two known faults of the Postgres driver, when the database goes away in
 * mid-transaction or while a connection opens. The transaction fails as it should and the next one reconnects; any
 * other error ends the process.
 */
export function surviveLostSockets(log: (error: unknown) => void): void {
  if (installed) return;
  installed = true;
  process.on('uncaughtException', (error) => {
    if (isLostSocket(error) || isLostOpening(error)) return log(error);
    if (process.listenerCount('uncaughtException') > 1) return;
    console.error(error);
    process.exit(1);
  });
}
