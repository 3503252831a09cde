import path from 'node:path';
import { defineConfig } from 'vitest/config';

const EVERY = '{lib,db,meter,cli,components,messages,app,i18n,scripts,integrations}/**/*.test.{ts,tsx}';
/** Replace a module, or measure their own process: each has one to itself. */
const ALONE = ['lib/access/server/sign-in.test.ts'];

export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: {
    globalSetup: ['./db/testing/global-setup.ts'],
    // No test is about time: only one that hangs should end by it, also on a machine that is busy with other things.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'shared', include: [EVERY], exclude: ALONE, isolate: false } },
      { extends: true, test: { name: 'alone', include: ALONE } },
    ],
  },
});
