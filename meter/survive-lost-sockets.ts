let installed = false;

/** The driver writes to a socket that is gone when the database dies in mid-transaction. */
const isLostSocket = (error: unknown): boolean =>
  error instanceof TypeError &&
  error.message.includes("reading 'write'") &&
  (error.stack ?? '').includes('postgres/src/connection.js');

/**
 * Keeps the process alive through one known fault of the Postgres driver (an uncaught TypeError from a timer of
 * its own). The transaction fails as it should and the next one reconnects; any other error ends the process.
 */
export function surviveLostSockets(log: (error: unknown) => void): void {
  if (installed) return;
  installed = true;
  process.on('uncaughtException', (error) => {
    if (isLostSocket(error)) return log(error);
    if (process.listenerCount('uncaughtException') > 1) return;
    console.error(error);
    process.exit(1);
  });
}
