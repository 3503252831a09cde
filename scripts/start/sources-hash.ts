import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Everything the console's build is made of. */
const SOURCES = [
  'app',
  'components',
  'db',
  'i18n',
  'lib',
  'messages',
  'public',
  'next.config.ts',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
  'package-lock.json',
];

const counts = (name: string) => !/\.test\.tsx?$/.test(name);

function* filesUnder(target: string): Generator<string> {
  if (!existsSync(target)) return;
  if (statSync(target).isFile()) {
    if (counts(target)) yield target;
    return;
  }
  for (const name of readdirSync(target).sort()) yield* filesUnder(path.join(target, name));
}

/** A digest of the sources' names and contents: the same digest, the same build. */
export function hashSources(root: string): string {
  const hash = createHash('sha256').update(process.version);
  for (const source of SOURCES)
    for (const file of filesUnder(path.join(root, source)))
      hash.update(`\0${path.relative(root, file)}\0`).update(readFileSync(file));
  return hash.digest('hex');
}
