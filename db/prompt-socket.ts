import net from 'node:net';

/** The driver's options as it hands them to `socket`: every host it may use, or the path of a local socket. */
interface Address {
  host: string[];
  port: number[];
  path: string | false;
}

/**
 * Opens the driver's connections without Nagle's algorithm, which it leaves on: a small packet then waits up to
 * 40 ms for the acknowledgement of the one before, in every COPY and every pipeline of statements. The driver
 * takes a socket that is still connecting; a failure reaches it as the socket's own error.
 */
export function promptSocket(): (address: Address) => net.Socket {
  let attempts = 0;
  return ({ host, port, path }) => {
    if (path) return net.connect(path);
    const index = attempts % Math.max(1, port.length);
    attempts += 1;
    const socket = net.connect({ host: host[index], port: port[index] ?? 5432, noDelay: true });
    // Read by the driver for the name in TLS.
    return Object.assign(socket, { host: host[index], port: port[index] });
  };
}
