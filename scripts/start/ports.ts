import { createServer } from 'node:net';

/** Throws with what to do when something already listens on the port. */
export async function requireFreePort(host: string, port: number, variable: string): Promise<void> {
  const fault = await tryPort(host, port);
  if (!fault) return;
  if (fault === 'EADDRINUSE')
    throw new Error(
      `Port ${port} is in use, perhaps by another Tollgate. Stop that program, or choose another port: ${variable}=${port + 1} npm start`,
    );
  if (fault === 'EACCES')
    throw new Error(`Port ${port} needs special rights. Choose one above 1023: ${variable}=3000 npm start`);
  throw new Error(`Nothing can listen on ${host}:${port} (${fault}). Check HOST and METER_HOST.`);
}

const tryPort = (host: string, port: number): Promise<string | null> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
