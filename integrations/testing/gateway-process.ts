import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';

export interface GatewayProcess {
  url: string;
  stop(): Promise<void>;
}

/** Starts a gateway and waits until `ready` answers 200. Throws with the end of its output where it ends first. */
export async function startGateway(options: {
  program: string;
  /** `port`: a free one on loopback. */
  arguments: (port: number) => string[];
  cwd?: string;
  env?: Record<string, string>;
  ready: string;
}): Promise<GatewayProcess> {
  const port = await freePort();
  const child = spawn(options.program, options.arguments(port), {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString('utf8')).slice(-4000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(`${url}${options.ready}`))) {
    if (child.exitCode !== null) throw new Error(`${options.program} ended: ${output}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { url, stop: () => stop(child) };
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(insist);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
