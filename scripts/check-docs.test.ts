import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { deadReferences, documentationFiles, knownIn } from './check-docs';

const ROOT = path.dirname(import.meta.dirname);

it('finds every kind of dead reference', () => {
  const known = {
    exists: (file: string) => file === 'docs/real.md' || file === 'lib/money/money.ts',
    scripts: new Set(['bench']),
    variables: new Set(['TOLLGATE_DEMO']),
  };
  const text = [
    'See [this](real.md) and [that](gone.md#part), `lib/money/money.ts` and `lib/gone.ts`.',
    'Run `npm run -s bench` or `npm run nothing`; set `TOLLGATE_DEMO=false` or `TOLLGATE_GONE`.',
    'Not ours: [site](https://example.com/gone.md), `usage_events/x`.',
  ].join('\n');
  expect(deadReferences('docs/page.md', text, known).map((dead) => [dead.line, dead.reference])).toEqual([
    [1, 'gone.md'],
    [1, 'lib/gone.ts'],
    [2, 'TOLLGATE_GONE'],
    [2, 'npm run nothing'],
  ]);
});

it('finds none in the documentation', () => {
  const known = knownIn(ROOT);
  const files = documentationFiles(ROOT);
  expect(files.length).toBeGreaterThan(5);
  const dead = files.flatMap((file) =>
    deadReferences(file, readFileSync(path.join(ROOT, file), 'utf8'), known),
  );
  expect(dead).toEqual([]);
});
