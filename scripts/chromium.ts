import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

export interface Chromium {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
  /** Where it came from, for the log. */
  source: string;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const NEEDED = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

function onPath(): string | null {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter))
    for (const name of NAMES) {
      const file = path.join(folder, name);
      if (folder !== '' && existsSync(file)) return file;
    }
  return null;
}

/**
 * A Chromium without a manual step: CHROMIUM_PATH, the system's, Playwright's own, or the one that npm
 * @sparticuz/chromium unpacks. Throws when CHROMIUM_PATH names nothing.
 */
export async function findChromium(): Promise<Chromium> {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH names ${given}, which does not exist.`);
    return { executablePath: given, args: NEEDED, env: {}, source: 'CHROMIUM_PATH' };
  }
  const system = onPath();
  if (system) return { executablePath: system, args: NEEDED, env: {}, source: 'the system' };
  const { chromium } = await import('@playwright/test');
  const own = chromium.executablePath();
  if (own && existsSync(own)) return { executablePath: own, args: NEEDED, env: {}, source: 'Playwright' };
  return unpacked();
}

/** The npm build is meant for a server without a desktop: no zygote, and its own libraries where some are missing. */
async function unpacked(): Promise<Chromium> {
  const { default: sparticuz } = await import('@sparticuz/chromium');
  const executablePath = await sparticuz.executablePath();
  const args = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'];
  const env = runs(executablePath) ? {} : await bundledLibraries();
  return { executablePath, args, env, source: 'npm @sparticuz/chromium' };
}

const runs = (file: string): boolean =>
  spawnSync(file, ['--version', '--no-sandbox'], { timeout: 10_000, stdio: 'ignore' }).status === 0;

async function bundledLibraries(): Promise<Record<string, string>> {
  const { inflate } = (await import(
    path.resolve(import.meta.dirname, '../node_modules/@sparticuz/chromium/build/esm/lambdafs.js')
  )) as { inflate: (file: string) => Promise<string> };
  const folder = await inflate(
    path.resolve(import.meta.dirname, '../node_modules/@sparticuz/chromium/bin/al2023.tar.br'),
  );
  return { LD_LIBRARY_PATH: path.join(folder, 'lib') };
}
