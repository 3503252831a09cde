import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { datasetsDirectory } from '@/bench/support/real-data';
import { NOW } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import { compareRuns } from './compare-runs';
import { importEvaluation } from './import-evaluation';

const directory = datasetsDirectory();
const { db } = await testDatabase();
const ctx = systemCtx(db, 'test', NOW);

const FILES = [
  {
    ...{ file: 'tau2-submissions/scores.csv', taskClass: 'agentic' },
    columns: { prompt: 'domain', model: 'submission', score: 'pass_1', cost: 'mean_cost_usd', scale: 100 },
    ...{ results: 151, leftOut: ['no_score', 'no_score', 'no_score', 'no_score'] },
  },
  {
    ...{ file: 'aider-leaderboards/polyglot.csv', taskClass: 'code_generation' },
    columns: { prompt: 'test_cases', model: 'dirname', score: 'pass_rate_2', cost: 'total_cost', scale: 100 },
    // One cost of the file reads "0 # incorrect: 6.3174".
    ...{ results: 68, leftOut: ['bad_cost'] },
  },
];

describe.each(FILES)('$file', ({ file, taskClass, columns, results, leftOut }) => {
  const source = directory === null ? null : path.join(directory, file);
  const there = source !== null && existsSync(source);
  it.skipIf(!there)(
    'is brought in to the last row, and what it cannot show is not claimed (needs TOLLGATE_DATASETS)',
    async () => {
      const text = readFileSync(source ?? '', 'utf8');
      const done = await importEvaluation(ctx, {
        ...{ teamId: null, name: file, taskClass, fileName: file, format: 'csv', columns, text },
      });
      expect(done.results).toBe(results);
      expect(done.leftOut.map(({ code }) => code)).toEqual(leftOut);
      // Published shares of whole suites are one to four figures a model: too few to prove anything by.
      const [one, other] = done.runs.filter(
        ({ cases }) => cases === Math.max(...done.runs.map((run) => run.cases)),
      );
      const { verdict } = await compareRuns(ctx, {
        ...{ runId: one?.runId ?? '', baselineRunId: other?.runId ?? '', margin: '0.05' },
      });
      expect(verdict).toBe('not_proven');
    },
  );
});
