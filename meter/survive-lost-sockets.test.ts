import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('outlives a database that shuts down while a connection opens, and says so to whoever asked', async () => {
  const program = path.join(import.meta.dirname, 'testing/lose-opening.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program]);
  expect(stdout.trim().split('\n').sort()).toEqual(['failed', 'survived 57P01']);
});
