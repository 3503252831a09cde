/**
 * What a browser loads for the board before anything is pressed: the scripts its page names, gzipped, against the
 * limit, and how soon the page is written. Measures a running console with demo data, in a production build:
 * `npm run -s bench -- first-screen http://localhost:3000`.
 */
import { gzipSync } from 'node:zlib';
import type { Bench } from './run';

const LIMIT_BYTES = 170_000;
const ROUNDS = 9;
const PAGES = ['/board', '/explore'];

/** The cookies a demo person is signed in with. */
async function signIn(site: string, role: string): Promise<string> {
  const cookies = new Map<string, string>();
  const keep = (answer: Response) => {
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      cookies.set(name, value);
    }
  };
  const text = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const first = await fetch(`${site}/api/auth/csrf`);
  keep(first);
  const { csrfToken } = (await first.json()) as { csrfToken: string };
  const body = new URLSearchParams({ csrfToken, role, json: 'true' });
  const headers = { cookie: text() };
  keep(await fetch(`${site}/api/auth/callback/demo`, { method: 'POST', headers, body, redirect: 'manual' }));
  return text();
}

/** Scripts for old browsers (`nomodule`) are not loaded by those of today. */
function scriptsOf(html: string): string[] {
  const tags = html.match(/<script[^>]*\ssrc="[^"]+"[^>]*>/g) ?? [];
  const modern = tags.filter((tag) => !/\snomodule/i.test(tag));
  return [...new Set(modern.flatMap((tag) => /\ssrc="([^"]+)"/.exec(tag)?.[1] ?? []))];
}

async function measure(site: string, path: string, cookie: string) {
  const times: number[] = [];
  let html = '';
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    const answer = await fetch(`${site}${path}`, { headers: { cookie } });
    html = await answer.text();
    times.push(performance.now() - begun);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}.`);
  }
  const scripts = scriptsOf(html);
  const sizes = await Promise.all(
    scripts.map(async (src) => gzipSync(await (await fetch(`${site}${src}`)).bytes()).byteLength),
  );
  return {
    scripts: scripts.length,
    scriptBytes: sizes.reduce((sum, size) => sum + size, 0),
    documentBytes: gzipSync(html).byteLength,
    medianMs: Math.round(times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0),
  };
}

export const run: Bench = async ([site = 'http://localhost:3000']) => {
  const cookie = await signIn(site, 'cfo');
  const figures: Record<string, Awaited<ReturnType<typeof measure>>> = {};
  for (const path of PAGES) {
    const measured = await measure(site, path, cookie);
    figures[path] = measured;
    process.stderr.write(
      `${path}: ${measured.scriptBytes} bytes of ${measured.scripts} scripts, ${measured.documentBytes} bytes of page, ${measured.medianMs} ms\n`,
    );
  }
  const board = figures['/board']?.scriptBytes ?? 0;
  return { holds: board > 0 && board <= LIMIT_BYTES, figures: { limitBytes: LIMIT_BYTES, ...figures } };
};
