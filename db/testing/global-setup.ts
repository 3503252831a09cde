import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect, disconnect } from '../client';
import { startEmbedded, withDatabase } from '../embedded';
import { migrate } from '../migrate';

declare module 'vitest' {
  interface ProvidedContext {
    adminUrl: string;
  }
}

/** One real Postgres for the whole run; each test file clones the migrated template. */
export default async function setup(project: TestProject) {
  const directory = await mkdtemp(path.join(tmpdir(), 'tollgate-test-'));
  await chmod(directory, 0o755); // as root, Postgres runs as another user
  const database = await startEmbedded(path.join(directory, 'pg'), {
    flags: ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'],
  });
  const admin = connect(database.url, { max: 1 });
  await admin.execute('create database tollgate_template');
  await migrate(withDatabase(database.url, 'tollgate_template'));
  await disconnect(admin);
  project.provide('adminUrl', database.url);
  return async () => {
    await database.stop();
    await rm(directory, { recursive: true, force: true });
  };
}
