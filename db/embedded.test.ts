import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterAll, expect, it } from 'vitest';
import { startEmbedded } from './embedded';
import { removeData } from './embedded/location';
import { isRunning } from './embedded/postmaster';

// mkdtemp makes a folder of mode 700: as root, Postgres' own user cannot pass through it.
const folder = mkdtempSync(path.join(tmpdir(), 'tollgate-private-'));
const directory = path.join(folder, 'data', 'pg');

afterAll(async () => {
  await removeData(directory);
  rmSync(folder, { recursive: true, force: true });
});

async function ask(url: string, query: string): Promise<unknown> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  const rows = await client.unsafe(query);
  await client.end();
  return rows[0];
}

it('starts once in a private folder, survives SIGKILL and a stale pid file, and stops', async () => {
  const [first, second] = await Promise.all([startEmbedded(directory), startEmbedded(directory)]);
  expect(second.pid).toBe(first.pid);
  await ask(first.url, 'create table kept as select 42 as answer');

  process.kill(first.pid, 'SIGKILL');
  const again = await startEmbedded(directory);
  expect(again.pid).not.toBe(first.pid);
  expect(await ask(again.url, 'select answer from kept')).toEqual({ answer: 42 });

  const user = postgres(again.url, { max: 1 });
  await user`select 1`;
  expect(await again.stopWhenUnused()).toBe(false);
  await user.end();
  await again.stop();
  expect(isRunning(again.pid)).toBe(false);

  // The number of a program that lives but is no Postgres, as after a restart of a container.
  writeFileSync(path.join(again.dataDirectory, 'postmaster.pid'), `${process.pid}\n\n\n5\n`);
  const last = await startEmbedded(directory);
  expect(await ask(last.url, 'select answer from kept')).toEqual({ answer: 42 });
  await last.stop();
});
